"""The list of a person's conversations beside the one that is shown."""

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from html import escape
from typing import Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import gradio as gr

from app.history.errors import HistoryError, UnknownConversation
from app.web.ask.sidebar_view import DRAWER_BUTTON, DRAWER_HEAD, SHOWN_AT_ONCE, conversations_html
from app.web.components import action_of, active_html, html, listen
from app.web.site import Site, person_of

# In which sidebar.js says where the person's clock is, such as Europe/Zurich.
ZONE_COOKIE = "citewell_zone"


class Sidebar:
    """The components of the list and what they do when used; one object serves every visitor.

    Which conversation is open is said by the page's address alone: links lead there, and `sidebar.js` marks it.
    """

    def __init__(self, site: Site, delete: Callable[[str, str], None]) -> None:
        """Lay out the list.

        Args:
            site: Whose history is listed.
            delete: Deletes a person's conversation; its arguments are the person and the id.
        """
        self.history = site.history
        self._delete = delete
        self._zones: dict[str, tzinfo] = {}  # where each person was when last seen
        html(DRAWER_BUTTON)
        with gr.Column(elem_id="drawer", scale=0):
            html(DRAWER_HEAD)
            self.search = gr.Textbox(
                label="Search your conversations",
                show_label=False,
                container=False,
                placeholder="Search conversations",
                elem_id="conversation-search",
            )
            self.list = active_html("", elem_id="conversations", place="ask")

    def connect(self, page: gr.Blocks) -> None:
        """Attach the listeners."""
        listen(self.list.expand, self.refresh, [self.search], [self.list], trigger_mode="always_last")
        listen(self.search.change, self.refresh, [self.search], [self.list], trigger_mode="always_last")
        listen(self.list.click, self.act, [self.search], [self.list], trigger_mode="multiple")
        listen(self.list.submit, self.rename, [self.search], [self.list], trigger_mode="multiple")

    def list_html(self, person: str, current: str, words: str | None = "", most: int = SHOWN_AT_ONCE) -> str:
        """Return the person's conversations as HTML, the current one marked; or why they cannot be read.

        Args:
            person: Whose.
            current: The id of the one that is open; empty for none.
            words: That stand in them; None from a search box that the browser has not set up yet.
            most: How many are shown at most.
        """
        now = datetime.now(UTC).astimezone(self._zones.get(person))
        try:
            found = self.history.conversations(person, words or "")
        except HistoryError as error:
            return _failure_html(error)
        # One whose only question was taken back is nothing to go back to.
        conversations = [one for one in found if one.exchanges]
        return conversations_html(conversations, now, current, words or "", most)

    def refresh(self, words: str | None, request: gr.Request) -> str:
        """Return the list as it is now."""
        return self.list_html(self._seen(request), "", words)

    def act(self, words: str | None, event: gr.EventData, request: gr.Request) -> str:
        """Do what was chosen in the list: show more, delete, or make it anew."""
        action, person = action_of(event), self._seen(request)
        match action.get("do"):
            case "delete":
                id = action.get("id", "")
                return self._changed(lambda: self._delete(person, id), person, words)
            case "more":
                return self.list_html(person, "", words, _whole_number(action.get("most", "")))
        return self.list_html(person, "", words)

    def rename(self, words: str | None, event: gr.EventData, request: gr.Request) -> str:
        """Give a conversation the name that was typed."""
        action, person = action_of(event), self._seen(request)
        id, title = action.get("id", ""), action.get("title", "")
        return self._changed(lambda: self.history.rename(person, id, title), person, words)

    def _changed(self, change: Callable[[], Any], person: str, words: str | None) -> str:
        """The list after a change; the same as before where another tab has deleted the conversation."""
        try:
            change()
        except UnknownConversation:
            pass
        except HistoryError as error:
            return _failure_html(error)
        return self.list_html(person, "", words)

    def _seen(self, request: gr.Request) -> str:
        """Who asks, whose clock is kept in mind."""
        person = person_of(request)
        zone = zone_named(request.request.cookies.get(ZONE_COOKIE, ""))  # type: ignore[union-attr]
        if zone:
            self._zones[person] = zone
        return person


def zone_named(name: str) -> tzinfo | None:
    """Return the time zone that a browser names; None for none of that name.

    >>> zone_named("Africa%2FNairobi"), zone_named("../../etc/passwd"), zone_named("")
    (zoneinfo.ZoneInfo(key='Africa/Nairobi'), None, None)
    """
    try:
        return ZoneInfo(unquote(name)) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _whole_number(text: str) -> int:
    return min(int(text), 100_000) if text.isascii() and text.isdigit() else SHOWN_AT_ONCE


def _failure_html(error: HistoryError) -> str:
    return f'<p class="failure" role="alert">{escape(str(error))}</p>'
