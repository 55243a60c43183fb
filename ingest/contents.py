"""Find a file's own table of contents, which leads to its text and says nothing itself."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.elements import Element, ElementKind, Run

# A title, then the number of its page, which may have been set off by a tab or dots that are lost.
ENTRY = re.compile(r"(?P<title>.*[^\W\d_].*?)[\s.…·_]*(?P<page>\d{1,4}|\d{1,2}-\d{1,4}|[ivxlc]{1,7})", re.DOTALL)
MAX_ENTRY_CHARS = 300
MIN_ENTRIES = 4
# Of lines that end in a number, this share must be titles of headings.
KNOWN_SHARE = 0.5
LINES = (ElementKind.PARAGRAPH, ElementKind.ITEM)


def with_contents_as_furniture(elements: Sequence[Element]) -> list[Element]:
    """Return elements with lines that only say on which page each heading is made furniture."""
    titles = {_plain(_words(element)) for element in elements if element.kind is ElementKind.HEADING}
    found: list[Element] = []
    run: list[Element] = []
    for element in elements:
        if titles and element.kind in LINES and _title(_words(element)) is not None:
            run.append(element)
            continue
        found += _entries(run, titles)
        run = []
        found.append(element)
    return found + _entries(run, titles)


def _entries(run: list[Element], titles: set[str]) -> list[Element]:
    known = sum(_title(_words(element)) in titles for element in run)
    if len(run) < MIN_ENTRIES or known < KNOWN_SHARE * len(run):
        return run
    return [
        replace(element, kind=ElementKind.FURNITURE, runs=(Run(_words(element)),), level=0, marker="", joins=None)
        for element in run
    ]


def _title(words: str) -> str | None:
    """Return the plain title in a line with a page's number; None for any other line."""
    entry = ENTRY.fullmatch(words) if len(words) <= MAX_ENTRY_CHARS and words[-1:].isalnum() else None
    return _plain(entry["title"]) if entry else None


def _words(element: Element) -> str:
    words = "".join(run.text for run in element.runs).strip()
    return f"{element.marker} {words}" if element.marker else words


def _plain(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalnum())
