"""What kind of answer a question asks for."""

import pytest

from retriever.evidence_type import AnswerType, answer_forms, answer_type

QUESTIONS = [
    ("How many member states does it have?", AnswerType.NUMBER),
    ("pakistan budget", AnswerType.NUMBER),
    ("What percentage of displacement was caused by disasters?", AnswerType.NUMBER),
    ("When was it established?", AnswerType.DATE),
    ("In what year did it join?", AnswerType.DATE),
    ("How often does the group meet?", AnswerType.DATE),
    ("How long may I carry leave over?", AnswerType.DURATION),
    ("How many days of leave do I get?", AnswerType.DURATION),
    ("Who leads the working group?", AnswerType.NAME),
    ("Which organisation co-leads it?", AnswerType.NAME),
    ("Where are the warehouses?", AnswerType.PLACE),
    ("What is the e-mail address of the helpline?", AnswerType.CONTACT),
    ("Which countries are covered?", AnswerType.LIST),
    ("What are the five methodologies?", AnswerType.LIST),
    ("Why does the project exist?", AnswerType.REASON),
    ("What is social cohesion?", AnswerType.DEFINITION),
    ("Can I work from abroad?", AnswerType.YES_NO),
    ("I hurt my back at work, do I have to tell someone?", AnswerType.YES_NO),
]

FORMS = [
    (AnswerType.NUMBER, "USD 62.4 M went to 54.1% of 21.9 million people", ["USD 62.4 M", "54.1%", "21.9 million"]),
    (AnswerType.NUMBER, "founded in 2016. USD 5 was paid", ["2016", "USD 5"]),
    (AnswerType.NUMBER, "two thirds of DTM2 users", ["two"]),
    (AnswerType.DATE, "from 3 October 2018 till December 2021, weekly", ["3 October 2018", "December 2021", "weekly"]),
    (AnswerType.DURATION, "within 30 days or 2 business weeks", ["30 days", "2 business weeks"]),
    (AnswerType.CONTACT, "Write to help@example.org or see www.example.org.", ["help@example.org", "www.example.org"]),
    (AnswerType.NAME, "run by the Office for Disaster Relief in Bangkok", ["Office for Disaster Relief in Bangkok"]),
    (AnswerType.REASON, "because it rains", []),
]


@pytest.mark.parametrize(("question", "kind"), QUESTIONS, ids=[question for question, _ in QUESTIONS])
def test_a_question_asks_for_the_most_specific_form(question, kind):
    assert answer_type(question) is kind


@pytest.mark.parametrize(("kind", "text", "found"), FORMS, ids=[text for _, text, _ in FORMS])
def test_words_of_a_form_are_found_whole(kind, text, found):
    assert [text[start:end] for start, end in answer_forms(kind, text)] == found
