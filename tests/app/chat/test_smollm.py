"""The whole way to a real model: SmolLM2-135M on a llama.cpp server."""

import json
import urllib.request
from pathlib import Path
from threading import Event

import pytest

from app.chat.model import open_chat_model
from app.chat.records import ChatFailure, Message, Stopped
from app.chat.tokens import prompt_tokens
from tests.app.chat_fixtures import SMOLLM2_CONTEXT_TOKENS

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
CORPUS = Path(__file__).resolve().parents[3] / "corpus"

SECONDS = 300  # generous, for a busy machine

FRUITS = (Message("system", "You are a helpful assistant."), Message("user", "Name three fruits."))
SCHEMA = {
    "type": "object",
    "properties": {"fruits": {"type": "array", "items": {"type": "string"}, "maxItems": 3}},
    "required": ["fruits"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def model(smollm):
    return open_chat_model("openai:smollm2", smollm, context_tokens=SMOLLM2_CONTEXT_TOKENS, offers_schema=True)


def true_tokens(server, text):
    """How many tokens the model itself makes of a text."""
    body = json.dumps({"content": text}).encode()
    request = urllib.request.Request(f"{server.removesuffix('/v1')}/tokenize", body)
    with urllib.request.urlopen(request, timeout=60) as response:
        return len(json.load(response)["tokens"])


def test_it_replies_with_the_same_words_each_time(model, ask):
    first, end = ask(model, messages=FRUITS, most_tokens=16, seconds=SECONDS)
    assert end.usage.input_tokens > 10
    assert 0 < end.usage.output_tokens <= 16
    assert ask(model, messages=FRUITS, most_tokens=16, seconds=SECONDS)[0] == first


def test_a_reply_that_reaches_the_most_tokens_is_not_whole(model, ask):
    _, end = ask(model, messages=[Message("user", "Tell a long story.")], most_tokens=5, seconds=SECONDS)
    assert not end.is_whole
    assert end.usage.output_tokens == 5


def test_a_reply_can_be_made_to_follow_a_schema(model, ask):
    text, _ = ask(model, messages=FRUITS, most_tokens=100, seconds=SECONDS, schema=SCHEMA)
    assert list(json.loads(text)) == ["fruits"]


def test_a_prompt_longer_than_the_context_is_a_failure_and_not_cut(model, ask):
    with pytest.raises(ChatFailure, match="longer than the chat model reads at once"):
        ask(model, messages=[Message("user", "fruit " * SMOLLM2_CONTEXT_TOKENS)], seconds=SECONDS)


def test_it_can_be_stopped(model):
    stop = Event()
    pieces = model.stream([Message("user", "Tell a long story.")], most_tokens=2000, seconds=SECONDS, stop=stop)
    next(pieces)
    stop.set()
    with pytest.raises(Stopped):
        list(pieces)


@pytest.mark.parametrize(
    "path",
    [*sorted(CORPUS.glob("*.txt")), *sorted(GOLDEN.glob("*/*.md"))[:20], *sorted(GOLDEN.glob("*/*.txt"))[:20]],
    ids=lambda path: path.name,
)
def test_the_estimate_of_a_document_is_not_below_its_tokens(model, smollm, path):
    text = path.read_text(encoding="utf-8")
    true = true_tokens(smollm, text)
    assert true <= model.count(text) <= 2 * true


def test_the_estimate_of_a_prompt_is_not_below_its_tokens(model, ask):
    usage = ask(model, messages=FRUITS, most_tokens=1, seconds=SECONDS)[1].usage
    assert usage.input_tokens <= prompt_tokens(FRUITS)
