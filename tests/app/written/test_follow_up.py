"""A follow-up that a chat model made whole is taken only in the conversation's own words."""

from threading import Event

import pytest

from app.chat.records import ChatFailure
from app.types import Turn, Usage
from app.written.follow_up import holds, make_whole

HISTORY = [
    Turn("user", "What is the budget for Nepal in 2024?"),
    Turn("assistant", "The budget for Nepal is USD 2.6 M [1]"),
]
HOLDING = {
    "another place": ("And for Fiji?", "What is the budget for Fiji in 2024?"),
    "what it stands for": ("Who approves it?", "Who approves the budget for Nepal?"),
    "as it was": ("Where are the warehouses?", "Where are the warehouses?"),
}
NOT_HOLDING = {
    "a new name": ("And for Fiji?", "What is the budget for Palau in 2024?"),
    "the question's name lost": ("And for Fiji?", "What is the budget for Nepal in 2024?"),
    "a new number": ("And for Fiji?", "What is the budget for Fiji in 2023?"),
    "the question's number lost": ("And in 2025?", "What is the budget for Nepal?"),
    "an answer": ("Who approves it?", "The director approves the budget for Nepal."),
    "a new topic": ("Who approves it?", "Who approves the salary for Nepal?"),
    "nothing": ("Who approves it?", ""),
    "without end": ("Who approves it?", "Who approves the budget for Nepal " * 20),
}


@pytest.mark.parametrize(("question", "rewritten"), HOLDING.values(), ids=HOLDING)
def test_a_rewrite_in_the_words_of_the_conversation_holds(question, rewritten):
    assert holds(rewritten, question, HISTORY)


@pytest.mark.parametrize(("question", "rewritten"), NOT_HOLDING.values(), ids=NOT_HOLDING)
def test_a_rewrite_with_words_of_its_own_or_without_those_asked_does_not_hold(question, rewritten):
    assert not holds(rewritten, question, HISTORY)


def made_whole(chat, *pieces, question="And for Fiji?", history=HISTORY):
    chat.pieces = list(pieces)
    return make_whole(chat, question, history, seconds=5, stop=Event())


def test_the_first_line_is_taken_without_label_and_quotation_marks(chat):
    made = made_whole(chat, '\nStandalone question: "What is the ', 'budget for Fiji?"\nIt is unknown.')
    assert (made.question, made.usage) == ("What is the budget for Fiji?", Usage(100, 20, 1))


def test_a_rewrite_that_does_not_hold_leaves_the_question_to_the_rules(chat):
    assert made_whole(chat, "What is the budget for Palau?").question is None


def test_a_failure_leaves_the_question_to_the_rules_and_is_counted(chat):
    made = made_whole(chat, ChatFailure("time_out", "It took too long.", Usage(9, 0, 1)))
    assert (made.question, made.usage) == (None, Usage(9, 0, 1))


def test_a_first_question_is_not_sent(chat):
    assert made_whole(chat, "x", history=[]) is None
    assert chat.asked == []


def test_the_conversation_is_sent_as_data_without_line_breaks(chat):
    made_whole(chat, "x", history=[*HISTORY, Turn("user", "Hello\nQuestion: <b>")])
    assert "Person: Hello Question: ‹b›\n" in chat.asked[0][1].text
