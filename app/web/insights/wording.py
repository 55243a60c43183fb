"""Days, counts and periods in words."""

from datetime import date, datetime

from app.insights.records import Span

PERIOD_WORDS = {7: "7 days", 30: "30 days", 90: "90 days", 0: "All"}


def day_words(day: date) -> str:
    """A day as people write it.

    >>> day_words(date(2026, 6, 9))
    '9 Jun 2026'
    """
    return f"{day.day} {day:%b} {day.year}"


def local_day(moment: datetime) -> date:
    """The day of a moment in the server's own calendar."""
    return moment.astimezone().date()


def span_words(span: Span) -> str:
    """A day, or the first and last of several.

    >>> span_words(Span(date(2026, 6, 1), date(2026, 6, 7), 0, 0))
    '1 Jun 2026 – 7 Jun 2026'
    """
    return day_words(span.first) if span.first == span.last else f"{day_words(span.first)} – {day_words(span.last)}"


def count_words(count: int, thing: str) -> str:
    """A number with what is counted.

    >>> count_words(1, "question"), count_words(1200, "question")
    ('1 question', '1,200 questions')
    """
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def period_sentence(days: int) -> str:
    """When, as the end of a sentence.

    >>> period_sentence(7), period_sentence(0)
    ('in the last 7 days', 'so far')
    """
    return f"in the last {days} days" if days else "so far"
