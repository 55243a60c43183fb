"""How quick the page is, in headless Chromium, from the outside: `python -m benchmarks.page URL QUESTIONS.jsonl`.

The server runs already (`citewell serve`), on an index that holds what the questions ask about. Each time is taken in
the page itself, from the key press or click to the first frame that shows what was asked for. A browser with ten pages
takes its share of the same processor.
"""

import argparse
import json
import shutil
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
QUESTION_BOX = "#question textarea"
PLACES = ("search", "library", "learn", "insights", "ask")

# Each returns the milliseconds from what a person does to the next frame in which `is_there()` is true.
TIMED = """
window.timed = (act, is_there) => new Promise((resolve) => {
  const start = performance.now();
  const look = () => (is_there() ? requestAnimationFrame(() => resolve(performance.now() - start)) : 0);
  const observer = new MutationObserver(look);
  observer.observe(document.documentElement, { childList: true, subtree: true, attributes: true, characterData: true });
  act();
  look();
});
window.ask = (count) => window.timed(
  () => document.querySelector("#question .submit-button").click(),
  () => document.querySelectorAll(".exchange").length === count + 1
    && document.querySelector("#newest :is(.claim, .abstained, .failure)")
    && !document.querySelector("#newest .pending"),
);
window.go = (place) => window.timed(
  () => document.querySelector(`#navigation nav a[data-place="${place}"]`).click(),
  () => getComputedStyle(document.getElementById(`place-${place}`)).display !== "none",
);
window.type = (words) => {
  const box = document.querySelector("#search-box :is(input, textarea)");
  const before = document.querySelector("#search-results")?.textContent;
  return window.timed(
    () => { box.value = words; box.dispatchEvent(new Event("input", { bubbles: true })); },
    () => document.querySelector("#search-results")?.textContent !== before,
  );
};
"""


def main() -> None:
    """Print the figures as a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("questions", type=Path, help="JSON Lines with `question`")
    parser.add_argument("--asked", type=int, default=30, help="questions asked by one person")
    parser.add_argument("--people", type=int, default=10, help="people who ask at once")
    parser.add_argument("--rounds", type=int, default=5, help="times that each of them asks; cold starts")
    options = parser.parse_args()
    questions = _questions(options.questions)
    print("| what | median | 95 % |\n|---|---|---|")
    with sync_playwright() as playwright:
        executable = next(filter(None, map(shutil.which, BROWSERS)))

        def launch() -> Browser:
            return playwright.chromium.launch(executable_path=executable, args=list(FLAGS))

        _row("page usable, browser started anew", [_cold(launch(), options.address) for _ in range(options.rounds)])
        browser = launch()
        page = _open(browser, options.address)
        _row("place to place", [_timed(page, "go", place) for _ in range(options.rounds) for place in PLACES])
        _row("Enter to answer, one person", [_asked(page, question) for question in questions[: options.asked]])
        _timed(page, "go", "search")
        _row("key to results", [_timed(page, "type", words) for words in _typed(questions[: options.rounds])])
        _row(f"Enter to answer, {options.people} people at once", _crowd(browser, options, questions))
        browser.close()


def _questions(path: Path) -> list[str]:
    """The first questions of conversations, in order."""
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [record["question"] for record in records if not record.get("history")]


def _typed(questions: Sequence[str]) -> list[str]:
    """What stands in the search box after each key, for each question without its mark."""
    words = [question.rstrip("?") for question in questions]
    return [one[:end] for one in words for end in range(3, len(one) + 1) if one[:end].strip() == one[:end]]


def _cold(browser: Browser, address: str) -> float:
    """Milliseconds until the question box takes a question, in a browser that has seen nothing."""
    page = browser.new_page()
    start = time.perf_counter()
    page.goto(address)
    page.locator(QUESTION_BOX).wait_for()
    page.locator("#examples button").first.wait_for()
    spent = (time.perf_counter() - start) * 1000
    browser.close()
    return spent


def _open(browser: Browser, address: str) -> Page:
    page = browser.new_context().new_page()
    page.add_init_script(TIMED)
    page.goto(address)
    page.locator(QUESTION_BOX).wait_for()
    page.locator("#examples button").first.wait_for()
    return page


def _timed(page: Page, action: str, words: str) -> float:
    return float(page.evaluate(f"words => window.{action}(words)", words))


def _asked(page: Page, question: str) -> float:
    page.locator(QUESTION_BOX).fill(question)
    return float(page.evaluate("window.ask(document.querySelectorAll('.exchange').length)"))


def _crowd(browser: Browser, options: argparse.Namespace, questions: Sequence[str]) -> list[float]:
    """Milliseconds to each answer when all people ask at the same moment, each something else, several times."""
    pages = [_open(browser, options.address) for _ in range(options.people)]
    spent = []
    for turn in range(options.rounds):
        for number, page in enumerate(pages):
            page.locator(QUESTION_BOX).fill(questions[(turn * len(pages) + number) % len(questions)])
        moment = time.time() * 1000 + 500
        for page in pages:
            page.evaluate(
                "at => { window.asked = new Promise((done) => setTimeout("
                "() => done(window.ask(document.querySelectorAll('.exchange').length)), at - Date.now())); }",
                moment,
            )
        spent += [float(page.evaluate("window.asked")) for page in pages]
    return spent


def _row(what: str, milliseconds: Sequence[float]) -> None:
    ordered = sorted(milliseconds)
    high = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    print(f"| {what} ({len(ordered)}) | {statistics.median(ordered):.0f} ms | {high:.0f} ms |", flush=True)


if __name__ == "__main__":
    main()
