// Copies answers, and keeps the newest exchange in view.
"use strict";

const questionBox = () => document.querySelector("#question textarea");

// ---- copying ----

async function copyAnswer(button) {
  await copyText(button.dataset.copy);
  const label = button.textContent;
  button.textContent = "Copied";
  window.setTimeout(() => { button.textContent = label; }, 2000);
}

/** Browsers offer the clipboard only to https pages and this machine's own; elsewhere the old way still works. */
async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.copy !== undefined) copyAnswer(button);
  else if (button.closest("#examples, #composer")) questionBox()?.focus();
});

// ---- the newest exchange stays in view while it grows ----

let seen = "";
new MutationObserver(() => {
  const exchange = document.querySelector("#transcript .exchange:last-child");
  const state = exchange ? `${exchange.id} ${exchange.querySelectorAll("*").length}` : "";
  if (exchange && state !== seen) showNewest(exchange);
  seen = state;
}).observe(document.documentElement, { childList: true, subtree: true });

/** Scrolls as little as shows all of it, or to its question where it is taller than the window. */
function showNewest(exchange) {
  const fits = exchange.offsetHeight < window.innerHeight - document.getElementById("composer").offsetHeight;
  exchange.scrollIntoView({ block: fits ? "nearest" : "start" });
}
