"""How well search finds the evidence of a question."""

import re
from collections.abc import Sequence

from app.evaluation.overlap import LEAST_SHARE, covered_characters, largest_share
from app.evaluation.target import Target
from retriever.types import Hit, Span

_WORD = re.compile(r"\S+")


def rank_of_target(hits: Sequence[Hit], target: Target) -> int | None:
    """The rank, 1 for the best, of the first hit that holds at least half of a piece; None where none does.

    A question is a hit at k when this rank is at most k: success at k (Manning, Raghavan & Schütze, "Introduction to
    Information Retrieval", 2008, chapter 8).
    """
    pieces = [places for group in target.evidence for places in group]
    for rank, hit in enumerate(hits, start=1):
        span = (hit.passage.start, hit.passage.end)
        if hit.passage.source == target.source and any(
            largest_share(places, [span]) >= LEAST_SHARE for places in pieces
        ):
            return rank
    return None


def evidence_recall(hits: Sequence[Hit], target: Target, words: int) -> float:
    """The share of the evidence's characters within the first words retrieved, for the set that is found best.

    Passages are read in order of rank and the last one is cut at the limit, so that settings with long and with short
    passages compare (Smith & Troynikov, "Evaluating Chunking Strategies for Retrieval", Chroma, 2024). A piece that
    stands at several places counts at the one found best.

    Args:
        hits: Best first.
        target: Where the evidence stands.
        words: The limit, in words between white space.
    """
    spans = _first_words(hits, target.source, words)
    return max(_share_found(pieces, spans) for pieces in target.evidence)


def _share_found(pieces: Sequence[Sequence[Span]], spans: Sequence[Span]) -> float:
    found = whole = 0
    for places in pieces:
        covered, length = max(
            ((covered_characters(place, spans), place[1] - place[0]) for place in places),
            key=lambda counts: counts[0] / counts[1],
        )
        found, whole = found + covered, whole + length
    return found / whole


def _first_words(hits: Sequence[Hit], source: str, words: int) -> list[Span]:
    """The spans of one document among the first words of all passages."""
    spans: list[Span] = []
    for hit in hits:
        ends = [match.end() for match in _WORD.finditer(hit.passage.text)][:words]
        if hit.passage.source == source and ends:
            spans.append((hit.passage.start, hit.passage.start + ends[-1]))
        words -= len(ends)
        if not words:
            break
    return spans
