"""Whether an answer is right: by the places it quotes and the words of its quotes."""

from collections.abc import Sequence
from enum import StrEnum

from app.evaluation.gold import GoldQuestion
from app.evaluation.overlap import LEAST_SHARE, largest_share
from app.evaluation.target import Target
from app.evaluation.words import contains_phrase
from app.types import Answer, Citation


class Outcome(StrEnum):
    """What became of one question."""

    RIGHT = "right"
    WRONG = "wrong"
    WRONGLY_ABSTAINED = "wrongly_abstained"
    RIGHTLY_ABSTAINED = "rightly_abstained"
    WRONGLY_ANSWERED = "wrongly_answered"


def judge(answer: Answer, gold: GoldQuestion, target: Target | None) -> Outcome:
    """Return the outcome of a question.

    Args:
        answer: What was answered.
        gold: The question.
        target: Where its evidence stands; may be None for an unanswerable question only.
    """
    if answer.abstention:
        return Outcome.WRONGLY_ABSTAINED if gold.answerable else Outcome.RIGHTLY_ABSTAINED
    if not gold.answerable or target is None:
        return Outcome.WRONGLY_ANSWERED
    return Outcome.RIGHT if is_right(answer.citations, gold, target) else Outcome.WRONG


def is_right(citations: Sequence[Citation], gold: GoldQuestion, target: Target | None) -> bool:
    """Whether citations answer a question; nothing answers one without a target.

    They do when, for one of its sets of evidence,

    - every piece is quoted at least by half, if the question needs all of them;
    - else a citation overlaps a piece, and a quote contains one of the short answers word for word;
    - else, where no short answer is known, a piece is quoted at least by half.
    """
    if target is None:
        return False
    said = any(contains_phrase(one.quote, short) for one in citations for short in gold.short_answers)
    quoted = [(one.start, one.end) for one in citations if one.source == target.source]
    shares = ([largest_share(places, quoted) for places in pieces] for pieces in target.evidence)
    return any(_is_enough(of_pieces, gold, said=said) for of_pieces in shares)


def is_best_guess_right(answer: Answer, gold: GoldQuestion, target: Target | None) -> bool:
    """Whether the answer given is right, or, where none was given, the closest passage shown first.

    This is what the confidence of an answer or an abstention foretells, so that it can be compared with it for every
    question. Of an unanswerable question nothing is right.
    """
    shown = answer.abstention.closest[:1] if answer.abstention else answer.citations
    return gold.answerable and is_right(shown, gold, target)


def _is_enough(shares: Sequence[float], gold: GoldQuestion, *, said: bool) -> bool:
    if gold.needs_all:
        return min(shares) >= LEAST_SHARE
    if gold.short_answers:
        return said and max(shares) > 0
    return max(shares) >= LEAST_SHARE
