"""A chat model on the scripted server, and what is asked of it."""

from threading import Event

import pytest

from app.chat.model import open_chat_model
from app.chat.records import Ended, Message

QUESTION = (Message("system", "Answer from the excerpts."), Message("user", "What is the fee?"))


@pytest.fixture
def chat(scripted_chat):
    """The model that answers by the script of `scripted_chat`."""
    return open_chat_model("openai:scripted", scripted_chat.url)


@pytest.fixture
def ask():
    """Asks a model and returns its whole reply and how it ended, as `ask(model, seconds=…, stop=…, schema=…)`."""

    def whole_reply(model, seconds=10.0, stop=None, most_tokens=200, messages=QUESTION, **options):
        stream = model.stream(messages, most_tokens=most_tokens, seconds=seconds, stop=stop or Event(), **options)
        *pieces, end = stream
        assert isinstance(end, Ended)
        return "".join(pieces), end

    return whole_reply
