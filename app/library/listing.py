"""Find rows of the library by words, and put them in order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.library.records import LibraryRow, State

_NEVER = datetime.min.replace(tzinfo=UTC)
_KEYS: Mapping[str, Callable[[LibraryRow], Any]] = {
    "title": lambda row: row.title.casefold(),
    "kind": lambda row: row.kind.casefold(),
    "pages": lambda row: row.pages,
    "passages": lambda row: row.passages,
    "size": lambda row: row.size_bytes,
    "read": lambda row: row.read_at or _NEVER,
    # What needs somebody's attention comes last, or first the other way round.
    "state": lambda row: (list(State).index(row.state), len(row.problems)),
}
COLUMNS = tuple(_KEYS)


@dataclass(frozen=True, slots=True)
class Order:
    """By what rows are ordered."""

    column: str = "title"
    descending: bool = False

    def by(self, column: str) -> "Order":
        """The order once somebody has asked for a column: a second time turns it round; unknown ones change nothing."""
        if column not in _KEYS:
            return self
        return Order(column, descending=column == self.column and not self.descending)


def ordered(rows: Sequence[LibraryRow], order: Order) -> list[LibraryRow]:
    """Return the rows in order; ties by title, then source."""
    settled = sorted(rows, key=lambda row: (row.title.casefold(), row.source))
    return sorted(settled, key=_KEYS[order.column], reverse=order.descending)


def found(rows: Sequence[LibraryRow], words: str) -> list[LibraryRow]:
    """Return the rows that hold every word, or part of a word, somewhere in what the table tells of them."""
    sought = words.casefold().split()
    return [row for row in rows if all(word in _told(row) for word in sought)]


def _told(row: LibraryRow) -> str:
    return " ".join((row.title, row.source, row.kind, row.collection, row.state, *row.problems)).casefold()
