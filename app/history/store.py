"""What people asked and were answered, kept in a database; each person reaches only what is theirs."""

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from app.history.answers import answer_from_json, answer_to_json
from app.history.database import HistoryDatabase
from app.history.errors import UnknownConversation
from app.history.migrations.upgrade import bring_up_to_date
from app.history.records import Asked, Conversation, Exchange, Vote
from app.history.spending import Spending
from app.history.tables import CONVERSATIONS, EXCHANGES, TICKS, Connection, Row, Select, exists, func, or_, select
from app.history.words import kept_text, like_pattern, searchable, title_of
from app.types import Answer

STOPPED = "Citewell was stopped while answering. Ask again."
UNTITLED = "New conversation"
# More words than these are not looked for.
MOST_WORDS = 12
UNKNOWN_CONVERSATION = "There is no such conversation. It may have been deleted."
UNKNOWN_EXCHANGE = "There is no such question. Its conversation may have been deleted."


class History:
    """The conversations, votes and ticks of everybody. Safe to share between threads.

    Opening it brings its tables up to date, and marks what an ended process left unanswered as `STOPPED`; where a
    process that shares the database is still answering, its `finish` takes that mark away again.

    Args:
        url: The database, as `sqlite:///history.sqlite3` or `postgresql+pg8000://user:password@host/name`.
        now: What gives the time, in UTC.

    Raises:
        HistoryTooNew: The database was made by a newer program.
        HistoryUnavailable: From here and every method: the database cannot be opened, read or written.
    """

    def __init__(self, url: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._database = HistoryDatabase(url)
        self.spending = Spending(self._database, now)
        with self._database.changing() as connection:
            bring_up_to_date(connection)
            unanswered = EXCHANGES.c.answer.is_(None) & EXCHANGES.c.failure.is_(None)
            connection.execute(EXCHANGES.update().where(unanswered).values(failure=STOPPED))

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def conversations(self, person: str, words: str = "") -> list[Conversation]:
        """Return the person's conversations, newest first.

        Args:
            person: Whose.
            words: Only those in which each of these words stands in the title, a question or an answer, be it within
                a longer word; case does not count.
        """
        table, query = CONVERSATIONS.c, _conversations_of(person)
        for word in searchable(words).split()[:MOST_WORDS]:
            pattern = like_pattern(word)
            in_exchange = exists().where(
                EXCHANGES.c.conversation_id == table.id, EXCHANGES.c.searched.like(pattern, escape="\\")
            )
            query = query.where(or_(table.searched.like(pattern, escape="\\"), in_exchange))
        newest_first = query.order_by(table.updated_at.desc(), table.created_at.desc(), table.id)
        with self._database.reading() as connection:
            return [Conversation(**row._mapping) for row in connection.execute(newest_first)]

    def conversation(self, person: str, id: str) -> Conversation:
        """Return what the list says of one conversation.

        Raises:
            UnknownConversation: The person has none of this id.
        """
        with self._database.reading() as connection:
            row = connection.execute(_conversations_of(person).where(CONVERSATIONS.c.id == id)).one_or_none()
        if row is None:
            raise UnknownConversation(UNKNOWN_CONVERSATION)
        return Conversation(**row._mapping)

    def start(self, person: str) -> str:
        """Make a conversation for the person, without a title and without exchanges; return its id."""
        id, now = _new_id(), self._now()
        row = {"id": id, "person": person, "title": UNTITLED, "is_named": False, "searched": ""}
        with self._database.changing() as connection:
            connection.execute(CONVERSATIONS.insert().values(**row, created_at=now, updated_at=now))
        return id

    def rename(self, person: str, id: str, title: str) -> None:
        """Give the conversation a title, cut where it is too long; an empty one brings its first question back.

        Raises:
            UnknownConversation: The person has none of this id.
        """
        with self._database.changing() as connection:
            _own(connection, person, id)
            named = title_of(title)
            shown = named or _first_question_title(connection, id)
            connection.execute(
                CONVERSATIONS.update()
                .where(CONVERSATIONS.c.id == id)
                .values(title=shown, is_named=bool(named), searched=searchable(shown), updated_at=self._now())
            )

    def delete(self, person: str, id: str) -> None:
        """Delete the conversation with all that belongs to it.

        Raises:
            UnknownConversation: The person has none of this id.
        """
        with self._database.changing() as connection:
            _own(connection, person, id)
            connection.execute(CONVERSATIONS.delete().where(CONVERSATIONS.c.id == id))

    def exchanges(self, person: str, id: str) -> list[Exchange]:
        """Return the exchanges of the conversation, first to last.

        Raises:
            UnknownConversation: The person has none of this id.
        """
        query = EXCHANGES.select().where(EXCHANGES.c.conversation_id == id).order_by(EXCHANGES.c.number)
        with self._database.reading() as connection:
            _own(connection, person, id, locked=False)
            rows = connection.execute(query).all()
        return [Exchange(row.id, row.question, row.asked_at, _answer(row), row.failure, _vote(row)) for row in rows]

    def begin(self, person: str, conversation_id: str, question: str) -> str:
        """Add a question to the end of the conversation, not answered yet; return the id of its exchange.

        Raises:
            UnknownConversation: The person has no such conversation.
        """
        id, now, kept = _new_id(), self._now(), kept_text(question)
        with self._database.changing() as connection:
            is_named = _own(connection, person, conversation_id).is_named
            last = select(func.max(EXCHANGES.c.number)).where(EXCHANGES.c.conversation_id == conversation_id)
            number = (connection.execute(last).scalar() or 0) + 1
            row = {"id": id, "conversation_id": conversation_id, "number": number, "question": kept}
            connection.execute(
                EXCHANGES.insert().values(**row, asked_at=now, vote_reason="", searched=searchable(kept))
            )
            changed: dict[str, Any] = {"updated_at": now}
            if not is_named:
                changed["title"] = _first_question_title(connection, conversation_id)
                changed["searched"] = searchable(changed["title"])
            connection.execute(CONVERSATIONS.update().where(CONVERSATIONS.c.id == conversation_id).values(**changed))
        return id

    def finish(self, exchange_id: str, answer: Answer | None = None, failure: str | None = None) -> None:
        """Keep the answer to a question, or the reason there is none; nothing where it was deleted meanwhile.

        Raises:
            ValueError: Neither is given, or both.
        """
        if (answer is None) == (failure is None):
            raise ValueError("an exchange ends with an answer or a failure")
        its = EXCHANGES.c.id == exchange_id
        with self._database.changing() as connection:
            question = connection.execute(select(EXCHANGES.c.question).where(its)).scalar()
            if question is None:
                return
            kept = (
                {"answer": answer_to_json(answer), "failure": None} if answer else {"failure": kept_text(failure or "")}
            )
            searched = searchable(question, *_words_of(answer))
            connection.execute(EXCHANGES.update().where(its).values(**kept, searched=searched))

    def discard(self, person: str, exchange_id: str) -> None:
        """Delete the exchange and all later ones of its conversation.

        Raises:
            UnknownConversation: The person has no such exchange.
        """
        with self._database.changing() as connection:
            exchange = _own_exchange(connection, person, exchange_id)
            same = EXCHANGES.c.conversation_id == exchange.conversation_id
            connection.execute(EXCHANGES.delete().where(same, EXCHANGES.c.number >= exchange.number))

    def vote(self, person: str, exchange_id: str, vote: Vote | None) -> None:
        """Keep what the person thought of an answer in place of what they thought before; None takes it back.

        Raises:
            UnknownConversation: The person has no such exchange.
        """
        with self._database.changing() as connection:
            _own_exchange(connection, person, exchange_id)
            connection.execute(
                EXCHANGES.update()
                .where(EXCHANGES.c.id == exchange_id)
                .values(vote_is_up=vote and vote.is_up, vote_reason=kept_text(vote.reason) if vote else "")
            )

    def asked(self, since: datetime | None = None) -> list[Asked]:
        """Return what everybody asked, first to last, without who; from `since` on, where it is given.

        A question that is being answered has neither answer nor failure.
        """
        query = EXCHANGES.select().order_by(EXCHANGES.c.asked_at, EXCHANGES.c.id)
        if since:
            query = query.where(EXCHANGES.c.asked_at >= since)
        with self._database.reading() as connection:
            return [_asked(row) for row in connection.execute(query)]

    def ticks(self, person: str) -> frozenset[str]:
        """Return the keys of what the person has ticked."""
        with self._database.reading() as connection:
            return frozenset(connection.execute(select(TICKS.c.key).where(TICKS.c.person == person)).scalars())

    def tick(self, person: str, key: str, on: bool) -> None:
        """Tick what the key stands for, at most 256 characters, or take the tick away; twice is as once."""
        its = (TICKS.c.person == person) & (TICKS.c.key == key)
        with self._database.changing() as connection:
            connection.execute(TICKS.delete().where(its))
            if on:
                connection.execute(TICKS.insert().values(person=person, key=key))


def _conversations_of(person: str) -> Select[Any]:
    table = CONVERSATIONS.c
    count = select(func.count()).where(EXCHANGES.c.conversation_id == table.id).scalar_subquery().label("exchanges")
    return select(table.id, table.title, table.created_at, table.updated_at, count).where(table.person == person)


def _own(connection: Connection, person: str, id: str, *, locked: bool = True) -> Row[Any]:
    """Return the person's conversation; where locked, nobody else changes it until the transaction ends."""
    query = CONVERSATIONS.select().where(CONVERSATIONS.c.id == id, CONVERSATIONS.c.person == person)
    row = connection.execute(query.with_for_update() if locked else query).one_or_none()
    if row is None:
        raise UnknownConversation(UNKNOWN_CONVERSATION)
    return row


def _own_exchange(connection: Connection, person: str, exchange_id: str) -> Row[Any]:
    row = connection.execute(EXCHANGES.select().where(EXCHANGES.c.id == exchange_id)).one_or_none()
    if row is None:
        raise UnknownConversation(UNKNOWN_EXCHANGE)
    try:
        _own(connection, person, row.conversation_id)
    except UnknownConversation:
        raise UnknownConversation(UNKNOWN_EXCHANGE) from None
    return row


def _first_question_title(connection: Connection, id: str) -> str:
    of_it = EXCHANGES.c.conversation_id == id
    query = select(EXCHANGES.c.question).where(of_it).order_by(EXCHANGES.c.number).limit(1)
    return title_of(connection.execute(query).scalar() or "") or UNTITLED


def _words_of(answer: Answer | None) -> tuple[str, ...]:
    """The words of an answer that a search finds: those shown, and those quoted."""
    return (answer.text, *(citation.quote for citation in answer.citations)) if answer else ()


def _answer(row: Row[Any]) -> Answer | None:
    return answer_from_json(row.answer) if row.answer else None


def _vote(row: Row[Any]) -> Vote | None:
    return None if row.vote_is_up is None else Vote(row.vote_is_up, row.vote_reason)


def _asked(row: Row[Any]) -> Asked:
    answer = _answer(row)
    standalone = answer.standalone_question if answer else row.question
    return Asked(row.id, row.question, standalone, row.asked_at, answer, row.failure, _vote(row))


def _new_id() -> str:
    return secrets.token_hex(12)
