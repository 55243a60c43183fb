"""Questions for the largest or smallest of something, answered by comparing the values of a table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.amounts import YEAR
from app.asked_amount import amount_words, is_about, names_a_part
from app.value_table import ValueRow, ValueTable
from retriever.terms import content_terms

_MOST = r"largest|biggest|highest|greatest|most|longest|maximum"
_LEAST = r"smallest|lowest|least|fewest|shortest|cheapest|minimum"
_LATEST = r"latest|newest|last|(?:most )?recent(?:ly)?"
_EARLIEST = r"earliest|oldest|first"
_ASKS = re.compile(
    rf"^(?!\W*(?:is|are|was|were|do|does|did|can|may|must|should|will|has|have)\b).*?"
    rf"(?<!at )\b(?:(?P<latest>{_LATEST})|(?P<earliest>{_EARLIEST})|(?P<most>{_MOST})|(?P<least>{_LEAST}))\b",
    re.IGNORECASE,
)
# Two values have a larger one, but two rows are seldom all there is to compare.
LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Winners:
    """The rows with the value that was asked for, more than one where they tie, and their table."""

    table: ValueTable
    rows: tuple[ValueRow, ...]


def find_winners(question: str, tables: Iterable[ValueTable]) -> Winners | None:
    """The row of the first table that the question is about whose value is the largest, or whichever is asked for.

    None where the question asks for no such thing, no table is about it, or not every row has a value of one unit.
    """
    asked = _ASKS.match(question)
    if asked is None:
        return None
    of_years = bool(asked["latest"] or asked["earliest"])
    words = amount_words(question) - frozenset(content_terms(asked[asked.lastgroup or 0]))
    for table in tables:
        column = _column(table, words, of_years=of_years)
        if column is None or len(table.rows) < LEAST_ROWS or names_a_part(table, question):
            continue
        if is_about(table, question, [column], frozenset(content_terms(asked[asked.lastgroup or 0]))):
            return Winners(table, _extreme(table.rows, column, largest=bool(asked["most"] or asked["latest"])))
    return None


def _column(table: ValueTable, words: frozenset[str], *, of_years: bool) -> int | None:
    """The only column with values, or the one whose head the question names best, if its values can be compared."""
    columns = range(max(len(row.values) for row in table.rows))
    valued = [column for column in columns if any(row.values[column : column + 1] != (None,) for row in table.rows)]
    if len(valued) > 1:
        shared = {column: len(words & table.columns[column]) for column in valued if column < len(table.columns)}
        most = max(shared.values(), default=0)
        valued = [column for column, count in shared.items() if most and count == most]
    if len(valued) != 1 or not _is_comparable(table.rows, valued[0], of_years=of_years):
        return None
    return valued[0]


def _is_comparable(rows: Sequence[ValueRow], column: int, *, of_years: bool) -> bool:
    values = [row.values[column] if column < len(row.values) else None for row in rows]
    units = {value.unit for value in values if value}
    return None not in values and len(units) == 1 and (YEAR in units) == of_years


def _extreme(rows: Sequence[ValueRow], column: int, *, largest: bool) -> tuple[ValueRow, ...]:
    values = [value.value for row in rows if (value := row.values[column])]
    wanted = max(values) if largest else min(values)
    return tuple(row for row, value in zip(rows, values, strict=True) if value == wanted)
