// Searches as one types; keeps what is searched for in the address, and moves through the results by keys.
"use strict";

const FIELDS = ["q", "document", "collection", "type", "read", "words", "k"];
const MORE = 20;
// A screen reader is told of the results when typing has paused for so long.
const PAUSE_MS = 700;
// A search without an answer for so long no longer keeps the next one waiting.
const GIVEN_UP_MS = 5000;

const place = () => document.getElementById("place-search");
const box = () => place()?.querySelector("#search-box :is(input, textarea)");
const results = () => document.getElementById("search-results");
const links = () => [...results().querySelectorAll("a.open, .searched-documents a")];
const isShown = () => document.documentElement.dataset.place === "search";

// ---- what is searched for ----

/** What the address asks for. */
const sought = () => {
  const address = new URLSearchParams(location.search);
  return Object.fromEntries(FIELDS.map((name) => [name, address.get(name) || ""]));
};

let isSettled = true; // whether the next letter begins another search, to which "back" does not return

/** Searches for something else, under an address of its own; letters of one search share one. */
function change(fields, { isTyping = false } = {}) {
  const now = { ...sought(), k: "", ...fields };
  const words = new URLSearchParams(Object.entries(now).filter(([, value]) => value)).toString();
  const address = `${location.pathname}${words ? `?${words}` : ""}`;
  if (isTyping && !isSettled) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  isSettled = !isTyping;
  search(isTyping ? "same" : "");
}

// One search is under way at a time; of those asked for meanwhile the last one follows.
let number = 0;
let pending = null; // the number of the search under way, what it is for, and a timer that gives it up
let next = null; // "same" or "": whether the next search may leave the filters as they are

/** Has the server find what the address asks for; the very first time the results read the address themselves. */
function search(filters) {
  const shown = results()?.querySelector(".found");
  if (pending || !shown) {
    next = next === "" ? "" : filters;
    return;
  }
  number += 1;
  pending = { number, fields: JSON.stringify(sought()), timer: window.setTimeout(giveUp, GIVEN_UP_MS) };
  const detail = { ...sought(), filters, number };
  shown.dispatchEvent(new CustomEvent("citewell:do", { detail, bubbles: true }));
}

function giveUp() {
  pending = null;
  goOn();
}

/** When results have been drawn: those of the search under way end it. */
function drawn() {
  const shown = results()?.querySelector(".found");
  if (!shown) return;
  if (pending && Number(shown.dataset.number) === pending.number) {
    window.clearTimeout(pending.timer);
    // "Back" may have gone to another address meanwhile.
    if (pending.fields !== JSON.stringify(sought())) next ??= "";
    pending = null;
  }
  goOn();
}

function goOn() {
  if (pending || next === null) return;
  const filters = next;
  next = null;
  search(filters);
}

/** Sets the filters as the address has them; drawn anew, they would keep what was chosen by hand. */
function setFilters() {
  const now = sought();
  for (const control of document.querySelectorAll(".search-filters [name]")) {
    if (control.type === "checkbox") control.checked = now.words === "1";
    else control.value = now[control.name];
  }
}

/** Fills in what the address asks for, after a link, "back" or another place; the results read it themselves. */
async function show() {
  const field = await window.citewell.found("#search-box :is(input, textarea)");
  if (field.value !== sought().q) write(field, sought().q);
  isSettled = true;
  setFilters();
}

let isWriting = false; // the letters come from the address, not from the keys

function write(field, words) {
  isWriting = true;
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  isWriting = false;
}

document.addEventListener("citewell:place", (event) => { if (event.detail.place === "search") show(); });

// ---- typing, filters, buttons ----

document.addEventListener("input", (event) => {
  if (event.target === box() && !isWriting) change({ q: event.target.value }, { isTyping: true });
});

document.addEventListener("change", (event) => {
  if (event.target === box()) isSettled = true;
  if (!event.target.closest?.(".search-filters")) return;
  const { name, type, checked, value } = event.target;
  change({ [name]: type === "checkbox" ? (checked ? "1" : "") : value });
});

document.addEventListener("submit", (event) => { if (event.target.closest(".search-filters")) event.preventDefault(); });

document.addEventListener("click", (event) => {
  const button = event.target.closest("#place-search button");
  if (!button) return;
  if (button.dataset.clear !== undefined) change({ document: "", collection: "", type: "", read: "" });
  else if (button.dataset.widen) change({ [button.dataset.widen]: "" });
  else if (button.dataset.more !== undefined) change({ k: String((Number(sought().k) || 10) + MORE) });
  else return;
  box()?.focus();
});

// ---- keys ----

document.addEventListener("keydown", (event) => {
  if (!isShown() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const isInBox = event.target === box();
  const every = links();
  const at = every.indexOf(event.target.closest?.("a"));
  if (!isInBox && at < 0) return;
  if (event.key === "Enter" && isInBox) {
    event.preventDefault();
    isSettled = true;
    if (sought().q) every[0]?.click();
  } else if (event.key === "ArrowDown") {
    event.preventDefault();
    every[at + 1]?.focus();
  } else if (event.key === "ArrowUp" && at >= 0) {
    event.preventDefault();
    (every[at - 1] || box()).focus();
  }
});

// ---- what a screen reader is told ----

let pause = 0;
let told = "";

/** Says how many passages there are, once typing has paused. */
function tell() {
  window.clearTimeout(pause);
  pause = window.setTimeout(() => {
    const words = results()?.querySelector("[data-announce]")?.textContent || "";
    if (isShown() && words && words !== told) window.citewell.announce(words);
    told = words;
  }, PAUSE_MS);
}

new MutationObserver((changes) => {
  if (changes.some((one) => one.target.closest?.("#search-results"))) {
    drawn();
    tell();
  }
  if (changes.some((one) => one.target.closest?.("#search-filters"))) setFilters();
}).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["data-number"] });
