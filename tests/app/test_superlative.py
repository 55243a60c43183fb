"""Which row has the largest or smallest value, and where none can be told."""

import pytest

from app.superlative import find_winners
from app.value_table import value_tables
from retriever.types import Document, Section, Statement, StatementKind

FACT, ROW = StatementKind.FACT, StatementKind.ROW


def tables(*rows, kind=FACT, heading="Prizes of the fair", head=None, furniture=None):
    """The tables of a section made of these lines."""
    lines = [*([head] if head else []), *rows, *([furniture] if furniture else [])]
    text = "\n\n".join(lines)
    starts = [text.index(line) for line in lines]
    lead = (0, len(head)) if head else None
    spans = [(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    caption = (spans.pop(),) if furniture else ()
    statements = tuple(Statement(*span, kind, lead if span != lead else None) for span in spans)
    section = Section((heading,), 0, len(text), statements)
    return value_tables(Document("a.txt", "Fair", text, (section,), "hash", furniture=caption), section)


def winners(question, found):
    won = find_winners(question, found)
    return won and [row.label_words for row in won.rows]


PRIZES = ("ROSES\nUSD 30", "LILIES\nUSD 1.2 K", "TULIPS\nUSD 400")


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("What is the largest prize?", "LILIES"),
        ("Which is the smallest prize of the fair?", "ROSES"),
        ("Who gets the most money?", "LILIES"),
    ],
)
def test_values_are_compared_by_what_they_are_worth(question, label):
    assert winners(question, tables(*PRIZES)) == [label]


def test_all_that_tie_win():
    assert winners("What is the smallest prize?", tables("A1\nUSD 5", "B2\nUSD 5", "C3\nUSD 9")) == ["A1", "B2"]


@pytest.mark.parametrize(
    "question",
    [
        "What is the prize for roses?",
        "Is the largest prize fair?",
        "Which garden is the largest?",
        "What is the prize for at most two roses?",
    ],
)
def test_other_questions_have_no_winner(question):
    assert winners(question, tables(*PRIZES)) is None


@pytest.mark.parametrize(
    "rows",
    [
        ("ROSES\nUSD 30", "LILIES\n12 days", "TULIPS\nUSD 400"),
        ("ROSES\nUSD 30", "LILIES\nUSD 40"),
        ("ROSES\nUSD 30", "LILIES\nEUR 40", "TULIPS\nUSD 400"),
    ],
)
def test_values_of_several_units_or_few_rows_have_no_winner(rows):
    assert winners("What is the largest prize?", tables(*rows)) is None


ROWS = {"kind": ROW, "head": "Bed | Roses 2021 | Roses 2022", "heading": "Garden"}


def test_the_column_that_the_question_names_is_compared():
    found = tables("North | 5 | 9", "South | 7 | 2", "West | 6 | 6", **ROWS)
    assert winners("Which bed had the most roses in 2021?", found) == ["South"]
    assert winners("Which bed had the most roses in 2022?", found) == ["North"]
    assert winners("Which bed had the most roses?", found) is None
    assert winners("Which bed had the most roses in 2020?", found) is None


def test_a_row_without_a_value_leaves_no_winner():
    found = tables("North | 5 | 9", "South | none | 2", "West | 6 | 6", **ROWS)
    assert winners("Which bed had the most roses in 2021?", found) is None


def test_years_are_compared_as_dates_only():
    founded = {"kind": ROW, "head": "Office | Opened", "heading": "Offices"}
    found = tables("Lima | 2011", "Oslo | 1998", "Rome | 2004", **founded)
    assert winners("Which office opened first?", found) == ["Oslo"]
    assert winners("Which is the latest office?", found) == ["Lima"]
    assert winners("Which office is the largest?", found) is None


def test_a_name_that_is_part_of_the_tables_name_leaves_no_winner():
    found = tables(*PRIZES, heading="Prizes of Kent and Sussex")
    assert winners("What is the largest prize of Kent?", found) is None
    assert winners("What is the largest prize of Kent and Sussex?", found) == ["LILIES"]


def test_a_caption_tells_what_the_values_are():
    assert winners("Which flower has the largest weight?", tables(*PRIZES)) is None
    captioned = tables(*PRIZES, furniture="Flower weight (grams)")
    assert winners("Which flower has the largest weight?", captioned) == ["LILIES"]
