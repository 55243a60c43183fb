"""The insights as tables of plain cells, for a spreadsheet."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from app.insights.outcomes import OUTCOME_WORDS
from app.insights.records import Insights, Topic

Cell = str | int
Rows = list[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


TOPIC_COLUMNS = (
    "Topic",
    "Asked in this topic",
    "Question",
    "Understood as",
    "Times asked",
    "First asked",
    "Last asked",
    "Outcome",
    "Documents",
)


def table_of(name: str, insights: Insights, zone: tzinfo | None) -> Table:
    """The table of that name, one of `TABLES`, with times in that zone."""
    columns, rows = _TABLES[name]
    return Table(columns, tuple(rows(insights, zone)))


def _topic_rows(topics: Iterable[Topic], zone: tzinfo | None) -> Rows:
    """One row for each different question, topics together."""
    return [
        (
            topic.name,
            topic.times,
            question.text,
            "" if question.standalone == question.text else question.standalone,
            question.times,
            _time(question.first, zone),
            _time(question.last, zone),
            OUTCOME_WORDS[question.outcome],
            "; ".join(document.source for document in topic.documents),
        )
        for topic in topics
        for question in topic.questions
    ]


def _unanswered(insights: Insights, zone: tzinfo | None) -> Rows:
    return _topic_rows(insights.unanswered, zone)


def _asked(insights: Insights, zone: tzinfo | None) -> Rows:
    return _topic_rows(insights.topics, zone)


def _low_votes(insights: Insights, zone: tzinfo | None) -> Rows:
    return [
        (
            vote.question,
            "" if vote.standalone == vote.question else vote.standalone,
            _time(vote.asked_at, zone),
            vote.reason,
            OUTCOME_WORDS[vote.outcome],
            vote.answer,
            "; ".join(vote.documents),
        )
        for vote in insights.low_votes
    ]


def _documents(insights: Insights, zone: tzinfo | None) -> Rows:
    return [
        (use.source, use.title, use.answers, _time(use.last, zone) if use.last else "", "yes" if use.is_held else "no")
        for use in insights.documents
    ]


def _days(insights: Insights, _zone: tzinfo | None) -> Rows:
    return [
        (day.date.isoformat(), day.asked, day.answered, percent(day.answered, day.asked)) for day in insights.by_day
    ]


def percent(part: int, whole: int) -> str:
    """The share as a whole percentage, halves up; empty of nothing.

    >>> percent(1, 8), percent(0, 0)
    ('13 %', '')
    """
    return f"{(200 * part + whole) // (2 * whole)} %" if whole else ""


def _time(moment: datetime, zone: tzinfo | None) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


_TABLES: dict[str, tuple[tuple[str, ...], Callable[[Insights, tzinfo | None], Rows]]] = {
    "not-answered": (TOPIC_COLUMNS, _unanswered),
    "low-votes": (
        ("Question", "Understood as", "Asked", "Reason", "Outcome", "Answer", "Documents cited"),
        _low_votes,
    ),
    "asked-most": (TOPIC_COLUMNS, _asked),
    "documents": (("Document", "Title", "Answers that cite it", "Last cited", "In the library"), _documents),
    "days": (("Day", "Asked", "Answered", "Share answered"), _days),
}
TABLES: Sequence[str] = tuple(_TABLES)
