"""Answers that people voted down, with their reasons."""

from collections.abc import Iterable

from app.history.records import Asked
from app.insights.outcomes import outcome
from app.insights.records import LowVote
from app.render import one_line


def low_votes(asked: Iterable[Asked]) -> list[LowVote]:
    """The answers voted down, newest first."""
    low = [_low_vote(one, one.vote.reason) for one in asked if one.vote is not None and not one.vote.is_up]
    return sorted(low, key=lambda vote: (vote.asked_at, vote.exchange_id), reverse=True)


def _low_vote(asked: Asked, reason: str) -> LowVote:
    cited = asked.answer.citations if asked.answer else ()
    return LowVote(
        exchange_id=asked.exchange_id,
        question=asked.question,
        standalone=asked.standalone_question,
        asked_at=asked.asked_at,
        reason=reason,
        outcome=outcome(asked),
        answer=one_line(asked.answer.text) if asked.answer else "",
        documents=tuple(dict.fromkeys(citation.title for citation in cited)),
    )
