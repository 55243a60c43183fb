"""What each person has used of the chat model, by day."""

from app.history.migrations.upgrade import Operations
from app.history.tables import Column, Integer, String

revision = "0002"
down_revision = "0001"


def upgrade(operations: Operations) -> None:
    """Make the table with its index."""
    operations.create_table(
        "spending",
        Column("id", Integer, primary_key=True),
        Column("person", String(128), nullable=False),
        Column("day", String(10), nullable=False),
        Column("tokens", Integer, nullable=False),
    )
    operations.create_index("ix_spending_person_day", "spending", ["person", "day"])
