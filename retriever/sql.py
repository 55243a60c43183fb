"""Pieces of SQL statements whose number of values is known only when they run."""

from collections.abc import Collection, Iterator, Sequence

# Values in one SQL statement; the limit of older SQLite is 999.
MOST_VALUES = 500


def collection_clause(column: str, collections: Collection[str] | None) -> tuple[str, list[str]]:
    """SQL that is true for rows of these collections, with its values; None for every row."""
    if collections is None:
        return "1", []
    return f"{column} IN ({marks(collections)})", sorted(collections)


def marks(values: Collection[str]) -> str:
    """As many question marks as there are values."""
    return ",".join("?" * len(values))


def runs(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """The values in runs short enough for one SQL statement."""
    for start in range(0, len(values), MOST_VALUES):
        yield values[start : start + MOST_VALUES]
