// Moves between the parts of Learn, keeps ticks, and finds words in the glossary.
"use strict";

const learn = () => document.getElementById("learn");

/** Shows another part or other documents: the address says which, and the focus stays where it is. */
function go(address) {
  const to = new URL(address, document.baseURI).href;
  if (to !== location.href) history.pushState(null, "", to);
  showAddress();
}

const showAddress = () => document.dispatchEvent(new CustomEvent("citewell:place", { detail: { place: "learn" } }));

/** Shows the present address again where the answer to an earlier one has come after its own. */
function catchUp() {
  const shown = learn().querySelector("[data-address]")?.dataset.address;
  const isHere = document.documentElement.dataset.place === "learn";
  if (isHere && shown && shown !== location.pathname + location.search) showAddress();
}

window.citewell.found("#learn").then(() => new MutationObserver(catchUp).observe(learn(), { childList: true, subtree: true }));

document.addEventListener("citewell:learn-from", (event) => {
  const address = new URL(location.href);
  address.searchParams.set("of", event.detail);
  go(address.pathname + address.search);
});

// What is typed into the choice replaces what stands there, so that it finds a document.
document.addEventListener("focusin", (event) => {
  if (event.target.matches("#learn-from input")) setTimeout(() => event.target.select());
});

document.addEventListener("click", (event) => {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a[data-learn]");
  const letter = event.target.closest("button[data-letter]");
  if (link) {
    event.preventDefault();
    go(link.getAttribute("href"));
  } else if (letter) {
    const heading = document.getElementById(letter.dataset.letter);
    heading.scrollIntoView({ block: "start" });
    heading.focus({ preventScroll: true });
  }
});

// ---- ticks ----

/** Says how many sections are read, and how long the others take. */
function countTicks() {
  const steps = [...learn().querySelectorAll(".step")];
  const open = steps.filter((step) => !step.querySelector("[data-tick]").checked);
  const left = open.reduce((sum, step) => sum + Number(step.dataset.words), 0);
  const progress = learn().querySelector(".progress");
  progress.querySelector("progress").value = steps.length - open.length;
  progress.querySelector(".done").textContent = steps.length - open.length;
  progress.querySelector(".left").textContent = Math.ceil(left / Number(progress.dataset.wordsAMinute));
}

document.addEventListener("change", (event) => {
  const tick = event.target.closest("#learn [data-tick]");
  if (tick) {
    const detail = { do: "tick", key: tick.dataset.tick, on: String(tick.checked) };
    tick.dispatchEvent(new CustomEvent("citewell:do", { detail, bubbles: true }));
    countTicks();
  } else if (event.target.id === "glossary-undefined") findEntries();
});

// ---- the glossary ----

/** Shows the entries that hold every word of the find box. */
function findEntries() {
  const words = document.getElementById("glossary-find").value.toLowerCase().split(/\s+/).filter(Boolean);
  const only = document.getElementById("glossary-undefined")?.checked;
  let found = 0;
  for (const letter of learn().querySelectorAll(".letter")) {
    let here = 0;
    for (const entry of letter.querySelectorAll(".entry")) {
      const fits = words.every((word) => entry.dataset.words.includes(word)) && (!only || "undefined" in entry.dataset);
      entry.hidden = !fits;
      here += fits;
    }
    letter.hidden = !here;
    const button = learn().querySelector(`[data-letter="${letter.querySelector("h3").id}"]`);
    button.disabled = !here;
    found += here;
  }
  const count = learn().querySelector(".count");
  const all = words.length || only ? null : count.dataset.all;
  count.textContent = all ?? (found === 1 ? "1 entry found" : `${found} entries found`);
}

document.addEventListener("input", (event) => {
  if (event.target.id === "glossary-find") findEntries();
});
