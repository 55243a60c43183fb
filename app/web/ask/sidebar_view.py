"""The list of conversations as HTML: grouped by date, each to open, rename or delete."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from itertools import groupby
from urllib.parse import quote

from app.history.records import Conversation

# Of what is open beside it: a button for narrow screens, and a way to a new conversation.
DRAWER_BUTTON = (
    '<button type="button" class="quiet" id="drawer-open" aria-expanded="false" aria-controls="drawer">'
    '<span aria-hidden="true">☰</span> Conversations</button>'
)
DRAWER_HEAD = (
    '<div class="drawer-head"><a href="./" class="new-conversation" data-place="ask"><span aria-hidden="true">+</span>'
    ' New conversation</a><button type="button" id="drawer-close" aria-label="Close the conversations">×</button></div>'
)
NONE_YET = "Your questions and their answers are kept here."
NONE_FOUND = "No conversation has these words."

# As many are listed at first, and as many more each time.
SHOWN_AT_ONCE = 100
# Days since a conversation changed, and what those up to there are called; then OLDER.
GROUPS = ((0, "Today"), (1, "Yesterday"), (7, "Last 7 days"))
OLDER = "Older"

_RENAME = "M4 20h4L19 9l-4-4L4 16zM13 7l4 4"
_DELETE = "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13"


def conversations_html(
    conversations: Sequence[Conversation],
    now: datetime,
    current: str = "",
    words: str = "",
    most: int = SHOWN_AT_ONCE,
) -> str:
    """Return the list, newest first, under the day or days of the last change.

    Args:
        conversations: Newest first.
        now: The time where the person is; days begin at midnight there.
        current: The id of the one that is open; empty for none.
        words: What was searched for.
        most: How many are shown; a button shows more.
    """
    if not conversations:
        return f'<p class="no-conversations">{NONE_FOUND if words.strip() else NONE_YET}</p>'
    groups = groupby(conversations[:most], key=lambda one: group_of(one.updated_at, now))
    listed = "".join(_group_html(name, members, current) for name, members in groups)
    return f'<nav aria-label="Conversations">{listed}{_more_html(len(conversations), most)}</nav>'


def group_of(moment: datetime, now: datetime) -> str:
    """Return the name of the group for what changed at a moment, in days of the zone that `now` is given in."""
    days = (now.date() - moment.astimezone(now.tzinfo).date()).days
    return next((name for most, name in GROUPS if days <= most), OLDER)


def _group_html(name: str, members: Iterable[Conversation], current: str) -> str:
    rows = "".join(_row_html(one, is_current=one.id == current) for one in members)
    return f"<h2>{name}</h2><ul>{rows}</ul>"


def _row_html(conversation: Conversation, *, is_current: bool) -> str:
    id, title = escape(conversation.id), escape(conversation.title)
    mark = ' aria-current="page"' if is_current else ""
    return (
        f'<li data-id="{id}"><a href="./?conversation={escape(quote(conversation.id))}" data-place="ask" dir="auto"'
        f' title="{title}"{mark}>{title}</a>'
        f'<button type="button" class="rename" aria-label="Rename “{title}”">{_icon(_RENAME)}</button>'
        f'<button type="button" class="delete" data-do="delete" data-id="{id}" aria-label="Delete “{title}”"'
        f' data-confirm="Delete “{title}”{_with_questions(conversation.exchanges)}?" data-confirm-with="Delete">'
        f"{_icon(_DELETE)}</button>"
        f'<form data-do="rename" data-id="{id}" hidden><input name="title" value="{title}" dir="auto" maxlength="200"'
        ' autocomplete="off" aria-label="Name of the conversation; none for its first question"></form></li>'
    )


def _with_questions(count: int) -> str:
    if not count:
        return ""
    return " with its question and answer" if count == 1 else f" with its {count:,} questions and answers"


def _more_html(count: int, most: int) -> str:
    if count <= most:
        return ""
    more = min(SHOWN_AT_ONCE, count - most)
    return (
        f'<button type="button" class="plain more" data-do="more" data-most="{most + SHOWN_AT_ONCE}">'
        f"Show {more:,} more</button>"
    )


def _icon(path: str) -> str:
    return f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg>'
