"""How new a place in a document is, by a date that the document states about itself."""

import re
from dataclasses import dataclass

from retriever.evidence_type import MONTH
from retriever.types import Document

# A document tells its date where it begins.
OPENING_CHARS = 800
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{MONTH})\b\.?"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?P<year>(?:19|20)\d\d)\b",
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>(?:19|20)\d\d)\b",
        rf"\b{_MONTH},? (?P<year>(?:19|20)\d\d)\b",
        r"\b(?P<year>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])(?:-(?P<day>[0-3]\d))?\b",
        r"\b(?P<day>[0-3]?\d)[./](?P<number>0?[1-9]|1[0-2])[./](?P<year>(?:19|20)\d\d)\b",
    )
)
_YEAR = re.compile(r"(?<![\d.,])(?P<year>(?:19|20)\d\d)(?![\d.,]*\d)")
# What a document says of itself with its date.
_SAYS = re.compile(
    r"\b(?:edition|version|effective|in force|valid|issued?|adopted|approved|updated?|revised|revision|modified"
    r"|reviewed|published|added|as (?:of|at)|dated?|last change[ds]?|current|amended|supersedes)\b[^.;\n]{0,40}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class StatedDate:
    """A date in the document's words; dates without month or day come before those with them."""

    when: tuple[int, int, int]  # year, month, day; 0 where it is not told
    words: str


def stated_date(document: Document, path: tuple[str, ...]) -> StatedDate | None:
    """The date of a section: in its headings from the innermost out, else of its document; None where none is told.

    A document's date stands in its first lines after words such as "issued on" (the newest of several), in its
    title, or, as a mere year, in its title or file name.
    """
    for heading in reversed(path):
        if found := _dates(heading):
            return max(found)
    opening = document.text[:OPENING_CHARS]
    told = [date for date in _dates(opening) if _SAYS.search(opening[: opening.index(date.words)])]
    named = told or _dates(document.title) or _years(opening, told=True)
    return max(named or _years(document.title) or _years(document.source.rpartition("/")[2]), default=None)


def _dates(text: str) -> list[StatedDate]:
    """Dates with a month at least, each part of the text read once."""
    found: list[StatedDate] = []
    for form in _DATES:
        for match in form.finditer(text):
            if not any(match[0] in date.words for date in found):
                found.append(StatedDate((int(match["year"]), _month(match), int(_group(match, "day") or 0)), match[0]))
    return found


def _years(text: str, *, told: bool = False) -> list[StatedDate]:
    matches = (m for m in _YEAR.finditer(text) if not told or _SAYS.search(text[: m.start()]))
    return [StatedDate((int(match["year"]), 0, 0), match["year"]) for match in matches]


def _month(match: re.Match[str]) -> int:
    name = _group(match, "month")
    return _MONTHS.index(name[:3].lower()) + 1 if name else int(match["number"])


def _group(match: re.Match[str], name: str) -> str | None:
    return match[name] if name in match.re.groupindex else None
