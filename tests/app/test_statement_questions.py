"""Questions made from single sentences by rules of grammar."""

import pytest

from app.statement_questions import statement_questions


def small(phrase):
    return phrase[:1].lower() + phrase[1:]


def made(sentence):
    return list(statement_questions(sentence, small))


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("Mailboxes are kept for six months and then deleted.", "How long are mailboxes kept?"),
        ("Updates are installed within seven days of release.", "How soon are updates installed?"),
        ("Accounts are closed at 18:00 on the last day.", "When are accounts closed?"),
        ("The boat museum was opened in 1951 by the mayor.", "When was the boat museum opened?"),
        ("Spare keys are kept in a tin by the door.", "Where are spare keys kept?"),
        ("Trips over a week are approved by the director.", "Who are trips over a week approved by?"),
        ("Every desk is paid for; the caretaker is responsible for the keys.", "Who is responsible for the keys?"),
        ("Economy class is the standard for all flights.", "What is economy class?"),
        ("Line managers approve trips that cost up to EUR 2,500.", "Who approves trips that cost up to EUR 2,500?"),
        ("Birth parents receive 18 weeks on full pay.", "How many weeks do birth parents receive?"),
        ("The working week has 40 hours.", "How many hours does the working week have?"),
        ("Each employee has a learning budget of EUR 600 a year.", "How much is the learning budget?"),
        ("The daily allowance (DSA) covers meals and transport.", "What does the daily allowance cover?"),
        ("Garden tours focus on herbs and trees.", "What do garden tours focus on?"),
        ("Technical support covers printers.", "What does technical support cover?"),
        ("The garden group aims to plant trees.", "What does the garden group aim to do?"),
        ("Leave may not be taken abroad, unless agreed.", "May leave be taken abroad?"),
        ("Private laptops may not be connected to the network.", "May private laptops be connected to the network?"),
    ],
)
def test_a_plain_sentence_gives_the_question_that_it_answers(sentence, question):
    assert made(sentence)[0] == question


@pytest.mark.parametrize(
    "sentence",
    [
        "It is kept for six months.",
        "These are approved by the director.",
        "In the first year, leave is not granted.",
        "Staff who travel are insured.",
        "The procedure depends on the value.",
        "Special leave is granted for the following events:",
        "Report a lost device within one hour.",
        "Price is no reason for a single source.",
        "",
    ],
)
def test_a_sentence_that_others_explain_or_that_is_not_plain_gives_none(sentence):
    assert made(sentence) == []


def test_a_number_with_a_comma_or_a_time_is_not_cut():
    assert "Are core hours from 10:00 to 15:30?" in made("Core hours are from 10:00 to 15:30, Monday to Friday.")


def test_a_place_is_not_asked_for_where_a_year_stands():
    assert made("The rowing club was established in 1951 and joined the union.") == [
        "When was the rowing club established?",
        "Was the rowing club established in 1951?",
    ]
