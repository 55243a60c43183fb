"""Cut a document into passages: the units that are embedded and searched."""

import hashlib
from collections.abc import Sequence

from retriever.types import Document, Passage, Section, Statement

DEFAULT_MAX_CHARS = 700  # about 160 word pieces, well inside what small encoders read
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
        for first in range(stop - 1, -1, -1):
            length = statements[stop - 1].end - statements[first].start
            if length > max_chars and first < stop - 1 and not _is_led(statements, first, stop):
                break
            cost = costs[first] + _cost(text, statements, stop, length / max_chars)
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


def _cost(text: str, statements: Sequence[Statement], stop: int, share: float) -> float:
    """Return the cost of a passage that fills this share of the room and ends before statement `stop`."""
    cost = COST_OF_PASSAGE + (1 - min(share, 1)) ** 2
    if stop < len(statements):
        if statements[stop].lead == (statements[stop - 1].start, statements[stop - 1].end):
            cost += len(statements)
        elif "\n" not in text[statements[stop - 1].end : statements[stop].start]:
            cost += CUT_IN_PARAGRAPH
    return cost


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
        page=section.page,
    )


def _passage_id(document: Document, start: int, end: int, max_chars: int) -> str:
    # The id survives re-ingestion of an unchanged file, so votes keep pointing at it.
    parts = (document.source, document.content_hash, document.collection, start, end, max_chars)
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]
