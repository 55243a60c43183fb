"""When no answer is given."""

import json
from pathlib import Path

import pytest

from app.abstain import abstention_words, answer_from, find_abstention, is_unclear
from retriever.types import Evidence, Passage, Reading, Statement, StatementKind

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def reading(text, kind=StatementKind.SENTENCE, answerable=0.9):
    statement = Statement(0, len(text), kind)
    passage = Passage("p", "a.txt", "Relief in Asia", ("Budgets",), 0, len(text), text, (statement,))
    return Reading((Evidence(passage, statement, 0.9),), answerable)


NEPAL = "NEPAL\nUSD 2.6 M"


def test_a_likely_answer_is_given():
    assert find_abstention("What is the budget for Nepal?", reading(NEPAL, StatementKind.FACT), 0.5) is None


def test_an_unlikely_answer_is_not():
    unlikely, likely = (reading("It is.", answerable=probability) for probability in (0.59, 0.6))
    assert find_abstention("What is the garden worth?", unlikely, 0.6) == "not_in_documents"
    assert find_abstention("What is the garden worth?", likely, 0.6) is None


def test_the_dearer_a_wrong_answer_the_surer_one_must_be():
    # At a cost of 4, four right answers make up for a wrong one: from 4 in 5 on.
    assert answer_from(4) == 0.8
    assert answer_from(0.25) == 0.2


def test_nothing_found_is_not_in_the_documents():
    assert find_abstention("What is the garden worth?", Reading((), 0.0), 0.5) == "not_in_documents"


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How much goes to Bhutan?", "not_in_documents"),
        ("How much goes to Nepal and Bhutan?", None),
        ("How much goes to Asia?", None),  # a word of the title
        ("how much is the garden worth?", None),
    ],
)
def test_a_value_of_something_else_is_no_answer(question, reason):
    assert find_abstention(question, reading(NEPAL, StatementKind.FACT), 0.5) == reason


def test_a_sentence_may_answer_without_the_name():
    assert find_abstention("How much goes to Bhutan?", reading("Each country gets USD 2 M."), 0.5) is None


def test_a_value_of_a_country_answers_a_question_about_its_people():
    afghan = reading("AFGHANISTAN\nUSD 38.7 M", StatementKind.FACT)
    assert find_abstention("How large is the Afghan programme?", afghan, 0.5) is None
    assert find_abstention("How large is the Albanian programme?", afghan, 0.5) == "not_in_documents"


@pytest.mark.parametrize(
    "question",
    [
        "what is it?",
        "why",
        "tell me about it",
        "what about the other one?",
        "is it allowed?",
        "Is that possible?",
        "more details please",
        "how long does it take?",
        "can you explain that again",
        "hello",
    ],
)
def test_a_question_without_a_topic_is_unclear(question):
    assert find_abstention(question, reading(NEPAL), 0.5) == "unclear_question"


@pytest.mark.parametrize(
    "question",
    ["budget", "What is allowed?", "Is it allowed to travel?", "what is the cost?", "Who works there?", "GIS"],
)
def test_a_question_that_names_something_is_not_unclear(question):
    assert find_abstention(question, reading(NEPAL), 0.5) != "unclear_question"


@pytest.mark.parametrize("name", ["iom.jsonl", "policies.jsonl"])
def test_no_golden_question_is_unclear(name):
    lines = (GOLDEN / name).read_text("utf-8").splitlines()
    asked = [record["question"] for record in map(json.loads, lines) if not record.get("history")]
    assert [question for question in asked if is_unclear(question)] == []


@pytest.mark.parametrize("reason", ["not_in_documents", "unclear_question", "empty_index"])
def test_each_reason_has_its_words(reason):
    assert abstention_words(reason).endswith((".", "”"))
