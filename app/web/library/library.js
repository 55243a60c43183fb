// What the Library place needs of the browser: menus that close, files in question that come into view, ends told.
"use strict";

const { announce, found } = window.citewell;

const menus = () => document.querySelectorAll("#library-table details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || document.querySelector("dialog:modal")) return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
    event.preventDefault();
  }
});

/** Calls with the part of an element that a selector finds, each time that part is drawn anew. */
function whenDrawn(element, selector, call) {
  new MutationObserver(() => {
    const part = element.querySelector(selector);
    if (part) call(part);
  }).observe(element, { childList: true, subtree: true });
}

// A table that is drawn anew takes the focus with it: it goes to the row's menu again, or to the heading.
let menuInUse = "";

document.addEventListener("focusin", (event) => {
  if (!event.target.closest("dialog")) menuInUse = event.target.closest("#library-table details.menu")?.id ?? "";
});

found("#library-table").then((element) => whenDrawn(element, "*", () => {
  if (!menuInUse || document.activeElement !== document.body) return;
  const heading = document.querySelector("#place-library h1");
  heading.tabIndex = -1;
  (document.getElementById(menuInUse)?.querySelector("summary") ?? heading).focus({ preventScroll: true });
}));

let told = "";

found("#library-jobs").then((element) => whenDrawn(element, "[data-announce]", (jobs) => {
  const words = jobs.dataset.announce;
  if (words && words !== told) announce(words);
  told = words;
}));

// What became of files that were just sent is read, and answered, before anything else.
found("#library-receipt").then((element) => whenDrawn(element, ".receipt", (receipt) => {
  receipt.focus({ preventScroll: true });
  receipt.scrollIntoView({ block: "nearest" });
}));
