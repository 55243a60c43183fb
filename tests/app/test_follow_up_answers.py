"""Conversations over the brief and the little policies, turn by turn."""

from pathlib import Path

import pytest

from app.assistant import Assistant
from app.types import Turn
from ingest.folder import ingest_folder
from retriever.index import Index
from retriever.reader import EvidenceReader

POLICIES = Path(__file__).resolve().parents[1] / "golden" / "policies"


@pytest.fixture(scope="module")
def policies(encoder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("policies-index")
    with Index.open(folder, encoder, writable=True) as index:
        ingest_folder([POLICIES], index, folder / "roots.json", passage_chars=700)
        yield Assistant(index, EvidenceReader())


def answers(assistant, *questions):
    """The answers to questions asked one after the other in one conversation."""
    history, given = [], []
    for question in questions:
        given.append(assistant.ask(question, history))
        history += [Turn("user", question), Turn("assistant", given[-1].text)]
    return given


def test_tell_me_more_is_a_question_about_what_was_answered(policies):
    _, more, cities = answers(policies, "What is the hotel ceiling?", "tell me more", "and in the Annex B cities?")
    assert (more.status, more.standalone_question) == ("answered", "Tell me more about the hotel ceiling.")
    assert more.citations[0].source == "travel-policy.md"
    assert "EUR 180" in cities.text


def test_part_timers_are_asked_about_as_staff_were(policies):
    _, part_timers = answers(policies, "How many days of annual leave do staff get?", "what about part-timers?")
    assert "in proportion to their working time" in part_timers.text


def test_a_new_topic_needs_no_warning(policies):
    _, _, password = answers(
        policies,
        "What is the hotel ceiling?",
        "and in the Annex B cities?",
        "Thanks! How many characters must a password have?",
    )
    assert "14 characters" in password.text


def test_after_a_comparison_the_same_value_is_asked_of_another_country_and_corrected(brief_assistant):
    _, fiji, micronesia = answers(
        brief_assistant,
        "Which programme budget is larger, Nepal or Pakistan?",
        "and for Fiji?",
        "no, I meant Micronesia",
    )
    assert "USD 1.2 M" in fiji.text
    assert micronesia.standalone_question == "What is the programme budget for Micronesia?"
    assert "USD 21.3 M" in micronesia.text


def test_what_was_not_found_is_not_taken_for_what_was_said(policies):
    refused, more = answers(policies, "Who conducts the orchestra?", "tell me more")
    assert refused.status == "abstained"
    assert more.standalone_question == "Tell me more about the orchestra."
