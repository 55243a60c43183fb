"""One conversation of one person: what they ask, and what is kept of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Lock, Thread

from app.answering import Asked
from app.history.records import Exchange, Vote
from app.types import Answer
from app.web.ask.conversation import Conversation, Shown, shown, turns
from app.web.ask.under_way import UnderWay
from app.web.site import Site


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
    under_way: UnderWay


class Talks:
    """The conversations of everybody who visits a site. Safe to use from several threads."""

    def __init__(self, site: Site) -> None:
        """Answer from the site's documents and keep everything in its history."""
        self._site = site
        self._beginning = Lock()
        self._under_way: dict[str, UnderWay] = {}  # by the id of the exchange
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

    def begin(self, id: str, asked: Asked) -> Begun | None:
        """Add a question to a conversation and begin to answer it; None while another one is being answered.

        The answer is made to its end and kept though nobody waits for it.

        Args:
            id: The conversation's; empty for a new one.
            asked: What is asked and by whom; what went before is the conversation's.

        Raises:
            HistoryError: The person has no such conversation, or the history cannot be written.
        """
        history = self._site.history
        with self._beginning:  # of two clicks at once, one asks
            id = id or history.start(asked.person)
            earlier = tuple(history.exchanges(asked.person, id))
            if earlier and earlier[-1].is_open:
                return None
            exchange_id = history.begin(asked.person, id, asked.question)
            under_way = UnderWay(None if asked.mode == "quoted" else self._site.answering.model)
            self._under_way[exchange_id] = under_way
        asked = replace(asked, history=tuple(turns(earlier)))
        # As a daemon it does not hold up the end of the program; what it leaves is marked when the history is opened.
        Thread(target=self._answer, args=(exchange_id, asked), daemon=True).start()
        return Begun(id, history.conversation(asked.person, id).title, exchange_id, earlier, under_way)

    def answered(self, begun: Begun) -> Iterator[Shown]:
        """Yield the answer to a question that was begun as it grows, then whole, or why there is none.

        It is kept before it is shown whole. Where it is stopped, what has come is all.

        Raises:
            HistoryError: The answer cannot be kept.
        """
        for came in begun.under_way.seen():
            if isinstance(came, Exchange):
                yield self._shown([came])[0]
            else:
                yield self._growing(begun.exchange_id, came)

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
            last = self._open_exchange(person, id)
            self._site.history.discard(person, exchange_id)
            self._stop(last)
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
        self._stop(last)
        return last.question

    def delete(self, person: str, id: str) -> None:
        """Delete a conversation; what is being answered in it is stopped.

        Raises:
            HistoryError: The person has no such conversation, or the history cannot be written.
        """
        last = self._open_exchange(person, id)
        self._site.history.delete(person, id)
        self._stop(last)

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

    def _stop(self, exchange: Exchange | None) -> None:
        """Stop what is being answered; nothing where it is answered already."""
        under_way = self._under_way.get(exchange.id) if exchange else None
        if under_way:
            under_way.stop()

    def _answer(self, exchange_id: str, asked: Asked) -> None:
        def keep(answer: Answer | None, failure: str | None) -> Exchange:
            self._site.history.finish(exchange_id, answer, failure)
            return Exchange(exchange_id, asked.question, datetime.now(UTC), answer, failure)

        try:
            self._under_way[exchange_id].make(self._site.answering, asked, keep)
        finally:
            del self._under_way[exchange_id]

    def _growing(self, exchange_id: str, answer: Answer) -> Shown:
        exchange = Exchange(exchange_id, answer.question, datetime.now(UTC), answer)
        return replace(self._shown([exchange])[0], is_growing=True)

    def _shown(self, exchanges: Iterable[Exchange]) -> Conversation:
        defined, model = self._site.index.acronyms(), self._site.answering.model
        return tuple(self._as_it_stands(shown(one, self._site.assistant.document, defined, model)) for one in exchanges)

    def _as_it_stands(self, exchange: Shown) -> Shown:
        """The exchange with what has come of an answer that is being made."""
        under_way = self._under_way.get(exchange.id) if exchange.is_open else None
        if under_way is None:
            return exchange
        if under_way.latest is None:
            return replace(exchange, writer=under_way.writer)
        return self._growing(exchange.id, under_way.latest)
