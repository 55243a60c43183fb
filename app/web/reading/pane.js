// Opens citations in the reading pane, and keeps focus where a person expects it.
"use strict";

let opener = null; // the link that the panel was opened from

const panel = () => document.getElementById("source-panel");
const questionBox = () => document.querySelector("#question textarea");
const isWide = () => window.matchMedia("(min-width: 64rem)").matches;

// ---- source panel ----

/** Shows the document behind a citation link, scrolled to its quote. */
async function openSource(link) {
  opener = link;
  const body = panel().querySelector(".panel-body");
  const page = await documentOf(link);
  if (opener !== link) return; // another citation was opened meanwhile
  body.replaceChildren(page);
  nameCitation(link);
  if (!panel().open) {
    if (isWide()) panel().show();
    else panel().showModal();
    document.body.classList.add("source-open");
  }
  markOpenLink(link);
  const mark = body.querySelector("#quote");
  if (mark) mark.scrollIntoView({ block: "center" });
  else body.scrollTop = 0;
  body.focus({ preventScroll: true });
}

/** The document as an element; a line that says what to do when it cannot be had. */
async function documentOf(link) {
  try {
    const response = await fetch(link.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return document.adoptNode(page.querySelector("article"));
  } catch {
    const line = document.createElement("p");
    line.className = "failure";
    line.textContent = "The document could not be loaded. Check that the server is running, then try again.";
    return line;
  }
}

function nameCitation(link) {
  const steps = stepsBeside(link);
  const place = steps.indexOf(stepOf(link));
  const hasOthers = steps.length > 1;
  panel().querySelector("#source-panel-title").textContent =
    place < 0 ? "Document" : `Source ${place + 1} of ${steps.length}`;
  for (const [name, target] of [["previous", place - 1], ["next", place + 1]]) {
    const button = panel().querySelector(`[data-panel="${name}"]`);
    button.hidden = !hasOthers;
    button.disabled = !steps[target];
  }
}

/** The source chips of the exchange that a link belongs to, in order. */
function stepsBeside(link) {
  const exchange = link.closest(".exchange");
  return exchange ? [...exchange.querySelectorAll("[data-step]")] : [];
}

/** The chip that opens the same place as the link. */
const stepOf = (link) => stepsBeside(link).find((chip) => chip.href === link.href);

function step(by) {
  const steps = stepsBeside(opener);
  const target = steps[steps.indexOf(stepOf(opener)) + by];
  if (target) openSource(target);
}

function markOpenLink(link) {
  for (const other of document.querySelectorAll("a[data-citation][aria-current]")) other.removeAttribute("aria-current");
  if (link) for (const same of stepsBeside(link)) if (same.href === link.href) same.setAttribute("aria-current", "true");
}

const closeSource = () => panel().close();

/** After any way of closing: focus goes back to the link, even when its answer was drawn anew meanwhile. */
function afterClose() {
  document.body.classList.remove("source-open");
  markOpenLink(null);
  const link = opener && (document.getElementById(opener.id) || opener);
  (link && link.isConnected ? link : questionBox())?.focus();
}

// ---- what a person does ----

const panelActions = { previous: () => step(-1), next: () => step(1), close: closeSource };

document.addEventListener("click", (event) => {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a[data-citation], a[data-document]");
  if (link) {
    event.preventDefault();
    openSource(link);
    return;
  }
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.panel) panelActions[button.dataset.panel]();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && panel()?.open) {
    event.preventDefault();
    closeSource();
  }
});

// "close" does not bubble, but it can be captured.
document.addEventListener("close", (event) => { if (event.target === panel()) afterClose(); }, true);
