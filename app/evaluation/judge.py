"""Whether an answer is right: by the places it quotes and the words of its quotes."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from app.evaluation.gold import GoldQuestion
from app.evaluation.target import Target
from app.evaluation.words import contains_phrase
from app.types import Answer, Citation
from retriever.types import Hit, Span

# The share of a piece that must be quoted, or retrieved, to count as there: half of it, so that a statement
# cut at another place still counts and a shared word or two does not.
LEAST_SHARE = 0.5


class Outcome(StrEnum):
    """What became of one question."""

    RIGHT = "right"
    WRONG = "wrong"
    WRONGLY_ABSTAINED = "wrongly_abstained"
    RIGHTLY_ABSTAINED = "rightly_abstained"
    WRONGLY_ANSWERED = "wrongly_answered"


def judge(answer: Answer, gold: GoldQuestion, target: Target | None) -> Outcome:
    """Return the outcome of a question.

    An answer to an answerable question is right when, for one of its sets of evidence,

    - every piece is quoted at least by half, if the question needs all of them;
    - else a citation overlaps a piece, and a quote contains one of the short answers word for word;
    - else, where no short answer is known, a piece is quoted at least by half.

    Args:
        answer: What was answered.
        gold: The question.
        target: Where its evidence stands; may be None for an unanswerable question only.
    """
    if answer.abstention:
        return Outcome.WRONGLY_ABSTAINED if gold.answerable else Outcome.RIGHTLY_ABSTAINED
    if not gold.answerable or target is None:
        return Outcome.WRONGLY_ANSWERED
    said = any(contains_phrase(one.quote, short) for one in answer.citations for short in gold.short_answers)
    quoted = [(one.start, one.end) for one in answer.citations if one.source == target.source]
    for pieces in target.evidence:
        shares = [_largest_share(places, quoted) for places in pieces]
        if _is_enough(shares, gold, said=said):
            return Outcome.RIGHT
    return Outcome.WRONG


def rank_of_target(hits: Sequence[Hit], target: Target) -> int | None:
    """Return the rank, 1 for the best, of the first hit that holds at least half of a piece; else None."""
    pieces = [places for group in target.evidence for places in group]
    for rank, hit in enumerate(hits, start=1):
        span = (hit.passage.start, hit.passage.end)
        if hit.passage.source == target.source and any(
            _largest_share(places, [span]) >= LEAST_SHARE for places in pieces
        ):
            return rank
    return None


def inexact_quotes(citations: Iterable[Citation], texts: Mapping[str, str]) -> int:
    """Return how many quotes differ, by one character or more, from the slice of their document's text."""
    return sum(one.quote != texts[one.source][one.start : one.end] for one in citations)


def _is_enough(shares: Sequence[float], gold: GoldQuestion, *, said: bool) -> bool:
    if gold.needs_all:
        return min(shares) >= LEAST_SHARE
    if gold.short_answers:
        return said and max(shares) > 0
    return max(shares) >= LEAST_SHARE


def _largest_share(places: Iterable[Span], spans: Sequence[Span]) -> float:
    """Return the share of a piece that the spans cover together, at the place where it is largest."""
    return max(len(_covered(place, spans)) / (place[1] - place[0]) for place in places)


def _covered(place: Span, spans: Sequence[Span]) -> set[int]:
    return {at for start, end in spans for at in range(max(start, place[0]), min(end, place[1]))}
