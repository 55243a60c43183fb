"""Find a PDF file's own table of contents, which leads to its text and says nothing itself."""

import re
from collections.abc import Sequence

from ingest.elements import Element, ElementKind, Run
from ingest.formats.pdf.words import LEADERS

WITH_PAGE = re.compile(r"(.*\S)\s+([\divxlc-]{1,7})", re.DOTALL)
# Of a table's rows this share must be titles of headings for it to be the table of contents.
TITLE_SHARE = 0.6
MIN_LINES = 3


def without_contents(elements: Sequence[Element]) -> list[Element]:
    """Return elements with those that are lines of a table of contents as furniture."""
    titles = {_plain(_words(element)) for element in elements if element.kind is ElementKind.HEADING}
    led = sum(bool(LEADERS.search(_words(element))) for element in elements)
    found: list[Element] = []
    for element in elements:
        if element.kind is ElementKind.TABLE and _is_contents(element.rows, titles):
            found += (
                Element(ElementKind.FURNITURE, (Run(" ".join(filter(None, row))),), page=element.page)
                for row in element.rows
            )
        elif led >= MIN_LINES and element.kind is not ElementKind.TABLE and LEADERS.search(_words(element)):
            marker = f"{element.marker} " if element.marker else ""
            found.append(Element(ElementKind.FURNITURE, (Run(marker), *element.runs), page=element.page))
        else:
            found.append(element)
    return found


def _is_contents(rows: Sequence[tuple[str, ...]], titles: set[str]) -> bool:
    """Whether rows are titles with the numbers of their pages."""
    lines = [WITH_PAGE.fullmatch(" ".join(filter(None, row))) for row in rows]
    known = sum(match is not None and _plain(LEADERS.sub("", match[1])) in titles for match in lines)
    return len(rows) >= MIN_LINES and known >= TITLE_SHARE * len(rows)


def _words(element: Element) -> str:
    return "".join(run.text for run in element.runs)


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())
