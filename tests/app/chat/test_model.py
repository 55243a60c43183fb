"""Asking a chat model through LangChain, on a real server that answers by a script."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread

import pytest

from app.chat.model import open_chat_model
from app.chat.records import Ended, Message, SchemaRefused
from app.chat.secrets import Key
from app.types import Usage
from tests.app.chat.conftest import QUESTION
from tests.app.chat.scripted_server import PAUSE, reply, status, without_schema

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")

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
