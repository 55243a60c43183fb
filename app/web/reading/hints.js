// Shows the quote behind a citation, and what a short form stands for, where one points at it or comes to it by keyboard.
"use strict";

const HOLDERS = "a[data-quote], abbr[data-explained]";
const SHOW_MS = 250; // so that a pointer on its way elsewhere opens nothing
const HIDE_MS = 150; // so that a pointer can move onto the hint
const EDGE = 8; // kept free around the hint, in pixels

let hint = null;
let holder = null; // what the hint belongs to
let timer = 0;

/** The one hint of the page, inside the dialog that its holder is in: elsewhere it could not be pointed at. */
function hintFor(target) {
  if (!hint) {
    hint = document.createElement("div");
    hint.id = "hint";
    hint.setAttribute("role", "tooltip");
    hint.popover = "manual";
    hint.addEventListener("pointerenter", () => clearTimeout(timer));
    hint.addEventListener("pointerleave", () => later(hide, HIDE_MS));
  }
  const around = target.closest("dialog") ?? document.body;
  if (hint.parentElement !== around) around.append(hint);
  return hint;
}

function show(target) {
  clearTimeout(timer);
  if (holder === target || !target.isConnected) return;
  hide();
  const words = target.dataset.quote ?? target.dataset.explained;
  if (!words) return;
  const shown = hintFor(target);
  shown.className = target.dataset.quote ? "quoting" : "";
  shown.dir = "auto";
  shown.textContent = target.dataset.quote ? `“${words}”` : words;
  shown.showPopover();
  putBeside(shown, target);
  target.setAttribute("aria-describedby", "hint");
  holder = target;
}

/** Above the target, or below it where there is no room; never over the edge of the window. */
function putBeside(shown, target) {
  const [box, own] = [target.getClientRects()[0] ?? target.getBoundingClientRect(), shown.getBoundingClientRect()];
  const left = Math.min(Math.max(box.left, EDGE), Math.max(EDGE, document.documentElement.clientWidth - own.width - EDGE));
  const above = box.top - own.height - EDGE;
  shown.style.left = `${left}px`;
  shown.style.top = `${above > EDGE ? above : box.bottom + EDGE}px`;
}

function hide() {
  clearTimeout(timer);
  holder?.removeAttribute("aria-describedby");
  holder = null;
  if (hint?.isConnected && hint.matches(":popover-open")) hint.hidePopover();
}

function later(action, wait) {
  clearTimeout(timer);
  timer = setTimeout(action, wait);
}

const holderOf = (target) => (target instanceof Element ? target.closest(HOLDERS) : null);

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const target = holderOf(event.target);
  if (target) later(() => show(target), SHOW_MS);
  else if (holder && !hint.contains(event.target) && holder !== document.activeElement) later(hide, HIDE_MS);
  else if (!holder) clearTimeout(timer);
});

document.addEventListener("focusin", (event) => {
  const target = holderOf(event.target);
  if (target?.matches(":focus-visible")) show(target);
  else if (holder) hide();
});
document.addEventListener("focusout", (event) => { if (event.target === holder) hide(); });

// A finger cannot hover.
document.addEventListener("click", (event) => {
  const target = holderOf(event.target);
  if (target?.matches("abbr")) show(target);
  else if (!hint?.contains(event.target)) hide();
});

// First of all that listen: Escape closes the hint, and only the next one what is open below it.
window.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !holder) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  hide();
}, true);
window.addEventListener("scroll", () => { if (holder) hide(); }, { capture: true, passive: true });
new MutationObserver(() => { if (holder && !holder.isConnected) hide(); }).observe(document.documentElement, {
  childList: true,
  subtree: true,
});
