"""The records of the history: conversations, exchanges, votes, and what was asked by everybody."""

from dataclasses import dataclass
from datetime import datetime

from app.types import Answer


@dataclass(frozen=True, slots=True)
class Vote:
    """What a person thought of an answer."""

    is_up: bool
    reason: str = ""  # in the person's words; empty for none


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question of a conversation with its answer, or the reason there is none; neither while it is answered."""

    id: str  # unique among all exchanges
    question: str  # as the person typed it
    asked_at: datetime  # UTC
    answer: Answer | None = None
    failure: str | None = None
    vote: Vote | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still being answered."""
        return self.answer is None and self.failure is None


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a list of conversations says of one; its exchanges are asked for by its id."""

    id: str
    title: str  # the first question, until the person gives it a name
    created_at: datetime  # UTC
    updated_at: datetime  # UTC, of the last exchange or change of name
    exchanges: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that somebody asked, without who it was."""

    exchange_id: str
    question: str
    standalone_question: str  # made whole; the question itself where it failed
    asked_at: datetime  # UTC
    answer: Answer | None
    failure: str | None
    vote: Vote | None
