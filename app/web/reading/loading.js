// Fetches documents and pages of them as elements, and says in words why one cannot be had.
"use strict";

/** The article at an address; a line that says what to do when it cannot be had. */
export async function articleAt(address) {
  try {
    const response = await fetch(address);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const article = page.querySelector("article");
    if (article) return document.adoptNode(article);
  } catch {
    // The server cannot be reached; what follows says so.
  }
  return failure("The document could not be loaded. Check that the server is running, then try again.");
}

function failure(words) {
  const article = document.createElement("article");
  article.className = "document";
  const line = document.createElement("p");
  line.className = "failure";
  line.setAttribute("role", "alert");
  line.textContent = words;
  const again = document.createElement("button");
  again.type = "button";
  again.className = "quiet";
  again.dataset.panel = "again";
  again.textContent = "Try again";
  article.append(line, again);
  return article;
}

/** The address of a link's document that has the quotes of other links into it marked too. */
export function addressOf(link, others) {
  const address = new URL(link.href);
  const spans = others
    .map((other) => new URL(other.href))
    .filter((other) => other.pathname === address.pathname && other.search !== address.search)
    .map((other) => `${other.searchParams.get("start")}-${other.searchParams.get("end")}`);
  if (spans.length) address.searchParams.set("also", [...new Set(spans)].join(","));
  return address.href;
}
