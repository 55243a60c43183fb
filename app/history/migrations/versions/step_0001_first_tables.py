"""The first tables: conversations, their exchanges, and ticks."""

from app.history.migrations.upgrade import Operations
from app.history.tables import Boolean, Column, ForeignKey, Integer, String, Text, UniqueConstraint, UtcDateTime

revision = "0001"
down_revision = None


def upgrade(operations: Operations) -> None:
    """Make the three tables with their indexes."""
    operations.create_table(
        "conversations",
        Column("id", String(24), primary_key=True),
        Column("person", String(128), nullable=False),
        Column("title", Text, nullable=False),
        Column("is_named", Boolean, nullable=False),
        Column("searched", Text, nullable=False),
        Column("created_at", UtcDateTime, nullable=False),
        Column("updated_at", UtcDateTime, nullable=False),
    )
    operations.create_index("ix_conversations_person_updated_at", "conversations", ["person", "updated_at"])
    operations.create_table(
        "exchanges",
        Column("id", String(24), primary_key=True),
        Column("conversation_id", String(24), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
        Column("number", Integer, nullable=False),
        Column("question", Text, nullable=False),
        Column("asked_at", UtcDateTime, nullable=False),
        Column("answer", Text, nullable=True),
        Column("failure", Text, nullable=True),
        Column("vote_is_up", Boolean, nullable=True),
        Column("vote_reason", Text, nullable=False),
        Column("searched", Text, nullable=False),
        UniqueConstraint("conversation_id", "number", name="uq_exchanges_conversation_id_number"),
    )
    operations.create_index("ix_exchanges_asked_at", "exchanges", ["asked_at"])
    operations.create_table(
        "ticks",
        Column("person", String(128), primary_key=True),
        Column("key", String(256), primary_key=True),
    )
