"""When the time is over or the person stops the reply, the server is left at once."""

import time
from threading import Event

import pytest

from app.chat.records import ChatFailure, Stopped
from tests.app.chat.conftest import QUESTION
from tests.app.chat.scripted_server import hang, status

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (hang(), "The chat model did not answer within 1 second."),
        (hang("The fee "), "The chat model did not finish within 1 second."),
    ],
)
def test_when_the_time_is_over_the_server_is_left(chat, scripted_chat, ask, item, words):
    scripted_chat.script = [item]
    began = time.monotonic()
    with pytest.raises(ChatFailure) as caught:
        ask(chat, seconds=1)
    assert (caught.value.kind, str(caught.value)) == ("time_out", words)
    assert time.monotonic() - began < 10
    assert scripted_chat.saw_disconnect()
    assert caught.value.usage.input_tokens > 0


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
