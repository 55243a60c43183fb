"""Text as escaped HTML inside the elements that cover it: marks, links, what is bold, what is hidden."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate, pairwise


@dataclass(frozen=True, slots=True, order=True)
class Wrap:
    """An element around a span of text."""

    start: int
    end: int
    opening: str
    closing: str


class Wraps:
    """Many elements around spans of one text, of which those at a place are found at once."""

    def __init__(self, wraps: Iterable[Wrap]) -> None:
        """Keep the elements; of two around the same words, the first given is the inner one."""
        self._given = sorted(enumerate(wraps), key=lambda pair: pair[1].start)
        self._starts = [wrap.start for _, wrap in self._given]
        # The furthest end of each and all before it: where it lies before a place, so do all of them.
        self._ends = list(accumulate((wrap.end for _, wrap in self._given), max))

    def touching(self, start: int, end: int) -> list[Wrap]:
        """Return the elements that share a character with the span, in the order given."""
        last = first = bisect_left(self._starts, end)
        while first and self._ends[first - 1] > start:
            first -= 1
        return [wrap for _, wrap in sorted(pair for pair in self._given[first:last] if pair[1].end > start)]


def marked_text(text: str, start: int, end: int, wraps: Sequence[Wrap]) -> str:
    """Return the text from start to end, escaped, each stretch inside the elements that cover it, the first innermost.

    >>> marked_text("5 < 6", 0, 5, [Wrap(2, 9, "<mark>", "</mark>")])
    '5 <mark>&lt; 6</mark>'
    """
    touching = [wrap for wrap in wraps if wrap.start < end and wrap.end > start]
    edges = {start, end} | {e for wrap in touching for e in (wrap.start, wrap.end) if start < e < end}
    return "".join(
        _wrapped(escape(text[a:b]), [wrap for wrap in touching if wrap.start <= a and b <= wrap.end])
        for a, b in pairwise(sorted(edges))
    )


def _wrapped(html: str, around: Sequence[Wrap]) -> str:
    for wrap in around:
        html = f"{wrap.opening}{html}{wrap.closing}"
    return html
