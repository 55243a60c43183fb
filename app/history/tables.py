"""The tables of the history. The one module that imports SQLAlchemy: the rest of this room takes its names here."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Dialect,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Row,
    Select,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    create_engine,
    event,
    exists,
    func,
    make_url,
    or_,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

__all__ = [
    "CONVERSATIONS",
    "EXCHANGES",
    "METADATA",
    "SPENDING",
    "TICKS",
    "ArgumentError",
    "Boolean",
    "Column",
    "Connection",
    "DBAPIError",
    "Engine",
    "ForeignKey",
    "Integer",
    "NoSuchModuleError",
    "Row",
    "SQLAlchemyError",
    "Select",
    "String",
    "Text",
    "UniqueConstraint",
    "UtcDateTime",
    "create_engine",
    "event",
    "exists",
    "func",
    "make_url",
    "or_",
    "select",
    "text",
]

ID_CHARS = 24
PERSON_CHARS = 128
KEY_CHARS = 256
DAY_CHARS = 10


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, in UTC both in the database and in the program; SQLite itself knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


METADATA = MetaData()

CONVERSATIONS = Table(
    "conversations",
    METADATA,
    Column("id", String(ID_CHARS), primary_key=True),
    Column("person", String(PERSON_CHARS), nullable=False),
    Column("title", Text, nullable=False),
    Column("is_named", Boolean, nullable=False),  # by the person, so that a question no longer changes the title
    Column("searched", Text, nullable=False),  # the title as `searchable` makes it
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Index("ix_conversations_person_updated_at", "person", "updated_at"),
)

EXCHANGES = Table(
    "exchanges",
    METADATA,
    Column("id", String(ID_CHARS), primary_key=True),
    Column("conversation_id", String(ID_CHARS), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),  # 1 for the conversation's first; gaps where some were discarded
    Column("question", Text, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("answer", Text, nullable=True),  # JSON, see answers.py
    Column("failure", Text, nullable=True),
    Column("vote_is_up", Boolean, nullable=True),
    Column("vote_reason", Text, nullable=False),
    Column("searched", Text, nullable=False),  # question and answer as `searchable` makes them
    UniqueConstraint("conversation_id", "number", name="uq_exchanges_conversation_id_number"),
    Index("ix_exchanges_asked_at", "asked_at"),
)

TICKS = Table(
    "ticks",
    METADATA,
    Column("person", String(PERSON_CHARS), primary_key=True),
    Column("key", String(KEY_CHARS), primary_key=True),
)

SPENDING = Table(
    "spending",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("person", String(PERSON_CHARS), nullable=False),
    Column("day", String(DAY_CHARS), nullable=False),  # in UTC, as 2026-11-23
    Column("tokens", Integer, nullable=False),  # of the chat model, in and out, for one answer
    Index("ix_spending_person_day", "person", "day"),
)
