"""What the places of the page work with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import gradio as gr

from app.web.people import People, people_of

if TYPE_CHECKING:
    from app.assistant import Assistant
    from app.history.store import History
    from app.settings import Settings
    from retriever.index import Index


@dataclass(frozen=True, slots=True)
class Site:
    """One running server: its documents, and what it keeps for people."""

    assistant: "Assistant"
    index: "Index"  # the one that the assistant answers from
    settings: "Settings"
    history: "History"
    people: People


def open_site(assistant: "Assistant", index: "Index", settings: "Settings") -> Site:
    """Return the site of a data folder, which keeps what people do there.

    Raises:
        HistoryError: The history cannot be opened.
        OSError: The data folder cannot be written.
    """
    from app.history.store import History

    return Site(assistant, index, settings, History(settings.history_url), people_of(settings.data_dir))


def person_of(request: gr.Request) -> str:
    """Return who made a request: the name in their cookie, or the one they have just been given."""
    return str(request.request.state.person)  # type: ignore[union-attr]


def keeps_cookies(request: gr.Request) -> bool:
    """Return whether the request brought the cookie that its page was given."""
    return bool(request.request.state.is_known)  # type: ignore[union-attr]
