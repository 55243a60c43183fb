"""The words of one paragraph, gathered run by run and made elements, one for each page that it goes over."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from ingest.elements import Element, ElementKind, Run
from ingest.formats.word.pages import PageCount

# A heading's style on longer words, or on whole sentences, only numbers them or makes them stand out.
MAX_HEADING_CHARS = 250
MAX_SENTENCE_HEADING_CHARS = 100
MAX_TITLE_CHARS = 200
_SENTENCE_ENDS = (".", ";", ",", ":", "。")
_ON_ONE_PAGE = (ElementKind.HEADING, ElementKind.FURNITURE, ElementKind.CODE)
# What programs write as a title by themselves: a file's name, the name of a template.
_NO_TITLE = re.compile(
    r".*\.\w{3,4}|.*\\.*|(?:microsoft )?word\b.*|(?:untitled|document|normal|template|title|powerpoint \w+)\W*\d*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Gathered:
    """What a paragraph holds."""

    pages: PageCount
    parts: list[tuple[int, list[Run]]] = field(default_factory=list)  # by page
    notes: list[Element] = field(default_factory=list)  # that it refers to

    @property
    def text(self) -> str:
        """All words."""
        return "".join(run.text for _, runs in self.parts for run in runs)

    def add(self, run: Run) -> None:
        """Add a run to what its page holds of the paragraph."""
        if not run.text:
            return
        page = self.pages.see_words() if run.text.strip() or not self.parts else self.parts[-1][0]
        if not self.parts or self.parts[-1][0] != page:
            self.parts.append((page, []))
        self.parts[-1][1].append(run)

    def elements(self, kind: ElementKind, level: int = 0, marker: str = "") -> Iterator[Element]:
        """Yield the paragraph; the marker of what is no list item stands in its text.

        Args:
            kind: What it is; a heading, furniture and code stay in one piece.
            level: Of a heading or an item.
            marker: "" where there is none.
        """
        filled = [(page, _merged(runs)) for page, runs in self.parts if any(run.text.strip() for run in runs)]
        if not filled:
            return
        lead = [Run(f"{marker} ")] if marker and kind is not ElementKind.ITEM else []
        if kind in _ON_ONE_PAGE:
            yield Element(
                kind, (*lead, *_merged(run for _, runs in self.parts for run in runs)), level, page=filled[0][0]
            )
            return
        before = ""
        for place, (page, runs) in enumerate(filled):
            text = "".join(run.text for run in runs)
            shown = marker if kind is ElementKind.ITEM and not place else ""
            joins = _joint(before, text) if place else None
            yield Element(kind, (*lead, *runs), level, shown, page=page, joins=joins)
            before, lead = text, []


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Return runs, those that follow one another and look the same as one."""
    return [
        Run("".join(run.text for run in group), strong, url)
        for (strong, url), group in groupby(runs, lambda run: (run.strong, run.url))
    ]


def _joint(before: str, after: str) -> str:
    """Return what parts two pieces of one paragraph, whose outer white space is not kept."""
    return " " if before[-1:].isspace() or after[:1].isspace() else ""


def reads_as_heading(text: str) -> bool:
    """Return whether words in a heading's style can be one."""
    if len(text) > MAX_HEADING_CHARS or not any(map(str.isalnum, text)):
        return False
    return len(text) <= MAX_SENTENCE_HEADING_CHARS or not text.endswith(_SENTENCE_ENDS)


def as_title(words: str) -> str | None:
    """Return the title that a document's properties give, None where it does not read as one.

    >>> as_title("Leave policy"), as_title("Microsoft Word - policy.doc")
    ('Leave policy', None)
    """
    reads_as_title = 2 < len(words) <= MAX_TITLE_CHARS and " " in words and not _NO_TITLE.fullmatch(words)
    return words if reads_as_title else None


def plain_words(elements: Iterable[Element]) -> tuple[Run, ...]:
    """Return the words of elements as those of one paragraph; a table's cells one after the other."""
    runs: list[Run] = []
    for element in elements:
        shown = [Run(" ".join(dict.fromkeys(filter(None, row)))) for row in element.rows] or list(element.runs)
        lead = [Run(f"{element.marker} ")] if element.marker else []
        for run in (*lead, *shown):
            if runs and (run is shown[0] or element.rows) and not runs[-1].text.endswith(" "):
                runs.append(Run(" "))
            runs.append(run)
    return tuple(runs)


def has_words(element: Element) -> bool:
    """Return whether an element holds any words."""
    return bool(element.rows) or any(run.text.strip() for run in element.runs)
