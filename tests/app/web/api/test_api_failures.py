"""Failures reach programs as problems, without what was not expected."""

import asyncio
import json
import threading

import pytest
from fastapi.testclient import TestClient

from app.answering import Asked
from app.programs.answer_desk import MOST_WAITING, AnswerDesk, TooManyWaiting
from app.web.api.problem import UNEXPECTED
from app.web.server import create_app
from retriever.errors import IndexLocked
from tests.app.web.api.own_loop import in_own_loop


@pytest.fixture(scope="module")
def troubled(make_site, make_troubled_assistant):
    app = create_app(make_site(make_troubled_assistant()))
    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("question", "status", "detail"),
    [
        ("locked?", 503, "another process is writing to <data>. Wait until it is done, then ask again."),
        ("broken?", 500, UNEXPECTED),
    ],
)
def test_a_failure_is_a_problem(troubled, question, status, detail):
    response = troubled.post("/api/ask", json={"question": question})
    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, response.json()["detail"]) == (status, detail)
    messages = [{"role": "user", "content": question}]
    failed = troubled.post("/v1/chat/completions", json={"messages": messages})
    assert (failed.status_code, failed.json()["error"]["type"]) == (status, "server_error")
    assert failed.json()["error"]["message"] == detail


@pytest.mark.parametrize(
    ("error", "detail"), [(IndexLocked("Wait."), "Wait."), (ZeroDivisionError("secret"), UNEXPECTED)]
)
def test_a_failure_after_the_first_claim_is_the_last_event(make_api, make_answering, make_written, error, detail):
    api = TestClient(make_api(make_answering(make_written(1), error)))
    asked = api.post("/api/ask", json={"question": "Leave?"}, headers={"accept": "text/event-stream"})
    *_, last = asked.text.strip().split("\n\n")
    assert last.startswith("event: error\n")
    assert json.loads(last.partition("data: ")[2])["detail"] == detail
    chat = {"stream": True, "messages": [{"role": "user", "content": "Leave?"}]}
    *_, last = api.post("/v1/chat/completions", json=chat).text.strip().split("\n\n")
    assert json.loads(last.removeprefix("data: "))["error"]["message"] == detail


def test_more_questions_than_may_wait_are_sent_away(make_answering, make_written):
    go_on = threading.Event()
    desk = AnswerDesk(make_answering(go_on, make_written(1)))

    async def ask_too_many():
        waiting = [asyncio.create_task(desk.whole(Asked("Leave?"))) for _ in range(MOST_WAITING)]
        await asyncio.sleep(0)
        with pytest.raises(TooManyWaiting):
            await desk.whole(Asked("Leave?"))
        go_on.set()
        return await asyncio.gather(*waiting)

    assert len(in_own_loop(ask_too_many())) == MOST_WAITING
