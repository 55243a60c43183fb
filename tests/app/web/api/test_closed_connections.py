"""Whoever goes away stops the spending; whoever stays hears that the answer is being made."""

import json
import socket
import threading
from urllib.parse import urlsplit

import httpx
import pytest

from app.web.api.events import HEARTBEAT

SECONDS = 30


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/ask", {"question": "Leave?"}),
        ("/v1/chat/completions", {"stream": True, "messages": [{"role": "user", "content": "Leave?"}]}),
    ],
)
def test_an_answer_is_given_up_when_the_reader_of_its_events_has_gone(
    serve_app, make_api, make_answering, make_written, path, body
):
    answering = make_answering(make_written(1), threading.Event(), make_written(2))
    with serve_app(make_api(answering)) as address:
        headers = {"accept": "text/event-stream"}
        with httpx.stream("POST", address + path, json=body, headers=headers, timeout=SECONDS) as response:
            next(line for line in response.iter_lines() if "30" in line)
            assert not answering.stopped.is_set()
        assert answering.stopped.wait(SECONDS)


def test_an_answer_is_given_up_when_whoever_waits_for_all_of_it_has_gone(serve_app, make_api, make_answering):
    answering = make_answering(threading.Event())
    with serve_app(make_api(answering)) as address:
        place = urlsplit(address)
        body = json.dumps({"question": "Leave?"}).encode()
        head = f"POST /api/ask HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: application/json\r\n"
        with socket.create_connection((place.hostname, place.port)) as connection:
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            connection.settimeout(0.2)
            with pytest.raises(TimeoutError):
                connection.recv(1)
        assert answering.stopped.wait(SECONDS)


def test_a_heartbeat_comes_while_an_answer_is_being_made(serve_app, make_api, make_answering, make_written):
    go_on = threading.Event()
    with (
        serve_app(make_api(make_answering(go_on, make_written(1)), heartbeat_seconds=0.02)) as address,
        httpx.stream(
            "POST",
            f"{address}/api/ask",
            json={"question": "Leave?"},
            headers={"accept": "text/event-stream"},
            timeout=SECONDS,
        ) as response,
    ):
        lines = response.iter_lines()
        assert next(lines) == HEARTBEAT.strip()
        go_on.set()
        assert "event: answer" in list(lines)
