"""Search for a question within its conversation."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from app.follow_up import search_context
from app.types import Turn
from retriever.fusion import reciprocal_rank_fusion
from retriever.types import Hit

# All of these by measurement, see benchmarks/follow_ups.py.
# Passages that each search gives: those of the conversation's documents may stand far down among all.
SEARCHED = 50
# The conversation is about the documents of the first passages found with its words, at most so many of each.
FIRST_PASSAGES, DOCUMENTS = 5, 2
# The first ranks count much more than the next.
RANK_OFFSET = 6
# What the ranking with the conversation's words counts beside 1 for the question alone, where the topic has changed and
# where it goes on, and what the question's own ranking of the conversation's documents counts where it goes on.
CONTEXT_AT_LEAST, CONTEXT_AT_MOST = 0.5, 1.2
OWN_DOCUMENTS = 1.2
# The lead of the question alone, in cosines, at which a change of topic is as likely as not, and how fast that turns.
EVEN_LEAD, LEAD_WIDTH = 0.2, 0.1


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
    A third ranking holds what the question alone finds in the documents that the conversation is about. The last two
    count less the likelier the topic has changed.

    Args:
        index: What is searched.
        asked: The question as typed, and made whole.
        history: Earlier turns, oldest first.
        k: At most so many come back.
        collections: What may be searched; everything when None.
    """
    question, whole = asked
    context = search_context(question, whole, history) if history else ""
    if not context:
        return index.search(whole, k, collections)
    alone = index.search(whole, max(k, SEARCHED), collections)
    within = index.search(f"{whole} {context}", max(k, SEARCHED), collections)
    about = _documents(within)
    own = [hit for hit in alone if hit.passage.source in about]
    going_on = _goes_on(alone, own, within)
    weights = (1.0, CONTEXT_AT_LEAST + (CONTEXT_AT_MOST - CONTEXT_AT_LEAST) * going_on, OWN_DOCUMENTS * going_on)
    by_id = {hit.passage.id: hit for hit in [*within, *alone]}
    rankings = [[hit.passage.id for hit in found] for found in (alone, within, own)]
    merged = reciprocal_rank_fusion(rankings, weights, RANK_OFFSET)
    return [replace(by_id[passage_id], score=score) for passage_id, score in merged[:k]]


def _documents(within: Sequence[Hit]) -> frozenset[str]:
    """The documents that hold most of the first passages, the first ranks counting more."""
    held: defaultdict[str, float] = defaultdict(float)
    for rank, hit in enumerate(within[:FIRST_PASSAGES]):
        held[hit.passage.source] += 1 / (RANK_OFFSET + rank)
    return frozenset(sorted(held, key=lambda source: -held[source])[:DOCUMENTS])


def _goes_on(alone: Sequence[Hit], own: Sequence[Hit], within: Sequence[Hit]) -> float:
    """How likely the question goes on with the conversation, from 0 to 1.

    A new topic fits some passage better than any of the conversation's documents, and better alone than together with
    the conversation's words.
    """
    similar = [hit.similarity or 0.0 for hit in alone]
    best = max(similar, default=0.0)
    best_own = max((hit.similarity or 0.0 for hit in own), default=min(similar, default=0.0))
    best_within = max((hit.similarity or 0.0 for hit in within), default=0.0)
    lead = (best - best_own) + (best - best_within)
    return 1 / (1 + math.exp((lead - EVEN_LEAD) / LEAD_WIDTH))
