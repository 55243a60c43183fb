"""Anthropic's and Ollama's clients, each with a server that speaks its language."""

import pytest

from app.chat.model import open_chat_model
from app.chat.records import ChatFailure, Ended, SchemaRefused
from app.chat.secrets import Key
from app.types import Usage
from tests.app.chat.scripted_server import cut, hang, refusal, reply, status, unfinished

SCHEMA = {
    "type": "object",
    "properties": {"fee": {"type": "integer"}},
    "required": ["fee"],
    "additionalProperties": False,
}


@pytest.fixture(params=["anthropic", "ollama"])
def model(request, scripted_chat):
    """A model of each provider whose package is there, at the scripted server."""
    pytest.importorskip(f"langchain_{request.param}", reason=f"needs the extra `{request.param}`")
    address = scripted_chat.url.removesuffix("/v1")
    return open_chat_model(f"{request.param}:scripted", address, Key("sk-mine"), offers_schema=True)


def test_the_reply_comes_whole_with_its_tokens_and_without_thoughts(model, scripted_chat, ask):
    scripted_chat.script = [reply("The fee ", "is 25.")]
    assert ask(model) == ("The fee is 25.", Ended(Usage(100, 2, 1)))


def test_the_request_says_what_is_wanted(model, scripted_chat, ask):
    ask(model, most_tokens=77)
    asked = scripted_chat.requests[0]
    options = asked.body.get("options") or asked.body
    assert options["temperature"] == 0
    assert options.get("num_predict", options.get("max_tokens")) == 77
    assert "sk-mine" in str(asked.headers)


def test_a_reply_at_the_most_tokens_is_not_whole(model, scripted_chat, ask):
    scripted_chat.script = [reply("The fee", finish_reason="length")]
    assert not ask(model)[1].is_whole


def test_a_schema_is_sent_and_its_json_comes_as_text(model, scripted_chat, ask):
    scripted_chat.script = [reply('{"fee"', ": 25}")]
    assert ask(model, schema=SCHEMA)[0] == '{"fee": 25}'
    body = scripted_chat.requests[0].body
    assert SCHEMA in (body.get("format"), body.get("output_config", {}).get("format", {}).get("schema"))


def test_a_refused_schema_is_not_offered_again(model, scripted_chat, ask):
    scripted_chat.script = [status(400)]
    with pytest.raises(SchemaRefused):
        ask(model, schema=SCHEMA)
    assert not model.offers_schema


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (status(401), "not_allowed"),
        (status(404), "failed"),
        (status(429, Retry_After="60"), "rate_limited"),
        (cut("The "), "cut_short"),
        (unfinished("The "), "cut_short"),
        (reply(), "garbage"),
    ],
    ids=["401", "404", "429", "cut", "unfinished", "empty"],
)
def test_failures_have_their_kind(model, scripted_chat, ask, item, kind):
    scripted_chat.script = [item]
    with pytest.raises(ChatFailure) as caught:
        ask(model)
    assert caught.value.kind == kind


@pytest.mark.parametrize("item", [hang(), hang("The ")], ids=["before the first piece", "within"])
def test_when_the_time_is_over_the_server_is_left(model, scripted_chat, ask, item):
    scripted_chat.script = [item]
    with pytest.raises(ChatFailure) as caught:
        ask(model, seconds=1)
    assert caught.value.kind == "time_out"
    assert scripted_chat.saw_disconnect()


def test_an_overloaded_server_is_asked_again(model, scripted_chat, ask):
    scripted_chat.script = [status(529), reply("It is 25.")]
    assert ask(model)[1].usage.requests == 2


def test_an_unreachable_server_is_told(model, ask):
    provider = model.name.partition(":")[0]
    with pytest.raises(ChatFailure) as caught:
        ask(open_chat_model(f"{provider}:scripted", "http://127.0.0.1:1", Key("sk-mine")))
    assert caught.value.kind == "unreachable"


def test_a_refusal_is_told(scripted_chat, ask):
    pytest.importorskip("langchain_anthropic", reason="needs the extra `anthropic`")
    scripted_chat.script = [refusal("I")]
    model = open_chat_model("anthropic:scripted", scripted_chat.url.removesuffix("/v1"))
    with pytest.raises(ChatFailure, match="declined to answer"):
        ask(model)
