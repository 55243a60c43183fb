// The list of conversations: which one is open, arrow keys, renaming in place, and the drawer of narrow screens.
"use strict";

const { announce, found, goTo } = window.citewell;

document.cookie = `citewell_zone=${encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone ?? "")}; path=/; samesite=lax`;

const list = await found("#conversations");
const drawer = () => document.getElementById("drawer");
const opener = () => document.getElementById("drawer-open");
const rows = () => [...list.querySelectorAll("li[data-id]")];
const row = (id) => rows().find((one) => one.dataset.id === id);
const link = (one) => one?.querySelector("a");
const addressed = () => new URLSearchParams(location.search).get("conversation") ?? "";
const isAsking = () => document.documentElement.dataset.place === "ask";

// ---- which one is open ----

/** Marks the conversation that is open, and lets the bar's link to Ask lead back to it. */
function mark(id) {
  for (const one of rows()) {
    if (one.dataset.id === id) link(one).setAttribute("aria-current", "page");
    else link(one).removeAttribute("aria-current");
  }
  document.querySelector("#navigation nav a[data-place=ask]")?.setAttribute("href", id ? `./?conversation=${id}` : "./");
  enter(row(id) ?? rows()[0]);
}

/** The one that is shown, which for a moment after a question can be ahead of the address. */
const shown = () => document.querySelector("#conversation-head [data-conversation]")?.dataset.conversation || addressed();

/** The Tab key reaches one row; arrow keys lead to the others. */
function enter(target) {
  for (const one of rows()) {
    for (const part of one.querySelectorAll("a, button")) part.tabIndex = one === target ? 0 : -1;
  }
}

// ---- the list is made anew after every change ----

let opened = ""; // the last conversation that was shown
let focused = ""; // the row in which the focus is
let renaming = null; // the row whose name is being typed, and the name so far
let deleting = null; // the row that is being deleted, and the one to go on with

function renewed() {
  if (deleting && !row(deleting.id)) {
    announce("Deleted");
    const { id, next } = deleting;
    [deleting, focused] = [null, next];
    if (isAsking() && addressed() === id) {
      focused = "";
      goTo("./");
    } else (link(row(next)) ?? document.querySelector("#drawer .new-conversation")).focus();
  }
  mark(isAsking() ? shown() : opened);
  if (renaming && row(renaming.id)) type(row(renaming.id), renaming.name);
  else if (focused && lost()) link(row(focused))?.focus();
}

/** Whether the focus has gone with the row that had it, or stayed where another row is now. */
function lost() {
  const at = document.activeElement;
  return at === document.body || (list.contains(at) && at.closest("li")?.dataset.id !== focused);
}

new MutationObserver(renewed).observe(list, { childList: true, subtree: true });
found("#conversation-head").then((head) => {
  new MutationObserver(() => {
    opened = shown();
    mark(opened);
  }).observe(head, { childList: true, subtree: true });
});
document.addEventListener("citewell:place", () => {
  if (!isAsking()) return;
  mark(addressed());
  closeDrawer({ focus: false });
});
// Another tab may have changed it.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible" || !isAsking() || renaming) return;
  list.firstElementChild?.dispatchEvent(new CustomEvent("citewell:do", { detail: { do: "refresh" }, bubbles: true }));
});
document.addEventListener("focusin", (event) => { focused = event.target.closest("#conversations li")?.dataset.id ?? ""; });
document.addEventListener("pointerdown", (event) => { if (!list.contains(event.target)) focused = ""; });

// ---- renaming in place ----

function type(one, name) {
  const form = one.querySelector("form");
  if (!form.hidden) return;
  const box = form.elements.title;
  one.classList.add("renaming");
  form.hidden = false;
  if (name !== undefined) box.value = name;
  renaming = { id: one.dataset.id, name: box.value };
  box.focus();
  if (name === undefined) box.select();
}

function leave(one, { focus = true } = {}) {
  const form = one.querySelector("form");
  renaming = null;
  form.reset();
  form.hidden = true;
  one.classList.remove("renaming");
  if (focus) link(one).focus();
}

list.addEventListener("input", (event) => { if (renaming) renaming.name = event.target.value; });
list.addEventListener("submit", (event) => {
  renaming = null;
  focused = event.target.dataset.id;
  announce("Renamed");
  // The list comes back with the new name; until then the row shows it, and the open conversation its heading.
  const one = event.target.closest("li");
  const name = event.target.elements.title.value.trim();
  if (name) {
    link(one).textContent = name;
    const heading = document.querySelector("#conversation-head h1");
    if (heading && shown() === one.dataset.id) heading.textContent = name;
  }
  event.target.elements.title.defaultValue = name;
  leave(one);
});
list.addEventListener("focusout", (event) => {
  const form = event.target.closest("form");
  if (!form || form.hidden || !form.isConnected || !renaming) return;
  if (event.target.value.trim() !== event.target.defaultValue) form.requestSubmit();
  else leave(form.closest("li"), { focus: false });
});

// ---- what a person does ----

list.addEventListener("click", (event) => {
  const one = event.target.closest("li");
  if (event.target.closest(".rename")) type(one);
  else if (event.target.closest(".delete")) aboutToDelete(one);
});

function aboutToDelete(one) {
  const all = rows();
  const at = all.indexOf(one);
  deleting = { id: one.dataset.id, next: (all[at + 1] ?? all[at - 1])?.dataset.id ?? "" };
}

list.addEventListener("keydown", (event) => {
  const one = event.target.closest("li");
  if (!one || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("form")) {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    leave(one);
    return;
  }
  const all = rows();
  const at = all.indexOf(one);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) move(all[Math.max(0, Math.min(to, all.length - 1))]);
  else if (event.key === "F2") type(one);
  else if (event.key === "Delete") one.querySelector(".delete").click();
  else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" || !rows().length || !event.target.closest("#conversation-search")) return;
  event.preventDefault();
  move(rows()[0]);
});

function move(one) {
  enter(one);
  link(one).focus();
}

// ---- the drawer of narrow screens ----

const isDrawn = () => drawer().classList.contains("drawn");
const beside = () => document.querySelectorAll("#chat, #navigation, #drawer-open");

function openDrawer() {
  drawer().classList.add("drawn");
  drawer().setAttribute("role", "dialog");
  drawer().setAttribute("aria-label", "Conversations");
  opener().setAttribute("aria-expanded", "true");
  for (const part of beside()) part.inert = true;
  document.getElementById("drawer-close").focus();
}

function closeDrawer({ focus = true } = {}) {
  if (!isDrawn()) return;
  drawer().classList.remove("drawn");
  drawer().removeAttribute("role");
  drawer().removeAttribute("aria-label");
  opener().setAttribute("aria-expanded", "false");
  for (const part of beside()) part.inert = false;
  if (focus) opener().focus();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("#drawer-open")) openDrawer();
  else if (event.target.closest("#drawer-close")) closeDrawer();
  else if (isDrawn() && event.target.isConnected && !event.target.closest("#drawer, dialog")) closeDrawer();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isDrawn() && !document.querySelector("dialog:modal")) closeDrawer();
});
// A wider screen shows it beside the conversation.
window.matchMedia("(max-width: 64rem)").addEventListener("change", () => closeDrawer({ focus: false }));
