"""The records of the insights: topics, low votes, the use of documents, days."""

from dataclasses import dataclass
from datetime import date, datetime

from app.insights.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question as it was typed, with how often."""

    exchange_id: str  # of the last time it was asked
    text: str
    standalone: str  # made whole
    times: int
    first: datetime  # UTC
    last: datetime  # UTC
    outcome: Outcome  # of the last time


@dataclass(frozen=True, slots=True)
class NearDocument:
    """A document that was nearest to questions, or that answered them."""

    source: str
    title: str
    times: int


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that are alike, named by the most central one."""

    name: str
    times: int
    answered: int
    low_votes: int
    first: datetime  # UTC
    last: datetime  # UTC
    questions: tuple[AskedQuestion, ...]  # most asked first
    outcomes: tuple[tuple[Outcome, int], ...]  # most frequent first
    documents: tuple[NearDocument, ...]  # cited, or nearest where nothing was; most frequent first


@dataclass(frozen=True, slots=True)
class LowVote:
    """An answer that somebody voted down."""

    exchange_id: str
    question: str  # as typed
    standalone: str
    asked_at: datetime  # UTC
    reason: str  # in the person's words; empty for none
    outcome: Outcome
    answer: str  # the words shown, on one line; empty where it failed
    documents: tuple[str, ...]  # titles of those cited


@dataclass(frozen=True, slots=True)
class DocumentUse:
    """How often answers cite a document."""

    source: str
    title: str
    answers: int
    last: datetime | None  # UTC, when it was last cited
    is_held: bool  # False: it was cited, and is in the library no more


@dataclass(frozen=True, slots=True)
class Day:
    """What was asked on one day."""

    date: date
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Span:
    """What was asked on some days in a row."""

    first: date
    last: date
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Insights:
    """Everything that the questions of a period say."""

    days: int  # of the period; 0 for all
    asked: int
    answered: int
    low_votes: tuple[LowVote, ...]  # newest first
    unanswered: tuple[Topic, ...]  # most asked first
    topics: tuple[Topic, ...]  # of all questions, most asked first
    documents: tuple[DocumentUse, ...]  # least cited first
    by_day: tuple[Day, ...]  # oldest first
