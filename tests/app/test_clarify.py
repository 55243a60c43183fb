"""One question back where a question is too vague, with choices that the documents answer."""

import pytest

from app.assistant import Assistant
from app.clarify import is_bare_topic
from app.render import answer_json, answer_text
from ingest.folder import ingest_folder
from retriever.index import Index
from retriever.reader import EvidenceReader

RULES = """# The lighthouse club

## Holiday leave

Full-time keepers earn 30 days of holiday leave in a year. Holiday leave may not be taken in the first three months.

## Sick leave

A medical certificate is needed from the fourth day of sick leave. Full salary is paid for the first 65 days of illness.

## Parental leave

Birth parents receive 18 weeks of parental leave on full pay. The other parent receives eight weeks.

## Boats

Rowing boats are kept in the northern shed. Boats may be used by members. The harbour master approves trips at night.
"""


@pytest.fixture(scope="module")
def assistant(encoder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("club")
    (folder / "rules.md").write_text(RULES, "utf-8")
    with Index.open(folder / "index", encoder, writable=True) as index:
        ingest_folder([folder / "rules.md"], index, folder / "roots.json", passage_chars=700)
        yield Assistant(index, EvidenceReader())


def test_a_topic_of_several_sections_gets_a_choice_of_them(assistant):
    answer = assistant.ask("leave?")
    assert answer.abstention.reason == "unclear_question"
    assert answer.text == answer.clarification.question
    assert answer.text == "The documents speak of “leave” in several places. Which do you mean?"
    assert {choice.label for choice in answer.clarification.choices} == {
        "Holiday leave",
        "Sick leave",
        "Parental leave",
    }


@pytest.mark.parametrize("question", ["leave?", "how long is it?", "is it allowed?", "what is it?"])
def test_every_choice_is_a_whole_question_that_is_answered(assistant, question):
    choices = assistant.ask(question).clarification.choices
    assert 2 <= len(choices) <= 5
    assert all(assistant.ask(choice.question).claims for choice in choices)
    assert len({choice.label for choice in choices}) == len(choices)


def test_the_choices_want_the_kind_of_answer_that_was_asked_for(assistant):
    choices = assistant.ask("is it allowed?").clarification.choices
    assert all(choice.question.startswith("May ") for choice in choices)


@pytest.mark.parametrize("question", ["Where are rowing boats kept?", "How many weeks do birth parents receive?"])
def test_a_question_that_says_what_it_asks_is_answered(assistant, question):
    answer = assistant.ask(question)
    assert answer.claims
    assert answer.clarification is None


@pytest.mark.parametrize("question", ["hello", "thanks", "volcanoes", "How deep is the volcano?"])
def test_greetings_and_what_is_not_in_the_documents_get_no_choice(assistant, question):
    assert assistant.ask(question).clarification is None


def test_nothing_is_offered_from_forbidden_documents(assistant):
    for question in ("leave?", "how long is it?"):
        assert assistant.ask(question, collections=frozenset({"other"})).clarification is None


def test_an_empty_index_offers_nothing(encoder, tmp_path):
    with Index.open(tmp_path, encoder, writable=True) as index:
        for question in ("leave?", "how long is it?"):
            assert Assistant(index, EvidenceReader()).ask(question).clarification is None


def test_a_clarification_leaves_the_program_with_its_choices(assistant):
    answer = assistant.ask("leave?")
    record = answer_json(answer)["clarification"]
    assert record["question"] == answer.text
    assert [choice["label"] for choice in record["choices"]] == [one.label for one in answer.clarification.choices]
    assert answer_text(answer).splitlines()[2:] == [f"- {one.question}" for one in answer.clarification.choices]


def test_the_time_for_choices_is_told(assistant):
    timings = assistant.ask("leave?").timings_ms
    assert set(timings) == {"rewrite", "search", "read", "compose", "clarify", "total"}
    assert timings["total"] > timings["clarify"] > 0


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("leave?", True),
        ("the policy", True),
        ("who approves?", True),
        ("who approves leave?", False),
        ("What is leave?", False),
        ("Nepal and Fiji", False),
        ("?", False),
        ("water supply systems in camps", False),
    ],
)
def test_a_bare_topic_is_a_name_or_a_word_or_two(question, bare):
    assert is_bare_topic(question) is bare
