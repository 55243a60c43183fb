"""One ranking out of several."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)

# Damps the lead of the very first ranks. Cormack, Clarke & Buettcher (SIGIR 2009) took 60.
RANK_OFFSET = 60


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[Item]], weights: Sequence[float] | None = None, offset: float = RANK_OFFSET
) -> list[tuple[Item, float]]:
    """Merge rankings by the weighted sum of reciprocal ranks.

    Only positions count, so rankings whose scores have different units can be merged.

    Args:
        rankings: Each best first, without repeats.
        weights: What each ranking counts; None counts all alike.
        offset: Added to every rank, counted from 1.

    Returns:
        ``(item, score)`` pairs, best first; ties keep the order in which items were first seen.

    >>> [item for item, _ in reciprocal_rank_fusion([["a", "b"], ["b", "c"]])]
    ['b', 'a', 'c']
    """
    scores: dict[Item, float] = {}
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + weight / (offset + rank)
    return sorted(scores.items(), key=lambda scored: -scored[1])
