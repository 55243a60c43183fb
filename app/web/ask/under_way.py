"""An answer that is being made, for whoever waits for it; it is made to its end though nobody does."""

import logging
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from threading import Event

from app.answering import Answering, Asked
from app.chat.records import Stopped
from app.history.errors import HistoryError
from app.history.records import Exchange
from app.types import Answer
from app.web.ask.notices import UNEXPECTED
from retriever.errors import RetrieverError

# Keeps an answer, or the reason why there is none, and returns the exchange.
Keep = Callable[[Answer | None, str | None], Exchange]

LOG = logging.getLogger(__name__)


class UnderWay:
    """One answer on its way from the thread that makes it to the one that shows it."""

    def __init__(self, writer: str | None) -> None:
        """Begin with nothing.

        Args:
            writer: The chat model that is to write it; None where it is quoted.
        """
        self.writer = writer
        self.latest: Answer | None = None  # a written one with its first claims, while it grows
        self._stop = Event()
        self._coming: SimpleQueue[Answer | Exchange | HistoryError | None] = SimpleQueue()

    def stop(self) -> None:
        """Spend nothing more on it; nothing of it is kept from now on."""
        self._stop.set()

    def make(self, answering: Answering, asked: Asked, keep: Keep) -> None:
        """Make the answer to its end and keep it, unless it is stopped. Nothing is raised: `seen` does that."""
        came: Exchange | HistoryError | None = None
        try:
            answer, failure = self._made(answering, asked)
            came = None if self._stop.is_set() else keep(answer, failure)
        except HistoryError as error:
            came = error
        finally:
            self._coming.put(came)

    def seen(self) -> Iterator[Answer | Exchange]:
        """Yield a written answer as it grows, then the exchange of any; the latter does not come where it is stopped.

        Raises:
            HistoryError: The answer cannot be kept.
        """
        while (came := self._coming.get()) is not None:
            if isinstance(came, HistoryError):
                raise came
            yield came
            if isinstance(came, Exchange):
                return

    def _made(self, answering: Answering, asked: Asked) -> tuple[Answer | None, str | None]:
        """The answer, or the reason why there is none; neither where it is stopped."""
        answer: Answer | None = None
        try:
            for answer in answering.answer(asked, self._stop):
                self._grow(answer)
        except Stopped:
            return None, None
        except RetrieverError as error:
            return None, str(error)
        except Exception:
            LOG.exception("a question could not be answered")
            return None, UNEXPECTED
        return answer, None

    def _grow(self, answer: Answer) -> None:
        """Show more of a written answer; a quoted one comes at once."""
        shown = len(self.latest.claims) if self.latest else 0
        if answer.mode == "written" and len(answer.claims) > shown:
            self.latest = answer
            self._coming.put(answer)
