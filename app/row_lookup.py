"""Questions for the value of one row, answered from the table that holds it."""

from collections.abc import Iterable

from app.asked_amount import amount_words, is_about
from app.same_name import share_held
from app.value_table import ValueRow, ValueTable
from retriever.evidence_type import AnswerType, answer_type
from retriever.terms import names

# Fewer rows may be like each other by chance.
LEAST_ROWS = 3
# A value is asked for by its amount, or by its name alone.
_ASKED = (AnswerType.NUMBER, AnswerType.OTHER, AnswerType.DEFINITION)


def find_row(question: str, tables: Iterable[ValueTable]) -> tuple[ValueTable, ValueRow] | None:
    """The row of the first table that the question is about whose whole label it names; the longest of several.

    None where the question says anything that neither the label nor what stands around the table says.
    """
    if answer_type(question) not in _ASKED:
        return None
    asked = amount_words(question)
    for table in tables:
        named = [row for row in table.rows if share_held(row.label, asked) == 1.0]
        longest = max((len(row.label) for row in named), default=0)
        fitting = [row for row in named if len(row.label) == longest]
        if len(table.rows) < LEAST_ROWS or len(fitting) != 1 or not any(fitting[0].values):
            continue
        named_by = {word for word in asked if share_held([word], fitting[0].label)}
        says_what = asked - named_by - frozenset(names(question))
        if says_what and is_about(table, question, range(len(table.columns)), named_by):
            return table, fitting[0]
    return None
