// Makes golden questions: fetches the form, sends it, and marks the question.
"use strict";

const dialog = () => document.getElementById("golden-dialog");
const NOT_REACHED = "The server could not be reached. Check that it is running, then try again.";
let opener = null; // the button that the form was opened from

async function open(button) {
  opener = button;
  const form = await formOf(button.dataset.golden);
  if (opener !== button || dialog().open) return; // another one was opened meanwhile
  dialog().replaceChildren(...form);
  dialog().showModal();
}

/** The form as elements; a line that says why there is none, with a button to close it. */
async function formOf(exchange) {
  try {
    const response = await fetch(`insights/golden/${encodeURIComponent(exchange)}`);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (response.ok) return [...page.body.children];
    return [...page.body.children, closeButton()];
  } catch {
    const line = document.createElement("p");
    line.className = "failure";
    line.textContent = NOT_REACHED;
    return [line, closeButton()];
  }
}

function closeButton() {
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "dialog-buttons";
  form.append(Object.assign(document.createElement("button"), { textContent: "Close", className: "quiet" }));
  return form;
}

async function keep(form) {
  const fields = new FormData(form);
  const confirmed = {
    question: fields.get("question"),
    answerable: fields.get("answerable"),
    passages: fields.getAll("passage"),
    short_answer: fields.get("short_answer"),
    needs_all: fields.has("needs_all"),
    source: fields.get("source"),
    near: fields.get("near"),
  };
  const problem = await send(confirmed);
  if (problem) {
    const line = form.querySelector(".failure");
    line.textContent = problem;
    line.hidden = false;
    return;
  }
  dialog().close();
  mark(opener);
  window.citewell.announce("Kept as a golden question.");
}

/** Sends the confirmed question; why it was refused, or nothing. */
async function send(confirmed) {
  try {
    const response = await fetch("insights/golden", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(confirmed),
    });
    return response.ok ? "" : (await response.json()).message ?? NOT_REACHED;
  } catch {
    return NOT_REACHED;
  }
}

/** Says beside every showing of the question that it is a golden one now; focus goes to where the button was. */
function mark(button) {
  const focused = label();
  for (const same of document.querySelectorAll("#insights button[data-golden]")) {
    if (same.dataset.key === button.dataset.key) same.replaceWith(same === button ? focused : label());
  }
  focused.tabIndex = -1;
  focused.focus();
}

function label() {
  const words = document.createElement("span");
  words.className = "is-golden";
  words.textContent = "Golden question";
  return words;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("#insights button[data-golden]");
  if (button) open(button);
  else if (event.target.closest("[data-golden-close]")) dialog().close();
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches(".golden-form")) return;
  event.preventDefault();
  keep(event.target);
});
