"""What became of a question that somebody asked."""

from collections.abc import Iterable
from typing import Literal

from app.history.records import Asked
from app.types import AbstentionReason

Outcome = Literal["answered", "failed"] | AbstentionReason

OUTCOME_WORDS: dict[Outcome, str] = {
    "answered": "answered",
    "not_in_documents": "not in the documents",
    "unclear_question": "question unclear",
    "empty_index": "no documents yet",
    "failed": "failed",
}


def settled(asked: Iterable[Asked]) -> list[Asked]:
    """Those that have an outcome, in their order; a question that is still being answered has none."""
    return [one for one in asked if one.answer is not None or one.failure is not None]


def outcome(asked: Asked) -> Outcome:
    """How the question ended; one that is still being answered counts as failed, so take the `settled` ones."""
    if asked.answer is None:
        return "failed"
    return asked.answer.abstention.reason if asked.answer.abstention else "answered"


def is_answered(asked: Asked) -> bool:
    """Whether the documents were quoted."""
    return outcome(asked) == "answered"
