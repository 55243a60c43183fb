"""The value of a row asked for by its name."""

import pytest

from app.row_lookup import find_row
from app.value_table import value_tables
from retriever.types import Document, Section, Statement, StatementKind


def tables(*facts, heading="Grants of the year", title="Relief Agency report"):
    """The tables of a section made of these facts."""
    text = "\n\n".join(facts)
    statements = tuple(Statement(text.index(fact), text.index(fact) + len(fact), StatementKind.FACT) for fact in facts)
    section = Section((heading,), 0, len(text), statements)
    return value_tables(Document("a.txt", title, text, (section,), "hash"), section)


GRANTS = ("NEPAL\nUSD 3 M", "GUINEA\nUSD 1 M", "PAPUA NEW GUINEA\nUSD 4 M", "KENYA\nUSD 2 M")


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("What is the grant for Nepal?", "NEPAL"),
        ("What's the grant for Nepal?", "NEPAL"),
        ("How much money does Kenya get?", "KENYA"),
        ("budget Kenya", "KENYA"),
        ("How big is the Kenyan grant?", "KENYA"),
        ("What is the grant for Papua New Guinea?", "PAPUA NEW GUINEA"),
        ("What is the grant for Guinea?", "GUINEA"),
        ("What is the Agency's grant for Nepal?", "NEPAL"),
    ],
)
def test_a_row_is_found_by_its_whole_label(question, label):
    found = find_row(question, tables(*GRANTS))
    assert found.row.label_words == label


@pytest.mark.parametrize(
    "question",
    [
        "What is the grant for Bhutan?",  # no row
        "What is the population of Nepal?",  # not what the values are
        "How many grants are there in Nepal?",  # money counts no grants
        "What does the Agency do in Nepal?",  # says nothing of a value
        "What was the grant for Nepal in 2017?",  # a year that the table does not tell
        "Who gives the grant for Nepal?",
        "Is there a grant for Nepal?",
        "Nepal",
    ],
)
def test_no_row_answers_what_its_table_does_not_say(question):
    assert find_row(question, tables(*GRANTS)) is None


def test_two_rows_are_no_table():
    assert find_row("What is the grant for Nepal?", tables(*GRANTS[:2])) is None


def test_two_rows_of_one_name_are_told_apart_by_nothing():
    assert find_row("What is the grant for Nepal?", tables(*GRANTS, "Nepal\nUSD 9 M")) is None


STAFF = (
    "Country | Focal point | Yearly grant",
    "Nepal | Ada Roy | USD 3 M",
    "Kenya | Ben Otieno | USD 2 M",
    "Peru | – | –",
)


def sheet(*rows, heading="Offices of the agency"):
    """The tables of a section whose first row is the head of the others."""
    text = "\n".join(rows)
    places = [(text.index(row), text.index(row) + len(row)) for row in rows]
    statements = tuple(Statement(*place, StatementKind.ROW, places[0] if i else None) for i, place in enumerate(places))
    section = Section((heading,), 0, len(text), statements)
    return value_tables(Document("a.csv", "Agency", text, (section,), "hash"), section)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Who is the focal point for Nepal?", "Ada Roy"),
        ("What is the yearly grant for Kenya?", "USD 2 M"),
        ("What is the grant for Nepal?", "USD 3 M"),
        ("Who is the focal point for Peru?", None),
    ],
)
def test_the_cell_under_the_head_that_is_asked_for_is_the_short_answer(question, short):
    assert find_row(question, sheet(*STAFF)).short == short


@pytest.mark.parametrize(
    "question", ["Who is the director for Nepal?", "Where is the office of Nepal?", "Who is in Nepal?"]
)
def test_no_cell_answers_what_no_head_says(question):
    assert find_row(question, sheet(*STAFF)) is None
