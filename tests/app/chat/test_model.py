"""Asking a chat model through LangChain, on a real server that answers by a script."""

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import pytest

from app.chat.model import open_chat_model
from app.chat.records import ChatFailure, Ended, Message, SchemaRefused, Stopped
from app.chat.secrets import Key
from app.types import Usage
from tests.app.chat.conftest import QUESTION
from tests.app.chat.scripted_server import PAUSE, cut, garbage, hang, refusal, reply, status, unfinished, without_schema

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = {"type": "object", "properties": {"fee": {"type": "integer"}}, "required": ["fee"]}


def test_the_reply_comes_in_the_pieces_that_the_server_sends(chat, scripted_chat):
    scripted_chat.script = [reply("The fee ", "is 25", " dollars.")]
    pieces = list(chat.stream(QUESTION, most_tokens=50, seconds=10, stop=Event()))
    assert pieces == ["The fee ", "is 25", " dollars.", Ended(Usage(100, 3, 1))]


def test_a_piece_is_passed_on_before_the_next_is_written(chat, scripted_chat):
    scripted_chat.script = [reply("First.", PAUSE, "Second.")]
    pieces = chat.stream(QUESTION, most_tokens=50, seconds=10, stop=Event())
    assert next(pieces) == "First."
    scripted_chat.go_on.set()
    assert next(pieces) == "Second."
    assert isinstance(next(pieces), Ended)


def test_the_server_gets_the_messages_in_order_with_their_speakers(chat, scripted_chat, ask):
    before = (Message("user", "Who pays?"), Message("assistant", "Everybody."))
    ask(chat, messages=(QUESTION[0], *before, QUESTION[1]))
    assert [(message["role"], message["content"]) for message in scripted_chat.requests[0].messages] == [
        ("system", "Answer from the excerpts."),
        ("user", "Who pays?"),
        ("assistant", "Everybody."),
        ("user", "What is the fee?"),
    ]


def test_a_request_asks_for_the_likeliest_words_and_no_more_than_allowed(chat, scripted_chat, ask):
    ask(chat, most_tokens=77)
    body = scripted_chat.requests[0].body
    assert (body["model"], body["temperature"], body["max_tokens"], body["stream"]) == ("scripted", 0, 77, True)


def test_its_name_is_the_one_of_the_setting(chat):
    assert chat.name == "openai:scripted"


def test_a_server_that_wants_no_key_gets_none_of_the_environment(scripted_chat, ask, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-environment")
    ask(open_chat_model("openai:scripted", scripted_chat.url))
    assert "sk-of-the-environment" not in str(scripted_chat.requests[0].headers)


def test_a_key_that_is_set_is_sent(scripted_chat, ask):
    ask(open_chat_model("openai:scripted", scripted_chat.url, Key("sk-mine")))
    assert scripted_chat.requests[0].headers["authorization"] == "Bearer sk-mine"


def test_a_reply_at_the_most_tokens_is_not_whole(chat, scripted_chat, ask):
    scripted_chat.script = [reply("The fee is", finish_reason="length")]
    assert ask(chat) == ("The fee is", Ended(Usage(100, 1, 1), is_whole=False))


def test_a_reply_without_end_is_ended(chat, scripted_chat, ask):
    scripted_chat.script = [reply(*["x" * 1000] * 50, PAUSE)]
    text, end = ask(chat, most_tokens=100)
    assert not end.is_whole
    assert 6400 < len(text) <= 8000
    assert scripted_chat.saw_disconnect()


def test_what_the_model_thinks_is_left_out(chat, scripted_chat, ask):
    scripted_chat.script = [reply("<thi", "nk>The user wants", " a fee.</think>", "It is 25.")]
    assert ask(chat)[0] == "It is 25."


def test_usage_is_estimated_where_the_server_does_not_count(chat, scripted_chat, ask):
    scripted_chat.script = [reply("It is 25.", counts=False)]
    usage = ask(chat)[1].usage
    assert 9 <= usage.input_tokens <= 60
    assert 3 <= usage.output_tokens <= 10


@pytest.mark.parametrize(
    ("script", "kind", "words"),
    [
        ([status(401)], "not_allowed", "The chat model's server does not accept the key."),
        ([status(403)], "not_allowed", "The chat model's server does not accept the key."),
        ([status(404)], "failed", "The chat model's server knows no model 'scripted' at this address."),
        ([status(400)], "failed", "The chat model's server does not take the request (status 400)."),
        ([refusal()], "refused", "The chat model declined to answer."),
        ([refusal("The fee ")], "refused", "The chat model declined to answer."),
        ([reply()], "garbage", "The chat model sent an empty reply."),
        ([reply(" ", "\n")], "garbage", "The chat model sent an empty reply."),
        ([reply("<think>Endless")], "garbage", "The chat model sent an empty reply."),
        ([garbage()], "garbage", "The chat model's reply cannot be read."),
        ([garbage(b"<html>Bad gateway</html>")], "garbage", "The chat model's reply cannot be read."),
        ([garbage(b"data: []\n\n")], "garbage", "The chat model's reply cannot be read."),
        ([cut("The fee ")], "cut_short", "The chat model's reply broke off."),
        ([unfinished("The fee ")], "cut_short", "The chat model's reply broke off."),
        (
            [status(400, "This model's maximum context length is 4096 tokens")],
            "failed",
            "The question and its evidence are longer than the chat model reads at once.",
        ),
    ],
)
def test_a_failure_is_told_in_one_line_and_not_tried_again(chat, scripted_chat, ask, script, kind, words):
    scripted_chat.script = script
    with pytest.raises(ChatFailure) as caught:
        ask(chat)
    assert (caught.value.kind, str(caught.value)) == (kind, words)
    assert len(scripted_chat.requests) == 1


@pytest.mark.parametrize(
    "first",
    [
        status(500),
        status(503),
        status(429),
        status(429, Retry_After="0"),
        status(429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"),
        status(429, Retry_After="soon"),
        cut(),
        cut("<think>Hm"),
        unfinished(),
    ],
    ids=[
        "500",
        "503",
        "429",
        "429 with a wait",
        "429 until a time",
        "429 with a wrong wait",
        "cut before the head",
        "cut in a thought",
        "ends without a word",
    ],
)
def test_what_may_pass_is_tried_again(chat, scripted_chat, ask, first):
    scripted_chat.script = [first, reply("It is 25.")]
    text, end = ask(chat)
    assert text == "It is 25."
    assert end.usage.requests == 2


def test_tokens_of_all_attempts_are_counted(chat, scripted_chat, ask):
    scripted_chat.script = [cut("<think>A thought of several words"), reply("It is 25.")]
    usage = ask(chat)[1].usage
    assert usage.input_tokens > 100 + 9
    assert usage.output_tokens > 1 + 6


def test_a_server_that_keeps_failing_is_left_after_four_attempts(chat, scripted_chat, ask):
    scripted_chat.script = [status(502)]
    with pytest.raises(ChatFailure, match=r"failed \(status 502\)") as caught:
        ask(chat)
    assert len(scripted_chat.requests) == 4
    assert caught.value.usage == Usage(0, 0, 4)


@pytest.mark.parametrize("wait", ["60", "Wed, 21 Oct 2099 07:28:00 GMT"])
def test_a_wait_longer_than_the_time_left_is_not_begun(chat, scripted_chat, ask, wait):
    scripted_chat.script = [status(429, Retry_After=wait)]
    began = time.monotonic()
    with pytest.raises(ChatFailure, match="takes no more requests for now") as caught:
        ask(chat, seconds=5)
    assert caught.value.kind == "rate_limited"
    assert time.monotonic() - began < 4


def test_an_exceeded_quota_is_not_tried_again(chat, scripted_chat, ask):
    scripted_chat.script = [status(429, "You exceeded your current quota: insufficient_quota")]
    with pytest.raises(ChatFailure, match="takes no more requests"):
        ask(chat)
    assert len(scripted_chat.requests) == 1


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (hang(), "The chat model did not answer within 0.3 seconds."),
        (hang("The fee "), "The chat model did not finish within 0.3 seconds."),
    ],
)
def test_when_the_time_is_over_the_server_is_left(chat, scripted_chat, ask, item, words):
    scripted_chat.script = [item]
    began = time.monotonic()
    with pytest.raises(ChatFailure) as caught:
        ask(chat, seconds=0.3)
    assert (caught.value.kind, str(caught.value)) == ("time_out", words)
    assert time.monotonic() - began < 2
    assert scripted_chat.saw_disconnect()
    assert caught.value.usage.input_tokens > 0


def test_an_unreachable_server_is_told_at_once(ask, scripted_chat):
    with pytest.raises(ChatFailure) as caught:
        ask(open_chat_model("openai:scripted", "http://127.0.0.1:1/v1"))
    assert (caught.value.kind, str(caught.value)) == ("unreachable", "The chat model's server cannot be reached.")


def test_a_server_of_no_known_name_is_unreachable(ask):
    with pytest.raises(ChatFailure, match="cannot be reached"):
        ask(open_chat_model("openai:scripted", "http://no-such-host.invalid/v1"))


def test_stopping_before_the_first_piece_leaves_the_server(chat, scripted_chat, ask):
    stop = Event()

    def hung_until_stopped(asked):
        stop.set()
        return hang()

    scripted_chat.script = [hung_until_stopped]
    with pytest.raises(Stopped) as caught:
        ask(chat, stop=stop)
    assert scripted_chat.saw_disconnect()
    assert caught.value.usage.input_tokens > 0


def test_stopping_within_the_reply_leaves_the_server(chat, scripted_chat):
    scripted_chat.script = [hang("The fee ")]
    stop = Event()
    pieces = chat.stream(QUESTION, most_tokens=50, seconds=10, stop=stop)
    assert next(pieces) == "The fee "
    stop.set()
    assert scripted_chat.saw_disconnect()  # though nobody waits for the next piece
    with pytest.raises(Stopped) as caught:
        next(pieces)
    assert caught.value.usage.output_tokens >= 2


def test_stopping_while_waiting_to_try_again_sends_no_further_request(chat, scripted_chat, ask):
    stop = Event()

    def busy(asked):
        stop.set()
        return status(429, Retry_After="5")

    scripted_chat.script = [busy]
    with pytest.raises(Stopped):
        ask(chat, stop=stop)
    assert len(scripted_chat.requests) == 1


def test_nothing_is_sent_when_it_is_stopped_already(chat, scripted_chat, ask):
    stop = Event()
    stop.set()
    with pytest.raises(Stopped):
        ask(chat, stop=stop)
    assert len(scripted_chat.requests) == 0


def test_leaving_a_reply_unread_leaves_the_server(chat, scripted_chat):
    scripted_chat.script = [hang("The fee ")]
    pieces = chat.stream(QUESTION, most_tokens=50, seconds=10, stop=Event())
    next(pieces)
    pieces.close()
    assert scripted_chat.saw_disconnect()


def test_several_are_served_at_once(chat, scripted_chat, ask):
    scripted_chat.script = [lambda asked: reply(PAUSE, asked.messages[0]["content"])]
    replies = {}

    def ask_for(number):
        replies[number] = ask(chat, messages=[Message("user", f"Number {number}")])[0]

    threads = [Thread(target=ask_for, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    scripted_chat.go_on.set()
    for thread in threads:
        thread.join()
    assert replies == {number: f"Number {number}" for number in range(4)}


def test_a_model_that_takes_no_temperature_is_asked_without(chat, scripted_chat, ask):
    scripted_chat.script = [
        lambda asked: status(400, "Unsupported value: 'temperature'") if "temperature" in asked.body else reply("25.")
    ]
    assert ask(chat)[0] == "25."
    assert ask(chat)[0] == "25."
    assert ["temperature" in asked.body for asked in scripted_chat.requests] == [True, False, False]


def test_a_schema_is_sent_and_its_json_comes_as_text(scripted_chat, ask):
    chat = open_chat_model("openai:scripted", scripted_chat.url, offers_schema=True)
    scripted_chat.script = [reply('{"fee"', ": 25}")]
    assert ask(chat, schema=SCHEMA)[0] == '{"fee": 25}'
    assert scripted_chat.requests[0].body["response_format"]["json_schema"]["schema"] == SCHEMA


def test_a_server_that_refuses_schemas_is_not_given_more(scripted_chat, ask):
    chat = open_chat_model("openai:scripted", scripted_chat.url, offers_schema=True)
    scripted_chat.script = [without_schema(reply("25."))]
    assert chat.offers_schema
    with pytest.raises(SchemaRefused):
        ask(chat, schema=SCHEMA)
    assert not chat.offers_schema
    assert ask(chat)[0] == "25."


def test_nothing_of_a_question_goes_to_a_tracing_service(scripted_chat):
    address = scripted_chat.url.removesuffix("/v1")
    environment = {"LANGSMITH_TRACING": "true", "LANGSMITH_ENDPOINT": address, "LANGSMITH_API_KEY": "x"}
    code = f"""
from threading import Event
from app.chat.model import open_chat_model
from app.chat.records import Message
from langchain_core.tracers.langchain import wait_for_all_tracers
model = open_chat_model("openai:scripted", "{scripted_chat.url}")
list(model.stream([Message("user", "Fee?")], most_tokens=9, seconds=20, stop=Event()))
wait_for_all_tracers()
"""
    subprocess.run([sys.executable, "-c", code], env=os.environ | environment, check=True, cwd=ROOT)
    assert len(scripted_chat.requests) == 1
    assert scripted_chat.other_paths == []
