"""One conversation of one person: what they ask, and what is kept of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from app.history.records import Exchange, Vote
from app.types import Answer
from app.web.ask.conversation import Conversation, Shown, shown, turns
from app.web.site import Site
from retriever.errors import RetrieverError


@dataclass(frozen=True, slots=True)
class Opened:
    """A conversation as it stands; the id is empty for one in which nothing has been asked."""

    id: str = ""
    title: str = ""
    exchanges: Conversation = ()

    @property
    def is_busy(self) -> bool:
        """Whether the last question is still being answered."""
        return bool(self.exchanges) and self.exchanges[-1].is_open


@dataclass(frozen=True, slots=True)
class Begun:
    """A question that is being answered, after those before it."""

    id: str  # of the conversation
    title: str
    exchange_id: str
    earlier: tuple[Exchange, ...]


class Talks:
    """The conversations of everybody who visits a site. Safe to use from several threads."""

    def __init__(self, site: Site) -> None:
        """Answer from the site's documents and keep everything in its history."""
        self._site = site
        self._beginning = Lock()
        self._calm = site.calm

    def opened(self, person: str, id: str) -> Opened:
        """Return a conversation of the person; the empty one for no id.

        Raises:
            HistoryError: The person has none of this id, or the history cannot be read.
        """
        if not id:
            return Opened()
        title = self._site.history.conversation(person, id).title
        exchanges = self._site.history.exchanges(person, id)
        return Opened(id, title, self._shown(exchanges))

    def begin(self, person: str, id: str, question: str) -> Begun | None:
        """Add a question to a conversation, a new one where there is no id; None while one is being answered.

        Raises:
            HistoryError: The person has no such conversation, or the history cannot be written.
        """
        history = self._site.history
        with self._beginning:  # of two clicks at once, one asks
            id = id or history.start(person)
            earlier = tuple(history.exchanges(person, id))
            if earlier and earlier[-1].is_open:
                return None
            exchange_id = history.begin(person, id, question)
            return Begun(id, history.conversation(person, id).title, exchange_id, earlier)

    def answered(self, begun: Begun, question: str, as_understood: str | None = None) -> Shown:
        """Return the answer to a question that was begun, or why there is none; it is kept before it is shown.

        Args:
            begun: What `begin` returned.
            question: As the person typed it.
            as_understood: The question made whole, where the person has corrected it.

        Raises:
            HistoryError: The answer cannot be kept.
        """
        answer: Answer | None = None
        failure: str | None = None
        try:
            with self._calm.answering():
                answer = self._site.assistant.ask(question, turns(begun.earlier), as_understood=as_understood)
        except RetrieverError as error:
            failure = str(error)
        self._site.history.finish(begun.exchange_id, answer, failure)
        exchange = Exchange(begun.exchange_id, question, datetime.now(UTC), answer, failure)
        return self._shown([exchange])[0]

    def earlier(self, begun: Begun) -> Conversation:
        """Return the exchanges before the one that is being answered, as they are shown."""
        return self._shown(begun.earlier)

    def question(self, person: str, id: str, exchange_id: str) -> str:
        """Return what was asked in an exchange; empty where the conversation has no such exchange.

        Raises:
            HistoryError: The person has no such conversation, or the history cannot be read.
        """
        exchanges = self._site.history.exchanges(person, id)
        return next((one.question for one in exchanges if one.id == exchange_id), "")

    def take_back(self, person: str, id: str, exchange_id: str) -> str:
        """Take an exchange and all after it out of a conversation; return its question, empty where there is none.

        Raises:
            HistoryError: The person has no such conversation, or the history cannot be written.
        """
        question = self.question(person, id, exchange_id)
        if question:
            self._site.history.discard(person, exchange_id)
        return question

    def stop(self, person: str, id: str) -> str:
        """Take the question that is being answered out of a conversation, and return it; empty where there is none.

        Raises:
            HistoryError: The person has no such conversation, or the history cannot be written.
        """
        last = self._open_exchange(person, id)
        if last is None:
            return ""
        self._site.history.discard(person, last.id)
        return last.question

    def fail(self, person: str, id: str, words: str) -> None:
        """Let the question that is being answered end with a failure.

        Raises:
            HistoryError: The person has no such conversation, or the history cannot be written.
        """
        last = self._open_exchange(person, id)
        if last:
            self._site.history.finish(last.id, failure=words)

    def vote(self, person: str, exchange_id: str, vote: Vote | None) -> None:
        """Keep what the person thinks of a reply.

        Raises:
            HistoryError: The person has no such exchange, or the history cannot be written.
        """
        self._site.history.vote(person, exchange_id, vote)

    def suggestions(self, person: str, id: str, count: int) -> Sequence[str] | None:
        """Return questions that may come next and that the documents answer; none where nothing was answered.

        They are looked for while no question is being answered. None where the conversation went on meanwhile.

        Raises:
            HistoryError: The person has no such conversation, or the history cannot be read.
            RetrieverError: The index cannot be read.
        """
        exchanges = self._site.history.exchanges(person, id) if id else []
        last = exchanges[-1] if exchanges else None
        if last is None or last.answer is None or last.answer.abstention or not self._calm.comes():
            return []
        earlier = turns(exchanges[:-1])
        found = self._site.assistant.suggestions(last.answer, earlier, count, wanted=self._calm.comes)
        now = self._site.history.exchanges(person, id)
        return found if [one.id for one in now] == [one.id for one in exchanges] else None

    def _open_exchange(self, person: str, id: str) -> Exchange | None:
        last = self._site.history.exchanges(person, id)[-1:] if id else []
        return last[0] if last and last[0].is_open else None

    def _shown(self, exchanges: Iterable[Exchange]) -> Conversation:
        defined = self._site.index.acronyms()
        return tuple(shown(one, self._site.assistant.document, defined) for one in exchanges)
