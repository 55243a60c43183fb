"""How an answer was found: the passages considered, their scores, and the spelling searched for."""

import json

import pytest

from app.assistant import Assistant
from app.considered import considered
from app.render import answer_json
from app.types import Turn
from retriever.reader import EvidenceReader
from retriever.types import Evidence, Hit, Page, Passage, Reading, Statement, StatementKind


@pytest.fixture(scope="module")
def assistant(brief_index, encoder):
    return Assistant(brief_index, EvidenceReader())


def passage(name, start):
    statements = tuple(Statement(start + i * 5, start + i * 5 + 4, StatementKind.SENTENCE) for i in range(2))
    return Passage(name, "a.txt", "A", ("Part",), start, start + 9, "One. Two.", statements, pages=(Page(2, 0),))


def test_a_passage_has_its_scores_and_the_highest_probability_of_its_statements():
    first, second = passage("first", 0), passage("second", 20)
    hits = [Hit(first, 0.9, 0.7, 3.5), Hit(second, 0.4, 0.6, None)]
    read = (Evidence(first, first.statements[1], 0.8), Evidence(first, first.statements[0], 0.3))
    one, other = considered(hits, Reading(read, 0.8))
    assert (one.source, one.section, one.page, one.start, one.end) == ("a.txt", ("Part",), Page(2, 0), 0, 9)
    assert (one.score, one.similarity, one.keyword, one.probability) == (0.9, 0.7, 3.5, 0.8)
    assert (other.start, other.keyword, other.probability) == (20, None, None)


@pytest.mark.parametrize("question", ["What is the budget for Pakistan?", "What is the boiling point of mercury?", "?"])
def test_answers_and_abstentions_tell_what_was_considered_best_first(assistant, question):
    scores = [one.score for one in assistant.ask(question).considered]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == (0 if question == "?" else 8)


def test_a_cited_passage_is_among_those_considered(assistant):
    answer = assistant.ask("What is the budget for Pakistan?")
    (cited,) = answer.citations
    best = [one for one in answer.considered if one.start <= cited.start < cited.end <= one.end]
    assert best[0].probability > 0.5


def test_nothing_is_read_where_a_definition_answers(assistant):
    answer = assistant.ask("What does REMAP stand for?")
    assert {one.probability for one in answer.considered} == {None}


def test_the_spelling_searched_for_is_told_where_it_differs(assistant):
    assert assistant.ask("What is the budget for Pakitsan?").searched_as == "What is the budget for pakistan?"
    assert assistant.ask("What is the budget for Pakistan?").searched_as is None


def test_the_record_of_an_answer_stays_small(assistant):
    record = answer_json(assistant.ask("What is the budget for Pakistan?"))
    assert len(record["considered"]) == 8
    assert len(json.dumps(record)) < 6000


def test_a_question_corrected_by_the_person_is_answered_as_corrected(assistant):
    history = [Turn("user", "What is the budget for Afghanistan?"), Turn("assistant", "AFGHANISTAN USD 38.7 M [1]")]
    answer = assistant.ask("And there?", history, as_understood=" What is the budget for Nepal? ")
    assert (answer.question, answer.standalone_question) == ("And there?", "What is the budget for Nepal?")
    assert answer.short_answer == "USD 2.6 M"
    assert assistant.ask("And for Nepal?", history, as_understood=" ").standalone_question == answer.standalone_question
