"""Cut a document into passages: the units that are embedded and searched."""

import hashlib
from collections.abc import Sequence

from retriever.pages import pages_between
from retriever.types import Document, Passage, Section, Statement, StatementKind

DEFAULT_MAX_CHARS = 700  # about 160 word pieces, well inside what small encoders read
MAX_STATEMENTS = 40  # in one passage; keeps the time linear where statements are a word long
# Cost of a cut, in squared shares of `max_chars`: inside a paragraph it is as bad as a passage two fifths empty.
CUT_IN_PARAGRAPH = 0.16
COST_OF_PASSAGE = 0.25


def split(document: Document, max_chars: int = DEFAULT_MAX_CHARS) -> list[Passage]:
    """Return the passages of a document in order.

    A passage is consecutive whole statements of one section; every statement is in exactly one. A line that leads a
    list stays with the list's first item.

    Args:
        document: The document.
        max_chars: Most characters of a passage. A statement that is longer by itself stands alone.
    """
    return [
        _passage(document, section, section.statements[first:stop], max_chars)
        for section in document.sections
        for first, stop in _runs(document.text, section.statements, max_chars)
    ]


def _runs(text: str, statements: Sequence[Statement], max_chars: int) -> list[tuple[int, int]]:
    """Return the runs of statements with the least total cost: few, even, and cut between paragraphs."""
    costs = [0.0]
    begins = [0]
    for stop in range(1, len(statements) + 1):
        best, begin = float("inf"), stop - 1
        end = statements[stop - 1].end
        cut = _cost_of_cut(text, statements, stop)
        for first in range(stop - 1, max(stop - 1 - MAX_STATEMENTS, -1), -1):
            share = (end - statements[first].start) / max_chars
            if share > 1 and first < stop - 1 and not _is_led(statements, first, stop):
                break
            cost = costs[first] + cut + COST_OF_PASSAGE + ((1 - share) ** 2 if share < 1 else 0)
            if cost < best:
                best, begin = cost, first
        costs.append(best)
        begins.append(begin)
    runs: list[tuple[int, int]] = []
    stop = len(statements)
    while stop:
        runs.append((begins[stop], stop))
        stop = begins[stop]
    return runs[::-1]


def _cost_of_cut(text: str, statements: Sequence[Statement], stop: int) -> float:
    """Return the cost of ending a passage before statement `stop`."""
    if stop == len(statements):
        return 0.0
    before, after = statements[stop - 1], statements[stop]
    if after.lead == (before.start, before.end):
        return float(len(statements))
    return 0.0 if "\n" in text[before.end : after.start] else CUT_IN_PARAGRAPH


def _is_led(statements: Sequence[Statement], first: int, stop: int) -> bool:
    """Whether the run is nothing but a lead and its first item."""
    return stop - first == 2 and statements[first + 1].lead == (statements[first].start, statements[first].end)


def _passage(document: Document, section: Section, statements: Sequence[Statement], max_chars: int) -> Passage:
    start, end = statements[0].start, statements[-1].end
    return Passage(
        id=_passage_id(document, start, end, max_chars),
        source=document.source,
        title=document.title,
        section=section.path,
        start=start,
        end=end,
        text=document.text[start:end],
        statements=tuple(statements),
        collection=document.collection,
        pages=pages_between(document.pages, start, end),
        header=_header(document.text, statements[0]),
        also=document.also,
    )


def _header(text: str, first: Statement) -> str:
    """Return the header of the table that a passage goes on with; empty where it holds the header itself."""
    return text[slice(*first.lead)] if first.kind is StatementKind.ROW and first.lead else ""


def _passage_id(document: Document, start: int, end: int, max_chars: int) -> str:
    # The id survives re-ingestion of an unchanged file, so votes keep pointing at it.
    parts = (document.source, document.content_hash, document.collection, start, end, max_chars)
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]
