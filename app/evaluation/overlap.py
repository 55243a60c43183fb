"""How much of a piece of evidence some spans of its document cover."""

from collections.abc import Iterable, Sequence

from retriever.types import Span

# The share of a piece that must be quoted, or retrieved, to count as there: half of it, so that a statement
# cut at another place still counts and a shared word or two does not.
LEAST_SHARE = 0.5


def covered_characters(place: Span, spans: Iterable[Span]) -> int:
    """How many characters of a place the spans cover together; what several cover counts once.

    >>> covered_characters((0, 10), [(0, 4), (2, 5), (9, 20)])
    6
    """
    return len({at for start, end in spans for at in range(max(start, place[0]), min(end, place[1]))})


def largest_share(places: Iterable[Span], spans: Sequence[Span]) -> float:
    """The share of a piece that the spans cover together, at that of its places where it is largest."""
    return max(covered_characters(place, spans) / (place[1] - place[0]) for place in places)
