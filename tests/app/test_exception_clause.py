"""Rules and their exceptions."""

import pytest

from app.exception_clause import companions
from retriever.types import Document, Section, Statement, StatementKind


def quoted_with(question, quote, *sentences, kind=StatementKind.SENTENCE):
    """The words that must be read with one of the sentences of a paragraph."""
    text = " ".join(sentences)
    statements = tuple(Statement(text.index(words), text.index(words) + len(words), kind) for words in sentences)
    section = Section((), 0, len(text), statements)
    document = Document("a.txt", "A", text, (section,), "hash")
    start = text.index(quote)
    return [text[slice(*span)] for span in companions(question, document, section, (start, start + len(quote)))]


RULE = "Staff may bring a bicycle into the office."


@pytest.mark.parametrize(
    "exception",
    [
        "However, the lobby is closed to it.",
        "This does not apply in winter.",
        "Unless it is wet, it stays by the desk.",
        "In exceptional cases the guard refuses.",
        "A bicycle stays out of the office except where the guard agrees.",
        "A bicycle of staff cannot be brought into the office at night.",
    ],
)
def test_an_exception_after_the_rule_goes_with_it(exception):
    assert quoted_with("May I bring my bicycle?", RULE, RULE, exception) == [exception]


@pytest.mark.parametrize(
    "following",
    [
        "The canteen opens at noon.",
        "The canteen is closed unless the cook comes.",
        "Visitors cannot use the lift.",
        "A bicycle is a vehicle with two wheels.",
    ],
)
def test_a_statement_about_something_else_does_not(following):
    assert quoted_with("May I bring my bicycle?", RULE, RULE, following) == []


def test_a_ban_that_names_what_was_asked_about_goes_with_the_rule():
    rule, ban = "You may work from home twice a week.", "Cooks cannot work from home."
    assert quoted_with("I'm a cook, may I stay at home?", rule, rule, ban) == [ban]
    assert quoted_with("May I stay at home?", rule, rule, ban) == []


def test_an_exception_that_leans_on_its_rule_brings_it():
    exception = "However, the office lobby is closed to them."
    assert quoted_with("Is the lobby closed?", exception, RULE, exception) == [RULE]


def test_only_questions_that_an_exception_changes_get_one():
    exception = "However, the lobby is closed to it."
    assert quoted_with("Who may bring a bicycle?", RULE, RULE, exception) == []
    assert quoted_with("What is a bicycle?", RULE, RULE, exception) == []


def test_rows_of_a_table_have_no_exceptions():
    assert quoted_with("May I?", RULE, RULE, "However, no.", kind=StatementKind.ROW) == []
