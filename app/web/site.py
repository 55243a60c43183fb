"""What the places of the page work with."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import gradio as gr

from app.web.people import People, people_of

if TYPE_CHECKING:
    from app.answering import Answering
    from app.assistant import Assistant
    from app.history.store import History
    from app.insights.desk import InsightsDesk
    from app.library.library import Library
    from app.settings import Settings
    from app.web.api.metrics import Metrics
    from app.web.ask.calm import Calm
    from ingest.originals import Originals
    from ingest.page_image import PageImages
    from retriever.index import Index


@dataclass(frozen=True, slots=True)
class Site:
    """One running server: its documents, and what it keeps for people."""

    assistant: "Assistant"
    answering: "Answering"  # with that assistant, and with the chat model where there is one
    index: "Index"  # the one that the assistant answers from
    settings: "Settings"
    history: "History"
    people: People
    insights: "InsightsDesk"
    library: "Library"
    originals: "Originals"  # the files that documents were read from
    page_images: "PageImages"  # their pages as they look
    calm: "Calm"  # in which all of them take turns
    metrics: "Metrics"  # of what is answered

    def close(self) -> None:
        """End what runs for the site, and close what it keeps."""
        self.library.close()
        self.page_images.close()
        self.originals.close()
        self.history.close()


def open_site(assistant: "Assistant", index: "Index", settings: "Settings") -> Site:
    """Return the site of a data folder, which keeps what people do there.

    Raises:
        ChatModelUnavailable: The chat model of the settings cannot be used.
        HistoryError: The history cannot be opened.
        OSError: The data folder cannot be written.
        WrongUsage: The file of passwords cannot be read.
    """
    from app.answering import Answering
    from app.commands.ingest import LEDGER
    from app.commands.passwords import read_passwords
    from app.history.store import History
    from app.insights.desk import InsightsDesk
    from app.library.library import Library
    from app.web.api.metrics import Metrics
    from app.web.ask.calm import Calm
    from app.written.allowance import DailyAllowance
    from app.written.opening import make_writer
    from ingest.originals import Originals
    from ingest.page_image import PageImages

    passwords = read_passwords(settings.passwords)
    writer = make_writer(settings)
    history = History(settings.history_url)
    insights = InsightsDesk(history, index, settings.data_dir)
    library = Library(settings, index)
    library.start()
    allowance = DailyAllowance(history.spending, settings.chat_tokens_a_day) if settings.chat_tokens_a_day else None
    calm = Calm()
    metrics = Metrics(index)
    return Site(
        assistant,
        Answering(assistant, writer, allowance, calm.answering, metrics.count),
        index,
        settings,
        history,
        people_of(settings.data_dir),
        insights,
        library,
        Originals(settings.data_dir / LEDGER, passwords),
        PageImages(passwords),
        calm,
        metrics,
    )


def person_of(request: gr.Request) -> str:
    """Return who made a request: the name in their cookie, or the one they have just been given."""
    return str(request.request.state.person)  # type: ignore[union-attr]


def keeps_cookies(request: gr.Request) -> bool:
    """Return whether the request brought the cookie that its page was given."""
    return bool(request.request.state.is_known)  # type: ignore[union-attr]
