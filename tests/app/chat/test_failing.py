"""What fails is tried again where that may help, and else told in one line."""

import time

import pytest

from app.chat.model import open_chat_model
from app.chat.records import ChatFailure
from app.types import Usage
from tests.app.chat.scripted_server import cut, garbage, refusal, reply, status, unfinished

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")


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
        ask(chat, seconds=20)
    assert caught.value.kind == "rate_limited"
    assert time.monotonic() - began < 15


def test_an_exceeded_quota_is_not_tried_again(chat, scripted_chat, ask):
    scripted_chat.script = [status(429, "You exceeded your current quota: insufficient_quota")]
    with pytest.raises(ChatFailure, match="takes no more requests"):
        ask(chat)
    assert len(scripted_chat.requests) == 1


def test_an_unreachable_server_is_told_at_once(ask, scripted_chat):
    with pytest.raises(ChatFailure) as caught:
        ask(open_chat_model("openai:scripted", "http://127.0.0.1:1/v1"))
    assert (caught.value.kind, str(caught.value)) == ("unreachable", "The chat model's server cannot be reached.")


def test_a_server_of_no_known_name_is_unreachable(ask):
    with pytest.raises(ChatFailure, match="cannot be reached"):
        ask(open_chat_model("openai:scripted", "http://no-such-host.invalid/v1"))
