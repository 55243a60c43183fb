"""No key shows in logs, errors or traces, whoever writes them."""

import logging
import traceback

import pytest

from app.chat.hiding import hide_in_logs
from app.chat.model import open_chat_model
from app.chat.records import ChatFailure
from app.chat.secrets import Key
from tests.app.chat.scripted_server import cut, garbage, hang, status

KEY = "sk-do-not-show-me-0123456789"


@pytest.fixture(autouse=True)
def _records_as_before():
    """What is hidden is hidden for the whole process; not for other tests."""
    make = logging.getLogRecordFactory()
    yield
    logging.setLogRecordFactory(make)


def everything_shown(error, caplog):
    """All that a person or a log might see of a failure."""
    return "\n".join([str(error), repr(error), caplog.text, *traceback.format_exception(error)])


@pytest.mark.parametrize(
    "item",
    [
        status(401, f"Incorrect API key provided: {KEY}"),
        status(400, f"bad request by {KEY}"),
        status(500, f"trouble with {KEY}"),
        garbage(f"data: {KEY}\n\n".encode()),
        cut(KEY),
        hang(KEY),
    ],
    ids=["401", "400", "500", "garbage", "cut", "hang"],
)
def test_a_server_that_repeats_the_key_does_not_make_it_show(scripted_chat, ask, caplog, item):
    caplog.set_level(logging.DEBUG)
    scripted_chat.script = [item]
    with pytest.raises(ChatFailure) as caught:
        ask(open_chat_model("openai:scripted", scripted_chat.url, Key(KEY)), seconds=3)
    assert scripted_chat.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in everything_shown(caught.value, caplog)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("address", [f"http://user:{KEY}@127.0.0.1:1/v1", f"http://127.0.0.1:1/v1?key={KEY}"])
def test_a_key_in_the_address_does_not_show(ask, caplog, address):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ChatFailure) as caught:
        ask(open_chat_model("openai:scripted", address))
    assert KEY not in everything_shown(caught.value, caplog)


def test_a_model_does_not_show_its_key(scripted_chat):
    model = open_chat_model("openai:scripted", scripted_chat.url, Key(KEY))
    assert KEY not in f"{model!r} {model} {vars(model)}"


def test_any_librarys_log_is_without_the_hidden_words(caplog):
    hide_in_logs([KEY])
    logging.getLogger("some.library").warning("sent %s to %s in %d ms", f"Bearer {KEY}", "there", 5)
    logging.getLogger("some.library").warning(f"sent {KEY}")
    assert [record.getMessage() for record in caplog.records] == [
        "sent Bearer (hidden) to there in 5 ms",
        "sent (hidden)",
    ]


def test_a_logged_trace_is_without_the_hidden_words(caplog):
    hide_in_logs([KEY])
    try:
        raise ValueError(f"no such key: {KEY}")
    except ValueError:
        logging.getLogger("some.library").exception("it failed")
    assert KEY not in caplog.text
    assert "ValueError: no such key: (hidden)" in caplog.text


def test_arguments_stay_apart_for_formatters_that_read_them(caplog):
    hide_in_logs([KEY])
    logging.getLogger("some.library").warning('%s - "%s" %d', "127.0.0.1", f"/?key={KEY}", 200)
    assert caplog.records[0].args == ("127.0.0.1", "/?key=(hidden)", 200)


def test_other_records_stay_as_they_are(caplog):
    hide_in_logs([KEY, ""])
    logging.getLogger("some.library").warning("%s files", 3)
    assert (caplog.records[0].msg, caplog.records[0].args) == ("%s files", (3,))


def test_a_second_key_is_hidden_beside_the_first(caplog):
    hide_in_logs([KEY])
    hide_in_logs(["another-key"])
    logging.getLogger("some.library").warning(f"{KEY} another-key")
    assert caplog.records[0].getMessage() == "(hidden) (hidden)"
