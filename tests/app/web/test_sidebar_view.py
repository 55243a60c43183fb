"""The list of conversations: under their days, marked, escaped, and not longer than it must be."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.history.records import Conversation
from app.web.ask.sidebar import zone_named
from app.web.ask.sidebar_view import NONE_FOUND, NONE_YET, conversations_html, group_of

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def conversation(id, title, changed=NOON, exchanges=1):
    return Conversation(id, title, changed, changed, exchanges)


@pytest.mark.parametrize(
    ("changed", "group"),
    [
        (datetime(2026, 3, 10, 0, 0, tzinfo=UTC), "Today"),
        (datetime(2026, 3, 10, 12, 1, tzinfo=UTC), "Today"),
        (datetime(2026, 3, 9, 23, 59, tzinfo=UTC), "Yesterday"),
        (datetime(2026, 3, 9, 0, 0, tzinfo=UTC), "Yesterday"),
        (datetime(2026, 3, 8, 23, 59, tzinfo=UTC), "Last 7 days"),
        (datetime(2026, 3, 3, 0, 0, tzinfo=UTC), "Last 7 days"),
        (datetime(2026, 3, 2, 23, 59, tzinfo=UTC), "Older"),
        (datetime(2020, 1, 1, tzinfo=UTC), "Older"),
    ],
)
def test_days_begin_at_midnight(changed, group):
    assert group_of(changed, NOON) == group


def test_days_begin_where_the_person_is():
    late_evening_in_geneva = datetime(2026, 3, 9, 22, 30, tzinfo=UTC)
    assert group_of(late_evening_in_geneva, NOON) == "Yesterday"
    assert group_of(late_evening_in_geneva, NOON.astimezone(ZoneInfo("Asia/Manila"))) == "Today"


@pytest.mark.parametrize("name", ["", "nowhere", "../../etc/passwd", "/etc/localtime", "a\x00b", "%00", "x" * 5000])
def test_a_zone_that_there_is_not_is_none(name):
    assert zone_named(name) is None


def test_conversations_stand_under_their_days_with_the_open_one_marked():
    html = conversations_html(
        [
            conversation("c3", "Third"),
            conversation("c2", "Second", NOON - timedelta(hours=1)),
            conversation("c1", "First", NOON - timedelta(days=30)),
        ],
        NOON,
        current="c2",
    )
    assert re.findall(r"<h2>(.*?)</h2>|<a href=\"./\?conversation=(\w+)\"", html) == [
        ("Today", ""),
        ("", "c3"),
        ("", "c2"),
        ("Older", ""),
        ("", "c1"),
    ]
    assert re.findall(r'aria-current="page">(.*?)<', html) == ["Second"]


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "Delete “T”?"), (1, "with its question and answer?"), (1200, "with its 1,200 questions and answers?")],
)
def test_before_deleting_it_is_said_what_goes(count, words):
    assert words in conversations_html([conversation("c1", "T", exchanges=count)], NOON)


def test_a_title_is_never_markup():
    html = conversations_html([conversation("c1", "\"><img src=x onerror=alert(1)>'")], NOON, words="<b>")
    assert "<img" not in html
    assert html.count("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#x27;") == 6


def test_an_empty_list_says_why():
    assert NONE_YET in conversations_html([], NOON)
    assert NONE_FOUND in conversations_html([], NOON, words="leave")


def test_a_long_list_is_shown_in_parts():
    many = [conversation(f"c{number}", f"T{number}") for number in range(250)]
    first, second, whole = (conversations_html(many, NOON, most=most) for most in (100, 200, 300))
    assert (first.count("<li"), second.count("<li"), whole.count("<li")) == (100, 200, 250)
    assert 'data-most="200">Show 100 more<' in first
    assert 'data-most="300">Show 50 more<' in second
    assert "data-most" not in whole
