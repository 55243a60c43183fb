"""Count judged questions, by kind and in all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from app.evaluation.judge import Outcome
from app.evaluation.judged import Judged


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts of some questions. Shares of no questions are None."""

    questions: int
    answerable: int
    right: int
    wrong: int
    wrongly_abstained: int
    rightly_abstained: int
    wrongly_answered: int
    citations: int
    exact_quotes: int
    hit_at_1: float | None  # of the answerable: the best passage found holds the evidence
    hit_at_5: float | None  # of the answerable: one of the five best does
    right_share: float | None  # of the answerable
    abstained_share: float | None  # of the unanswerable

    def as_json(self) -> dict[str, object]:
        """Return the counts, and the shares rounded to four places."""
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in asdict(self).items()}


def summarise(judged: Sequence[Judged]) -> Summary:
    """Return the counts of some judged questions."""
    outcomes = Counter(one.outcome for one in judged)
    ranks = [one.rank for one in judged if one.answerable]
    citations = sum(one.citations for one in judged)
    return Summary(
        questions=len(judged),
        answerable=len(ranks),
        right=outcomes[Outcome.RIGHT],
        wrong=outcomes[Outcome.WRONG],
        wrongly_abstained=outcomes[Outcome.WRONGLY_ABSTAINED],
        rightly_abstained=outcomes[Outcome.RIGHTLY_ABSTAINED],
        wrongly_answered=outcomes[Outcome.WRONGLY_ANSWERED],
        citations=citations,
        exact_quotes=citations - sum(one.inexact_quotes for one in judged),
        hit_at_1=_share(sum(rank == 1 for rank in ranks), len(ranks)),
        hit_at_5=_share(sum(rank is not None for rank in ranks), len(ranks)),
        right_share=_share(outcomes[Outcome.RIGHT], len(ranks)),
        abstained_share=_share(outcomes[Outcome.RIGHTLY_ABSTAINED], len(judged) - len(ranks)),
    )


def summarise_by_kind(judged: Sequence[Judged]) -> dict[str, Summary]:
    """Return a summary for each kind, in alphabetical order of the kinds."""
    kinds = sorted({one.kind for one in judged})
    return {kind: summarise([one for one in judged if one.kind == kind]) for kind in kinds}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
