// Moves between places without a reload, and holds what every place can open: the list of keys, a question, a theme.
"use strict";

const places = () => [...document.querySelectorAll("#navigation nav a[data-place]")];
const byId = (id) => document.getElementById(id);

// ---- places ----

const placeOf = (path) => {
  const name = path.split("/").pop();
  return ["search", "library", "learn", "insights"].includes(name) ? name : "ask";
};

/** Shows the place of the present address, and tells its components. */
function show({ focus = true } = {}) {
  const place = placeOf(location.pathname);
  document.documentElement.dataset.place = place;
  for (const link of places()) {
    if (link.dataset.place === place) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const title = places().find((link) => link.dataset.place === place)?.textContent;
  document.title = title && place !== "ask" ? `${title} – Citewell` : "Citewell";
  document.dispatchEvent(new CustomEvent("citewell:place", { detail: { place } }));
  if (focus) focusOn(place);
}

/** The box that one types into first, or the heading where there is none. */
function focusOn(place) {
  const root = byId(`place-${place}`);
  const box = { ask: "#question textarea", search: "#search-box :is(input, textarea)" }[place];
  const target = (box && root?.querySelector(box)) || root?.querySelector("h1");
  if (!target) return;
  if (target.tagName === "H1") target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

// Where each place was left, so that its link in the bar goes on there.
const left = {};

/** Goes to an address of the page, such as "search?q=leave". */
function goTo(address) {
  left[placeOf(location.pathname)] = location.pathname + location.search;
  history.pushState(null, "", address);
  window.scrollTo(0, 0);
  show();
}

// ---- asking from anywhere ----

/** Puts words into the question box on Ask, for the person to go on with. */
async function ask(words) {
  if (placeOf(location.pathname) !== "ask") goTo(left.ask || "./");
  const box = await found("#question textarea");
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  box.setSelectionRange(words.length, words.length);
}

/** The element, as soon as it is there. */
function found(selector) {
  const present = document.querySelector(selector);
  if (present) return Promise.resolve(present);
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      const element = document.querySelector(selector);
      if (!element) return;
      observer.disconnect();
      resolve(element);
    });
    observer.observe(document.documentElement, { childList: true, subtree: true });
  });
}

// ---- dialogs, and what is said ----

/** Asks a question; true when the person is sure. */
function confirm(words, sure = "Delete") {
  const dialog = byId("confirm");
  const opener = document.activeElement;
  byId("confirm-words").textContent = words;
  dialog.querySelector(".sure").textContent = sure;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      if (opener?.isConnected) opener.focus();
      resolve(dialog.returnValue === "yes");
    }, { once: true });
  });
}

/** Tells a screen reader something that others see happen. */
function announce(words) {
  const line = byId("announced");
  if (line) line.textContent = line.textContent === words ? `${words} ` : words;
}

// ---- focus ----

// What is drawn anew takes the focus with it: it goes to the element that has come in its place.
let focused = "";

function keepFocus() {
  if (!focused || document.activeElement !== document.body) return;
  const place = placeOf(location.pathname);
  const again = byId(focused);
  focused = "";
  if (again) again.focus({ preventScroll: true });
  else focusOn(place);
}

document.addEventListener("focusin", (event) => {
  const isDrawn = event.target.closest(".html-container") && !event.target.closest("dialog, #navigation");
  focused = isDrawn ? event.target.id : "";
});
document.addEventListener("pointerdown", () => { focused = ""; });
found("#places").then((element) => new MutationObserver(keepFocus).observe(element, { childList: true, subtree: true }));

// ---- light and dark ----

const THEME = "citewell-theme";
const systemIsDark = () => window.matchMedia("(prefers-color-scheme: dark)").matches;

function wear(theme) {
  document.body.classList.toggle("dark", theme ? theme === "dark" : systemIsDark());
}

function changeTheme() {
  const theme = document.body.classList.contains("dark") ? "light" : "dark";
  if (theme === (systemIsDark() ? "dark" : "light")) localStorage.removeItem(THEME);
  else localStorage.setItem(THEME, theme);
  wear(theme);
  announce(theme === "dark" ? "Dark" : "Light");
}

// ---- what a person does ----

const isPlain = (event) => event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
/** Whether keys pressed there are letters of a text. */
export const isTyping = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

document.addEventListener("click", (event) => {
  if (!isPlain(event)) return;
  const link = event.target.closest("a[data-place]");
  const asking = event.target.closest("[data-ask]");
  const button = event.target.closest("button[data-shell]");
  if (link) {
    event.preventDefault();
    const place = link.dataset.place;
    const isElsewhere = link.closest("#navigation nav") && place !== placeOf(location.pathname);
    goTo((isElsewhere && left[place]) || link.getAttribute("href"));
  } else if (asking) {
    event.preventDefault();
    ask(asking.dataset.ask);
  } else if (event.target.closest("[data-skip]")) {
    event.preventDefault();
    focusOn(placeOf(location.pathname));
  } else if (button?.dataset.shell === "help") byId("help").showModal();
  else if (button?.dataset.shell === "theme") changeTheme();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog:modal")) return;
  if (event.key === "/") {
    event.preventDefault();
    // What is found already stays.
    if (placeOf(location.pathname) === "search") focusOn("search");
    else goTo(left.search || "search");
  } else if (event.key === "?") {
    event.preventDefault();
    byId("help").showModal();
  }
});

window.addEventListener("popstate", () => show());
window.citewell = { announce, ask, confirm, found, goTo };

found("#navigation nav a").then(() => {
  wear(localStorage.getItem(THEME));
  show({ focus: false });
  const asked = new URLSearchParams(location.search).get("ask");
  if (asked) ask(asked);
});
