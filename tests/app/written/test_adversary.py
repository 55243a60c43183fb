"""A weak model that invents freely, and a server that fails in every way, over the whole way that a user takes.

All golden questions are asked by benchmarks/written.py; here, a fixed few.
"""

import json
from functools import cache
from pathlib import Path
from threading import Event
from time import perf_counter

import pytest

from app.answering import Answering, Asked
from app.chat.records import Stopped
from app.settings import read_settings
from app.written.opening import make_writer
from tests.app.chat.scripted_server import PAUSE, ScriptedServer, cut, garbage, hang, refusal, reply, status
from tests.app.chat_fixtures import SMOLLM2_CONTEXT_TOKENS
from tests.app.conftest import assistant_over
from tests.app.written.hostile_model import given
from tests.app.written.independent_judge import faults

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
POLICIES = ["pol-001", "pol-010", "pol-040"]
BRIEF = ["iom-002", "iom-030", "iom-100"]
QUESTION = "How far ahead must I ask for a work trip?"
UNASKED = "What is the capital of Australia?"
BUDGET_SECONDS = 1
# Beside the time for the model: for search and reading, on a busy machine.
SLACK_SECONDS = 5


@pytest.fixture(scope="module")
def policies(tmp_path_factory):
    with assistant_over(GOLDEN / "policies", tmp_path_factory.mktemp("policies-index")) as opened:
        yield opened


@pytest.fixture(scope="module")
def remembered(policies):
    """The assistant, which searches for each question once."""
    return Remembering(policies[0])


class Remembering:
    """What it finds for a question is found once."""

    def __init__(self, assistant):
        self._find = cache(assistant.find)

    def find(self, question, history=(), collections=None, as_understood=None, *, made_whole=None):
        return self._find(question, tuple(history), collections, as_understood, made_whole=made_whole)


def answering(assistant, url, **settings):
    """Answers with the chat model that settings name, as a user writes them."""
    environment = {"CITEWELL_CHAT_MODEL": "openai:smollm2", "CITEWELL_CHAT_URL": url, **settings}
    return Answering(assistant, make_writer(read_settings(Path("unused"), environment)))


def golden(name, ids):
    rows = [json.loads(line) for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines()]
    return [row["question"] for row in rows if row["id"] in ids]


def judged(assistant, url, index, question):
    """The last answer, after each growing one has been judged."""
    chat = answering(assistant, url, CITEWELL_CHAT_CONTEXT=str(SMOLLM2_CONTEXT_TOKENS), CITEWELL_CHAT_SECONDS="60")
    answers = [*chat.answer(Asked(question))]
    for answer in answers:
        assert faults(answer, index.document) == []
    whole = answers[-1]
    assert bool(whole.usage) == (whole.abstention is None and not whole.disagreements)
    assert bool(whole.fallback) == (whole.abstention is None and whole.mode == "quoted")
    return whole


@pytest.mark.parametrize("question", golden("policies.jsonl", POLICIES))
def test_a_small_model_shows_nothing_that_policies_do_not_say(policies, smollm, question):
    judged(policies[0], smollm, policies[1], question)


@pytest.mark.parametrize("question", golden("iom.jsonl", BRIEF))
def test_a_small_model_shows_nothing_that_the_brief_does_not_say(brief, smollm, question):
    judged(brief[0], smollm, brief[1], question)


def test_no_request_is_made_where_there_is_no_answer(policies, scripted_chat):
    answer = answering(policies[0], scripted_chat.url).whole(Asked(UNASKED))
    assert (answer.status, scripted_chat.requests) == ("abstained", [])


@pytest.mark.parametrize(
    ("item", "requests"),
    [
        (hang(), 1),
        (hang("It is "), 1),
        (cut("Requests go to the "), 1),
        (status(429, Retry_After="60"), 1),
        (status(500), None),
        (garbage(), None),
        (refusal(), 1),
        (refusal("I cannot "), 1),
    ],
    ids=["silence", "silence midway", "cut", "rate limit", "errors", "garbage", "refusal", "refusal midway"],
)
def test_the_quoted_answer_comes_in_time_where_the_model_fails(remembered, scripted_chat, item, requests):
    remembered.find(QUESTION)
    scripted_chat.script = [item]
    start = perf_counter()
    answer = answering(remembered, scripted_chat.url, CITEWELL_CHAT_SECONDS=str(BUDGET_SECONDS)).whole(Asked(QUESTION))
    assert perf_counter() - start < BUDGET_SECONDS + SLACK_SECONDS
    quoted = remembered.find(QUESTION).answer
    assert (answer.mode, answer.claims, answer.citations) == ("quoted", quoted.claims, quoted.citations)
    assert answer.fallback.endswith("These are the documents' own words.")
    assert "\n" not in answer.fallback
    assert "127.0.0.1" not in answer.fallback
    assert requests is None or len(scripted_chat.requests) == requests


def test_the_quoted_answer_comes_where_nobody_listens(remembered):
    with ScriptedServer() as gone:
        url = gone.url
    answer = answering(remembered, url, CITEWELL_CHAT_SECONDS=str(BUDGET_SECONDS)).whole(Asked(QUESTION))
    assert (answer.mode, bool(answer.fallback)) == ("quoted", True)


def test_what_was_shown_before_a_stream_is_cut_gives_way_to_the_quoted_answer(remembered, scripted_chat):
    scripted_chat.script = [lambda asked: cut(f"{given(asked).true} [{given(asked).ids[0]}]. ", "And")]
    first, *_, last = answering(remembered, scripted_chat.url).answer(Asked(QUESTION))
    assert (first.mode, last.mode, bool(last.fallback)) == ("written", "quoted", True)


def test_a_server_that_recovers_is_asked_again(remembered, scripted_chat):
    scripted_chat.script = [
        status(429, Retry_After="0"),
        status(500),
        lambda asked: reply(f"{given(asked).true} [{given(asked).ids[0]}]."),
    ]
    answer = answering(remembered, scripted_chat.url).whole(Asked(QUESTION))
    assert (answer.mode, answer.fallback, len(scripted_chat.requests)) == ("written", None, 3)


def test_stopping_midway_ends_the_request(remembered, scripted_chat):
    scripted_chat.script = [lambda asked: reply(f"{given(asked).true} [{given(asked).ids[0]}]. ", "And", PAUSE, "so")]
    stop = Event()
    answers = answering(remembered, scripted_chat.url).answer(Asked(QUESTION), stop)
    assert next(answers).mode == "written"
    stop.set()
    with pytest.raises(Stopped):
        next(answers)
    assert scripted_chat.saw_disconnect()
