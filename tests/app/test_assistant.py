"""The way from a question to an answer, over the real brief."""

import pytest

from app.assistant import Assistant
from app.types import Turn
from retriever.errors import UnknownDocument
from retriever.index import Index
from retriever.reader import EvidenceReader

BRIEF = "iom-asia-pacific-emergency-and-post-crisis-programs.txt"


@pytest.fixture(scope="module")
def assistant(brief_index, encoder):
    return Assistant(brief_index, EvidenceReader())


def quotes(answer):
    return [" ".join(citation.quote.split()) for citation in answer.citations]


def test_a_fact_is_quoted_with_its_place(assistant):
    answer = assistant.ask("What is the budget for Pakistan?")
    assert quotes(answer) == ["PAKISTAN USD 62.4 M"]
    assert answer.text == "PAKISTAN USD 62.4 M [1]"
    assert answer.short_answer == "USD 62.4 M"
    assert answer.citations[0].source == BRIEF
    assert answer.citations[0].section[-1] == "ACTIVE EMERGENCY AND POST CRISIS PROGRAMMES"


@pytest.mark.parametrize(
    "question",
    ["What does CCCM stand for?", "Who are the top 5 donors?", "When was IOM established?", "What is DTM?"],
)
def test_every_quote_equals_its_slice(assistant, question):
    answer = assistant.ask(question)
    assert answer.citations
    for citation in answer.citations:
        assert citation.quote == assistant.document(citation.source).text[citation.start : citation.end]
    assert [citation.marker for citation in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_a_list_comes_whole(assistant):
    (quote,) = quotes(assistant.ask("Who are the top 5 donors?"))
    assert quote == "TOP 5 DONORS UNITED STATES UNITED KINGDOM AUSTRALIA EUROPEAN UNION UNITED NATIONS"


def test_an_acronym_is_answered_from_its_definition(assistant):
    answer = assistant.ask("What does REMAP stand for?")
    assert answer.short_answer == "Regional Evidence for Migration Analysis and Policy"


def test_a_follow_up_is_made_whole_and_shown(assistant):
    history = [Turn("user", "What is the budget for Afghanistan?"), Turn("assistant", "AFGHANISTAN USD 38.7 M [1]")]
    answer = assistant.ask("And for Pakistan?", history)
    assert answer.standalone_question == "What is the budget for Pakistan?"
    assert quotes(answer) == ["PAKISTAN USD 62.4 M"]


def test_what_the_documents_do_not_answer_is_refused_with_the_closest_passages(assistant):
    answer = assistant.ask("What is the boiling point of mercury?")
    assert answer.abstention.reason == "not_in_documents"
    assert (answer.claims, answer.citations) == ((), ())
    assert len({citation.start for citation in answer.abstention.closest}) == 3


@pytest.mark.parametrize("question", ["?", "what is it?", "why"])
def test_a_question_without_a_topic_is_unclear(assistant, question):
    assert assistant.ask(question).abstention.reason == "unclear_question"


def test_the_same_question_gets_the_same_answer(assistant):
    first, second = (assistant.ask("Where are the global stock warehouses?") for _ in range(2))
    assert (first.text, first.citations, first.confidence) == (second.text, second.citations, second.confidence)


def test_each_step_is_timed(assistant):
    assert list(assistant.ask("What is WASH?").timings_ms) == ["rewrite", "search", "read", "compose", "total"]


def test_nothing_is_found_in_a_collection_that_does_not_hold_it(assistant):
    answer = assistant.ask("What is the budget for Pakistan?", collections=frozenset({"other"}))
    assert answer.status == "abstained"
    assert answer.abstention.closest == ()


def test_example_questions_are_answered(assistant):
    examples = assistant.example_questions(3)
    assert len(examples) == len(set(examples)) == 3
    assert all(assistant.ask(question).claims for question in examples)


def test_an_index_without_documents_says_so(encoder, tmp_path):
    with Index.open(tmp_path, encoder, writable=True) as index:
        answer = Assistant(index, EvidenceReader()).ask("What is the budget for Pakistan?")
    assert answer.abstention.reason == "empty_index"


def test_an_unknown_document_is_an_error_not_an_abstention(assistant):
    with pytest.raises(UnknownDocument):
        assistant.document("nothing.txt")
