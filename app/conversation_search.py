"""Search for a question within its conversation."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from app.follow_up import search_context
from app.types import Turn
from retriever.fusion import reciprocal_rank_fusion
from retriever.types import Hit

# The question with the conversation's words counts a little less than the question made whole, and the first ranks
# count much more than the next. By measurement, see benchmarks/follow_ups.py.
CONTEXT_WEIGHT = 0.8
RANK_OFFSET = 6


class Searches(Protocol):
    """What is needed of an index."""

    def search(self, question: str, k: int = 10, collections: frozenset[str] | None = None) -> list[Hit]:
        """Hits, best first."""
        ...


def conversation_hits(
    index: Searches, asked: tuple[str, str], history: Sequence[Turn], k: int, collections: frozenset[str] | None
) -> list[Hit]:
    """Hits for a question made whole, and for the same with the conversation's words, merged by rank.

    Two searches rather than one with everything: where the topic has changed, the old words would find the old topic.

    Args:
        index: What is searched.
        asked: The question as typed, and made whole.
        history: Earlier turns, oldest first.
        k: At most so many come back.
        collections: What may be searched; everything when None.
    """
    question, whole = asked
    hits = index.search(whole, k, collections)
    context = search_context(question, whole, history) if history else ""
    if not context:
        return hits
    others = index.search(f"{whole} {context}", k, collections)
    by_id = {hit.passage.id: hit for hit in [*others, *hits]}
    rankings = [[hit.passage.id for hit in found] for found in (hits, others)]
    merged = reciprocal_rank_fusion(rankings, (1.0, CONTEXT_WEIGHT), RANK_OFFSET)
    return [replace(by_id[passage_id], score=score) for passage_id, score in merged[:k]]
