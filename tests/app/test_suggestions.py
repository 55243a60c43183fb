"""Next questions, made from the documents' own words and answered by them."""

import pytest

from app.assistant import Assistant
from app.suggestions import is_same_question, nearby_questions
from app.types import Turn
from retriever.reader import EvidenceReader


@pytest.fixture(scope="module")
def assistant(brief_index, encoder):
    return Assistant(brief_index, EvidenceReader())


@pytest.mark.parametrize(
    "question",
    ["Which agency leads the global camp cluster for disasters?", "When was IOM established?", "What is sand?"],
)
def test_three_questions_are_suggested_that_the_documents_answer(assistant, question):
    suggested = assistant.suggestions(assistant.ask(question))
    assert len(set(suggested)) == 3
    assert all(assistant.ask(one).citations for one in suggested)


def test_the_same_question_is_suggested_of_the_rows_next_to_the_one_that_answered(assistant):
    suggested = assistant.suggestions(assistant.ask("What is the budget for Myanmar?"))
    assert suggested[0] in ("What is the budget for Thailand?", "What is the budget for Bangladesh?")


def test_nothing_is_suggested_that_was_asked_or_said_before(assistant):
    answer = assistant.ask("What is the budget for Myanmar?")
    first = assistant.suggestions(answer)
    history = [turn for one in first for turn in (Turn("user", one), Turn("assistant", assistant.ask(one).text))]
    assert not set(first) & set(assistant.suggestions(answer, history))


def test_no_more_are_suggested_than_asked_for(assistant):
    assert len(assistant.suggestions(assistant.ask("When was IOM established?"), count=1)) == 1


def test_nothing_is_suggested_from_forbidden_documents(assistant):
    other = frozenset({"other"})
    assert assistant.suggestions(assistant.ask("When was IOM established?", collections=other), collections=other) == []


def test_an_answer_without_places_suggests_nothing(assistant):
    assert list(nearby_questions(assistant.ask("?"), assistant.document)) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("When was the office opened?", "when did the office open", True),
        ("What is the budget for Nepal?", "What is the budget for Fiji?", False),
        ("Why?", "Why?", True),
        ("Why?", "How?", False),
    ],
)
def test_the_same_question_in_nearly_the_same_words_is_known(one, other, same):
    assert is_same_question(one, other) is same
