// Turns flash cards: shows one at a time, its answer when asked, and again those that were not known yet.
"use strict";

const deckOf = () => document.querySelector("#learn .deck");
const cardsOf = (deck) => [...deck.querySelectorAll(".card")];
const keptAs = (deck) => `citewell-cards:${deck.dataset.deck}`;

let state = null; // { deck, queue: keys in turn, at: place in the queue, known: keys }

/** Takes up a deck where this browser session left it. */
function begin(deck) {
  deck.dataset.ready = "";
  const keys = cardsOf(deck).map((card) => card.dataset.key);
  const kept = JSON.parse(sessionStorage.getItem(keptAs(deck)) || "null") || { queue: [], at: 0, known: [] };
  const known = kept.known.filter((key) => keys.includes(key));
  const queue = kept.queue.filter((key) => keys.includes(key));
  queue.push(...keys.filter((key) => !known.includes(key) && !queue.includes(key)));
  state = { deck, queue, at: Math.min(kept.at, Math.max(0, queue.length - 1)), known };
  show({ focus: false });
}

/** Shows the present card with its answer hidden, or that all are known. */
function show({ focus = true } = {}) {
  const { deck, queue, at, known } = state;
  let shown = null;
  for (const card of cardsOf(deck)) {
    card.hidden = card.dataset.key !== queue[at];
    if (!card.hidden) shown = card;
    turnOver(card, false);
  }
  const finished = deck.querySelector(".finished");
  finished.hidden = Boolean(shown);
  deck.querySelector(".turning").hidden = !shown;
  deck.querySelector("progress").value = known.length;
  deck.querySelector(".done").textContent = known.length;
  deck.querySelector(".place-in-deck").textContent = shown ? `Card ${at + 1} of ${queue.length}` : "";
  sessionStorage.setItem(keptAs(deck), JSON.stringify({ queue, at, known }));
  if (focus) (shown || finished).focus({ preventScroll: true });
}

function turnOver(card, isOver) {
  card.querySelector(".back").hidden = !isOver;
  card.querySelector(".show-answer").hidden = isOver;
}

const present = () => cardsOf(state.deck).find((card) => !card.hidden);

function showAnswer() {
  const card = present();
  if (!card) return;
  turnOver(card, true);
  card.querySelector(".back").focus({ preventScroll: true });
}

function turn(by) {
  if (!state.queue.length) return;
  state.at = (state.at + by + state.queue.length) % state.queue.length;
  show();
}

/** Takes the present card out of the queue for good, or to its end. */
function judge(isKnown) {
  const card = present();
  if (!card || card.querySelector(".back").hidden) return;
  const [key] = state.queue.splice(state.at, 1);
  (isKnown ? state.known : state.queue).push(key);
  if (state.at >= state.queue.length) state.at = 0;
  show();
}

function anew() {
  sessionStorage.removeItem(keptAs(state.deck));
  begin(state.deck);
  present()?.focus({ preventScroll: true });
}

const actions = {
  show: showAnswer,
  previous: () => turn(-1),
  next: () => turn(1),
  again: () => judge(false),
  knew: () => judge(true),
  anew,
};
const keys = { " ": "show", ArrowLeft: "previous", ArrowRight: "next", 1: "again", 2: "knew" };

document.addEventListener("click", (event) => {
  const button = event.target.closest("#learn [data-card]");
  if (button) actions[button.dataset.card]();
});

document.addEventListener("keydown", (event) => {
  const action = keys[event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (!deckOf() || document.documentElement.dataset.place !== "learn" || document.querySelector("dialog:modal")) return;
  const { target } = event;
  if (target.closest("input, textarea, select, dialog, [contenteditable]")) return;
  if (event.key === " " && target.closest("button, a, summary")) return;
  event.preventDefault();
  actions[action]();
});

window.citewell.found("#learn").then((learn) => {
  const start = () => {
    const deck = deckOf();
    if (deck && !("ready" in deck.dataset)) begin(deck);
  };
  new MutationObserver(start).observe(learn, { childList: true, subtree: true });
  start();
});
