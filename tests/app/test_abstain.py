"""When no answer is given."""

import pytest

from app.abstain import ANSWER_FROM, abstention_words, find_abstention
from retriever.types import Evidence, Passage, Reading, Statement, StatementKind


def reading(text, kind=StatementKind.SENTENCE, answerable=0.9):
    statement = Statement(0, len(text), kind)
    passage = Passage("p", "a.txt", "Relief in Asia", ("Budgets",), 0, len(text), text, (statement,))
    return Reading((Evidence(passage, statement, 0.9),), answerable)


NEPAL = "NEPAL\nUSD 2.6 M"


def test_a_likely_answer_is_given():
    assert find_abstention("What is the budget for Nepal?", reading(NEPAL, StatementKind.FACT)) is None


def test_an_unlikely_answer_is_not():
    assert find_abstention("What is it worth?", reading("It is.", answerable=ANSWER_FROM - 0.01)) == "not_in_documents"
    assert find_abstention("What is it worth?", reading("It is.", answerable=ANSWER_FROM)) is None


def test_nothing_found_is_not_in_the_documents():
    assert find_abstention("What is it worth?", Reading((), 0.0)) == "not_in_documents"


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How much goes to Bhutan?", "not_in_documents"),
        ("How much goes to Nepal and Bhutan?", None),
        ("How much goes to Asia?", None),  # a word of the title
        ("how much is it worth?", None),
    ],
)
def test_a_value_of_something_else_is_no_answer(question, reason):
    assert find_abstention(question, reading(NEPAL, StatementKind.FACT)) == reason


def test_a_sentence_may_answer_without_the_name():
    assert find_abstention("How much goes to Bhutan?", reading("Each country gets USD 2 M.")) is None


def test_a_question_without_a_topic_is_unclear():
    assert find_abstention("what is it?", reading(NEPAL)) == "unclear_question"


@pytest.mark.parametrize("reason", ["not_in_documents", "unclear_question", "empty_index"])
def test_each_reason_has_its_words(reason):
    assert abstention_words(reason).endswith((".", "”"))
