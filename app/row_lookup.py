"""Questions for the value of one row, answered from the table that holds it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.asked_amount import amount_words, is_about
from app.same_name import share_held
from app.value_table import ValueRow, ValueTable
from retriever.evidence_type import AnswerType, answer_type
from retriever.terms import names

# Fewer rows may be like each other by chance.
LEAST_ROWS = 3
# A value is asked for by its amount, or by its name alone; anything else by the whole head of its column.
_ASKED = (AnswerType.NUMBER, AnswerType.OTHER, AnswerType.DEFINITION)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """The row that a question asks for, and its cell that answers, where the question says which."""

    table: ValueTable
    row: ValueRow
    short: str | None


def find_row(question: str, tables: Iterable[ValueTable]) -> FoundRow | None:
    """The row of the first table that the question is about whose whole label it names; the longest of several.

    None where the question says anything that neither the label nor what stands around the table says.
    """
    is_amount = answer_type(question) in _ASKED
    asked = amount_words(question)
    for table in tables:
        named = [row for row in table.rows if share_held(row.label, asked) == 1.0]
        longest = max((len(row.label) for row in named), default=0)
        fitting = [row for row in named if len(row.label) == longest]
        if len(table.rows) < LEAST_ROWS or len(fitting) != 1:
            continue
        row = fitting[0]
        column = _asked_column(table, asked)
        names_head = column is not None and frozenset() < table.columns[column] <= asked
        if not names_head and not (is_amount and any(row.values)):
            continue
        named_by = {word for word in asked if share_held([word], row.label)}
        says_what = asked - named_by - frozenset(names(question))
        if says_what and is_about(table, question, range(len(table.columns)), named_by):
            return FoundRow(table, row, _short(row, column))
    return None


def _asked_column(table: ValueTable, asked: frozenset[str]) -> int | None:
    """The only column, or the one whose head the question names best; None where it names none, or two as well."""
    if len(table.columns) == 1:
        return 0
    shared = [len(head & asked) for head in table.columns]
    most = max(shared, default=0)
    return shared.index(most) if most and shared.count(most) == 1 else None


def _short(row: ValueRow, column: int | None) -> str | None:
    """The cell's words, if it has any."""
    words = row.words[column] if column is not None and column < len(row.words) else ""
    return words if any(map(str.isalnum, words)) else None
