"""Values that a section sets out alike, each under its label: rows of a table, or facts one after another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.amounts import Amount, amounts
from retriever.terms import content_terms
from retriever.types import Document, Section, Span, Statement, StatementKind

_CELL_BORDER = re.compile(r"\s*\|\s*|\t+|\s{2,}")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One label with its values."""

    statement: Statement
    label_words: str
    label: frozenset[str]  # its terms
    values: tuple[Amount | None, ...]  # one for each column; None where a cell holds no amount, or several
    words: tuple[str, ...]  # of each value


@dataclass(frozen=True, slots=True)
class ValueTable:
    """At least two rows of the same kind that follow one another in a section."""

    document: Document
    section: Section
    rows: tuple[ValueRow, ...]
    columns: tuple[frozenset[str], ...]  # terms of each column's head; empty where it has none
    frame_words: str  # what says what the table is about: headings, captions, the sentences around it
    frame: frozenset[str]  # its terms

    @property
    def span(self) -> Span:
        """From the head, where there is one, to the last row."""
        first, last = self.rows[0].statement, self.rows[-1].statement
        return first.lead[0] if first.lead else first.start, last.end


def value_tables(document: Document, section: Section) -> list[ValueTable]:
    """The tables of a section, in order; facts whose values count different things are no table."""
    statements = section.statements
    found = []
    for (kind, _), run in groupby(enumerate(statements), key=lambda placed: _alike(document.text, placed[1])):
        places = [place for place, _ in run]
        if kind and len(places) > 1:
            found.append(_table(document, section, places))
    return found


def _alike(text: str, statement: Statement) -> tuple[StatementKind | None, object]:
    """What statements of one table have in common; the kind is None for what stands in no table."""
    if statement.kind is StatementKind.ROW and statement.lead:
        return StatementKind.ROW, statement.lead
    words = text[statement.start : statement.end]
    values = _fact_values(words) if statement.kind is StatementKind.FACT else []
    if len(values) == 1 and _terms(_fact_label(words, values[0])) - {values[0].unit}:
        return StatementKind.FACT, (statement.lead, values[0].unit)
    return None, None


def _table(document: Document, section: Section, places: Sequence[int]) -> ValueTable:
    statements = [section.statements[place] for place in places]
    texts = [document.text[statement.start : statement.end] for statement in statements]
    lead = statements[0].lead
    head = document.text[slice(*lead)] if lead else ""
    if statements[0].kind is StatementKind.FACT:
        read = [_fact_values(text)[0] for text in texts]
        rows = [_fact(*fact) for fact in zip(statements, texts, read, strict=True)]
        columns: tuple[frozenset[str], ...] = (frozenset(),)
    else:
        rows = [_row(statement, text) for statement, text in zip(statements, texts, strict=True)]
        columns = tuple(_terms(cell) for cell in _cells(head)[1:])
    around = " ".join((*section.path, head, *_around(document, section, places)))
    return ValueTable(document, section, tuple(rows), columns, around, _terms(around))


def _fact(statement: Statement, text: str, value: Amount) -> ValueRow:
    label = _fact_label(text, value)
    return ValueRow(statement, label, _terms(label), (value,), (text[slice(*value.span)],))


def _fact_values(text: str) -> list[Amount]:
    """The amounts of a fact; what stands in brackets only explains them."""
    return amounts(_IN_BRACKETS.sub(lambda brackets: " " * len(brackets[0]), text))


def _fact_label(text: str, value: Amount) -> str:
    """The words of a fact before its value, or after it where none stand before."""
    start, end = value.span
    return text[:start].strip(" :\n\t|") or text[end:].strip(" :\n\t|")


def _row(statement: Statement, text: str) -> ValueRow:
    label, *cells = _cells(text)
    return ValueRow(statement, label, _terms(label), tuple(_value(cell) for cell in cells), tuple(cells))


def _value(cell: str) -> Amount | None:
    found = amounts(cell)
    return found[0] if len(found) == 1 else None


def _cells(row: str) -> list[str]:
    return _CELL_BORDER.split(row.strip().strip("|").strip())


def _around(document: Document, section: Section, places: Sequence[int]) -> Iterator[str]:
    """Captions of the section, and the sentences next to the table; no other value, which has a name of its own."""
    statements = section.statements
    lead = statements[places[0]].lead
    before = [s for s in statements[: places[0]] if (s.start, s.end) != lead][-1:]
    for statement in (*before, *statements[places[-1] + 1 :][:1]):
        if statement.kind is StatementKind.SENTENCE:
            yield document.text[statement.start : statement.end]
    for start, end in document.furniture:
        if section.start <= start < section.end:
            yield document.text[start:end]


def _terms(text: str) -> frozenset[str]:
    return frozenset(content_terms(text))
