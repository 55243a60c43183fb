from datetime import UTC, date, timedelta, timezone

from app.insights.period import by_day, by_span, since
from app.insights.records import Day, Span
from tests.app.insights.asked_questions import abstained, answered, at, cite

BANGKOK = timezone(timedelta(hours=7))


def test_seven_days_begin_six_days_ago_at_midnight():
    assert since(7, at(10, 15), UTC) == at(4, 0)


def test_days_begin_at_midnight_of_the_place_asked_for():
    # 20:00 on the 10th in London is 03:00 on the 11th in Bangkok, whose 11th began at 17:00 on the 10th.
    assert since(1, at(10, 20), BANGKOK) == at(10, 17)


def test_all_days_have_no_beginning():
    assert since(0, at(10), UTC) is None


def test_each_day_counts_what_was_asked_and_answered_and_empty_days_are_shown(ask):
    asked = [
        ask("a", at(8), answered("a", cite("staff.txt"))),
        ask("b", at(8, 23), abstained("b")),
        ask("c", at(10), failure="The index was locked."),
    ]
    assert by_day(asked, 3, at(10, 15), UTC) == [
        Day(date(2026, 6, 8), 2, 1),
        Day(date(2026, 6, 9), 0, 0),
        Day(date(2026, 6, 10), 1, 0),
    ]


def test_all_days_begin_with_the_first_question(ask):
    days = by_day([ask("a", at(8)), ask("b", at(9))], 0, at(10), UTC)
    assert [day.date.day for day in days] == [8, 9, 10]


def test_without_questions_all_days_are_none():
    assert by_day([], 0, at(10), UTC) == []


def test_ninety_days_are_shown_by_weeks_that_begin_on_monday():
    days = [Day(date(2026, 6, 1) + timedelta(days=ahead), 1, 0) for ahead in range(-2, 88)]
    spans = by_span(days)
    # 30 May 2026 is a Saturday, 1 June a Monday.
    assert spans[:2] == [
        Span(date(2026, 5, 30), date(2026, 5, 31), 2, 0),
        Span(date(2026, 6, 1), date(2026, 6, 7), 7, 0),
    ]
    assert sum(span.asked for span in spans) == 90


def test_a_month_of_days_is_shown_day_by_day():
    assert len(by_span([Day(date(2026, 6, 1) + timedelta(days=ahead), 0, 0) for ahead in range(31)])) == 31


def test_twenty_years_are_shown_year_by_year():
    days = [Day(date(2007, 1, 1) + timedelta(days=ahead), 1, 1) for ahead in range(365 * 20)]
    assert [(span.first.year, span.asked) for span in by_span(days)][:2] == [(2007, 365), (2008, 366)]
