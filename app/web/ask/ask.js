// Copies answers and links, keeps the address and the newest exchange in view, moves focus into the question box, and
// remembers whether answers are to be written.
"use strict";

const { announce } = window.citewell;
const questionBox = () => document.querySelector("#question textarea");
const isAsking = () => document.documentElement.dataset.place === "ask";

// ---- copying ----

async function copy(button, words, label) {
  await copyText(words);
  button.textContent = "Copied";
  announce("Copied");
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
  if (event.target.closest("[data-do='vote'], form.reason button")) announce("Thank you.");
  const source = event.target.closest("button, a[data-permalink]");
  if (!source) return;
  if (source.dataset.copy !== undefined) copy(source, source.dataset.copy, "Copy with citations");
  else if (source.dataset.permalink !== undefined) {
    event.preventDefault();
    history.replaceState(null, "", source.href);
    copy(source, source.href, "Link");
  } else if (source.dataset.print !== undefined) window.print();
  else if (source.closest("#examples, #composer, #suggested, .choices") || source.dataset.do === "edit") questionBox()?.focus();
});

// ---- written answers, or the documents' words ----

const MODE = "citewell_answers";
const YEAR = 31_536_000;

/** The choice is a cookie, so that it comes with every question. */
window.citewell.found("#written-answers").then((box) => {
  box.checked = !document.cookie.split("; ").includes(`${MODE}=quoted`);
  box.addEventListener("change", () => {
    document.cookie = `${MODE}=${box.checked ? "written" : "quoted"}; path=/; max-age=${YEAR}; samesite=lax`;
  });
});

// ---- the address names the conversation that is shown ----

let named = "";

function nameConversation() {
  const id = document.querySelector("#conversation-head [data-conversation]")?.dataset.conversation;
  if (id === undefined || id === named) return;
  named = id;
  const shown = new URLSearchParams(location.search).get("conversation") ?? "";
  if (isAsking() && id && id !== shown) history.replaceState(null, "", `./?conversation=${id}`);
  toLinked();
}

/** Shows the exchange that the address ends with. */
function toLinked() {
  const exchange = /^#exchange-\d+$/.test(location.hash) && document.querySelector(location.hash);
  if (exchange) exchange.scrollIntoView({ block: "start" });
}

// ---- the newest exchange stays in view while it grows ----

let seen = "";
let wasOpen = false;

function follow() {
  const exchange = document.querySelector("#newest .exchange");
  const state = exchange ? `${exchange.id} ${exchange.querySelectorAll("*").length}` : "";
  if (state === seen) return;
  const isOpen = Boolean(exchange?.querySelector(".pending"));
  // What is only opened is shown from where the address says.
  if (wasOpen && !isOpen) announce(outcome(exchange));
  if (exchange && isAsking() && !location.hash && (isOpen || wasOpen || !seen)) showNewest(exchange);
  [seen, wasOpen] = [state, isOpen];
}

/** What a screen reader is told when an exchange ends; a question that was taken back leaves none. */
function outcome(exchange) {
  const words = [...(exchange?.querySelectorAll(".fallback > span, .claim, .abstained, .clarification, .failure") ?? [])];
  const said = words.map((element) => element.textContent);
  return [...(exchange?.querySelector(".written") ? ["Written answer."] : []), ...said].join(" ") || "Stopped.";
}

let suggested = "";

/** What may be asked next comes into view below an answer that is, and only then. */
function showSuggested() {
  const list = document.querySelector("#suggested ul");
  const state = list?.textContent ?? "";
  if (state === suggested) return;
  suggested = state;
  const end = document.querySelector("#newest .exchange")?.getBoundingClientRect().bottom ?? Infinity;
  if (list && isAsking() && !location.hash && end < window.innerHeight) list.scrollIntoView({ block: "nearest" });
}

/** Scrolls as little as shows all of it, or to its question where it is taller than the window. */
function showNewest(exchange) {
  const fits = exchange.offsetHeight < window.innerHeight - document.getElementById("composer").offsetHeight;
  exchange.scrollIntoView({ block: fits ? "nearest" : "start" });
}

window.citewell.found("#newest").then(() => {
  new MutationObserver(() => {
    nameConversation();
    follow();
    showSuggested();
  }).observe(document.getElementById("chat"), { childList: true, subtree: true });
});
