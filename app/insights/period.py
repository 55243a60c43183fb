"""The time that is looked at, in whole days of the server's own calendar."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import groupby
from operator import itemgetter

from app.history.records import Asked
from app.insights.outcomes import is_answered
from app.insights.records import Day, Span

ALL_DAYS = 0
PERIODS = (7, 30, 90, ALL_DAYS)
# Bars that a narrow screen still shows apart.
MOST_BARS = 31


def since(days: int, now: datetime, zone: tzinfo | None = None) -> datetime | None:
    """The start of the first day of a period that ends today; None for all days.

    Args:
        days: Of the period, today included; 0 for all.
        now: With its time zone.
        zone: In which days begin and end; None for the server's own.
    """
    if days == ALL_DAYS:
        return None
    start = datetime.combine(_date(now, zone) - timedelta(days=days - 1), time.min, zone)
    return start.astimezone(zone)


def by_day(asked: Sequence[Asked], days: int, now: datetime, zone: tzinfo | None = None) -> list[Day]:
    """What was asked and answered on each day, oldest first, days without questions included.

    For all days it begins with the day of the first question; without questions it is empty.
    """
    dates = sorted((_date(one.asked_at, zone), is_answered(one)) for one in asked)
    counts = {day: [answered for _, answered in group] for day, group in groupby(dates, key=itemgetter(0))}
    start = since(days, now, zone)
    first = start.date() if start else min(counts, default=None)
    if first is None:
        return []
    last = max(_date(now, zone), *counts) if counts else _date(now, zone)
    every = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    return [Day(day, len(counts.get(day, ())), sum(counts.get(day, ()))) for day in every]


def by_span(days: Sequence[Day]) -> list[Span]:
    """The days put together into weeks, months or years where they are too many to be shown one by one."""
    spans: list[Span] = []
    for calendar in (_day, _week, _month, _year):
        spans = [_span(list(group)) for _, group in groupby(days, key=calendar)]
        if len(spans) <= MOST_BARS:
            return spans
    return spans


def _span(days: Sequence[Day]) -> Span:
    return Span(days[0].date, days[-1].date, sum(day.asked for day in days), sum(day.answered for day in days))


def _date(moment: datetime, zone: tzinfo | None) -> date:
    return moment.astimezone(zone).date()


def _day(day: Day) -> tuple[int, ...]:
    return (day.date.toordinal(),)


def _week(day: Day) -> tuple[int, ...]:
    return day.date.isocalendar()[:2]


def _month(day: Day) -> tuple[int, ...]:
    return day.date.year, day.date.month


def _year(day: Day) -> tuple[int, ...]:
    return (day.date.year,)
