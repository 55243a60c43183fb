// Opens citations in the reading pane, as text or as the page looks, and keeps focus where a person expects it.
"use strict";

import { isTyping } from "../page.js";
import { addressOf, articleAt } from "./loading.js";

let opener = null; // the link that the pane was opened from
let address = ""; // what the pane shows, or is about to
let view = "text"; // "text" or "page": kept from one citation to the next
let turnedTo = null; // the page that a person has turned to, which is not that of the quote

const panel = () => document.getElementById("source-panel");
const body = () => panel().querySelector(".panel-body");
const questionBox = () => document.querySelector("#question textarea");
const isWide = () => window.matchMedia("(min-width: 64rem)").matches;

// ---- what is shown ----

/** Shows the document behind a citation link, scrolled to its quote. */
async function openSource(link) {
  opener = link;
  turnedTo = null;
  nameCitation(link);
  openPanel();
  markOpenLink(link);
  const text = await loaded(addressOf(link, stepsBeside(link)));
  const page = view === "page" && text?.querySelector('a[data-view="page"]');
  if (page) await load(page.href);
  else if (text) put(text);
  if (text) body().focus({ preventScroll: true });
}

/** Shows what is at an address. */
async function load(href) {
  const article = await loaded(href);
  if (article) put(article);
}

/** What is at an address; nothing when something else was opened meanwhile. */
async function loaded(href) {
  address = href;
  body().setAttribute("aria-busy", "true");
  const article = await articleAt(href);
  if (address !== href) return null;
  body().removeAttribute("aria-busy");
  return article;
}

function put(article) {
  const focused = document.activeElement?.closest?.("[data-turn], [data-view]")?.dataset;
  body().replaceChildren(article);
  const label = turnedTo && article.querySelector(`.page-number[data-page="${turnedTo}"]`);
  if (label) scrollTo(label, "start");
  else scrollTo(article.querySelector("#quote"));
  // What was pressed is a new element now.
  const same = focused && body().querySelector(focused.turn ? `[data-turn="${focused.turn}"]` : '[data-view][aria-current]');
  if (same) same.focus({ preventScroll: true });
  else if (focused) body().focus({ preventScroll: true });
}

/** Brings an element into view; once more when what is around it has been laid out, which moves it. */
function scrollTo(target, block = "center") {
  if (!target) {
    body().scrollTop = 0;
    return;
  }
  const bring = () => (target instanceof SVGElement ? centre(target) : target.scrollIntoView({ block }));
  bring();
  requestAnimationFrame(() => requestAnimationFrame(bring));
}

/** Scrolls to a part of a drawing, which browsers do not do by themselves. */
function centre(target) {
  const [own, around] = [target.getBoundingClientRect(), body().getBoundingClientRect()];
  body().scrollTop += own.top + own.height / 2 - (around.top + around.height / 2);
}

function openPanel() {
  if (panel().open) return;
  body().replaceChildren();
  if (isWide()) panel().show();
  else panel().showModal();
  document.body.classList.add("source-open");
}

function nameCitation(link) {
  const steps = stepsBeside(link);
  const place = steps.indexOf(stepOf(link));
  const hasOthers = steps.length > 1;
  panel().querySelector("#source-panel-title").textContent =
    place < 0 ? "Document" : `Source ${place + 1} of ${steps.length}`;
  panel().querySelector("#source-panel-tab").href = link.href;
  for (const [name, target] of [["previous", place - 1], ["next", place + 1]]) {
    const button = panel().querySelector(`[data-panel="${name}"]`);
    button.hidden = !hasOthers;
    button.disabled = !steps[target];
  }
}

// ---- text and page ----

/** The page that stands at the upper third of the pane; null where the document has none. */
function pageInView() {
  const { top, height } = body().getBoundingClientRect();
  const above = [...body().querySelectorAll(".page-number[data-page]")].filter(
    (label) => label.getBoundingClientRect().top < top + height / 3,
  );
  return above.at(-1)?.dataset.page ?? null;
}

/** Whether the quote can be seen now. */
function quoteIsInView() {
  const quote = body().querySelector("#quote")?.getBoundingClientRect();
  const { top, bottom } = body().getBoundingClientRect();
  return Boolean(quote) && quote.bottom > top && quote.top < bottom;
}

async function changeView(link) {
  const href = new URL(link.href);
  const wanted = link.dataset.view;
  if (wanted === view && link.hasAttribute("aria-current")) return;
  if (wanted === "page" && !quoteIsInView() && pageInView()) {
    turnedTo = pageInView();
    href.searchParams.set("page", turnedTo);
  }
  view = wanted;
  await load(wanted === "text" ? addressOf(opener, stepsBeside(opener)) : href.href);
}

function turn(link) {
  turnedTo = new URL(link.href).searchParams.get("page");
  load(link.href);
}

// ---- earlier and later citations ----

/** The source chips of the exchange, or of another list of citations, that a link belongs to, in order. */
function stepsBeside(link) {
  const around = link.closest(".exchange, [data-steps]");
  return around ? [...around.querySelectorAll("[data-step]")] : [];
}

/** The chip that opens the same place as the link. */
const stepOf = (link) => stepsBeside(link).find((chip) => chip.href === link.href);

function step(by) {
  if (!opener) return;
  const steps = stepsBeside(opener);
  const target = steps[steps.indexOf(stepOf(opener)) + by];
  if (target) openSource(target);
}

function markOpenLink(link) {
  for (const other of document.querySelectorAll("a[data-citation][aria-current]")) other.removeAttribute("aria-current");
  if (link) for (const same of stepsBeside(link)) if (same.href === link.href) same.setAttribute("aria-current", "true");
}

// ---- closing ----

const closeSource = () => panel().close();

/** After any way of closing: focus goes back to the link, even when its answer was drawn anew meanwhile. */
function afterClose() {
  document.body.classList.remove("source-open");
  markOpenLink(null);
  address = "";
  const link = opener && (document.getElementById(opener.id) || opener);
  (link && link.isConnected ? link : questionBox())?.focus();
}

// ---- what a person does ----

const panelActions = {
  previous: () => step(-1),
  next: () => step(1),
  close: closeSource,
  again: () => opener && openSource(opener),
};

document.addEventListener("click", (event) => {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a");
  const button = event.target.closest("button[data-panel]");
  if (button) panelActions[button.dataset.panel]();
  else if (link?.matches("[data-citation], [data-document]")) act(event, () => openSource(link));
  else if (!link?.closest("#source-panel")) return;
  else if (link.matches("[data-view]")) act(event, () => changeView(link));
  else if (link.matches("[data-turn]")) act(event, () => turn(link));
  else if (link.matches("[data-part]")) act(event, () => goToPart(link));
  else if (link.matches("[data-ask]") && panel().matches(":modal")) closeForQuestion();
});

/** Makes room for the question box, which gets the focus. */
function closeForQuestion() {
  opener = null;
  closeSource();
}

function act(event, action) {
  event.preventDefault();
  action();
}

function goToPart(link) {
  const part = body().querySelector(link.getAttribute("href"));
  link.closest("details").open = false;
  scrollTo(part, "start");
  body().focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (!panel()?.open || event.defaultPrevented) return;
  if (event.key === "Escape") {
    if (!document.querySelector("dialog:modal:not(#source-panel)")) act(event, closeSource);
    return;
  }
  // Brackets are typed with AltGr on many keyboards.
  const isPlain = !(event.ctrlKey || event.metaKey || event.altKey) || event.getModifierState("AltGraph");
  if (!isPlain || isTyping(event.target)) return;
  if (event.key === "[") step(-1);
  else if (event.key === "]") step(1);
  else if (event.target.closest("#source-panel")) {
    const side = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    const link = side && body().querySelector(`[data-turn="${side}"]`);
    if (link) act(event, () => turn(link));
  }
});

// On a small screen the pane lies over the place that one goes back from.
window.addEventListener("popstate", () => {
  if (panel()?.matches(":modal")) closeSource();
});

// "close" does not bubble, but it can be captured.
document.addEventListener("close", (event) => { if (event.target === panel()) afterClose(); }, true);
