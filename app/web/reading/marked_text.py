"""Text as escaped HTML inside the elements that cover it: marks, links, what is bold, what is hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Wrap:
    """An element around a span of text."""

    start: int
    end: int
    opening: str
    closing: str


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
