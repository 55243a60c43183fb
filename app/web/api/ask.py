"""`POST /api/ask`: a question in, its answer out, whole or claim by claim."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import aclosing
from threading import Event
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from app.answering import Asked
from app.programs.answer_desk import AnswerDesk
from app.programs.question import program_question
from app.render import answer_json, citation_json
from app.types import Answer, Claim
from app.web.api.asker import asker
from app.web.api.body import read_object
from app.web.api.events import EVENTS, HEARTBEAT, EventResponse, event, stop_when_gone
from app.web.api.growth import new_citations, new_claims
from app.web.api.problem import problem_json, problem_of

LOG = logging.getLogger(__name__)


def add_ask_api(app: FastAPI, desk: AnswerDesk) -> None:
    """Add the address.

    `Accept: text/event-stream` gives an event `claim` for each claim as it passes its check, with the citations that
    are new with it; then `answer` with the whole answer, which holds where claims before it said something else. Where
    there is none, `error` with the problem comes instead.
    """

    @app.post("/api/ask")
    async def ask(request: Request) -> Response:
        record = await read_object(request)
        asked, stop, id = program_question(record, asker(request), desk.model), Event(), record.get("id")
        if EVENTS in request.headers.get("accept", ""):
            return EventResponse(_events(desk, asked, stop, id), stop)
        answer = await whole_answer(desk, asked, request)
        return JSONResponse({**answer_json(answer), "id": id})


async def whole_answer(desk: AnswerDesk, asked: Asked, request: Request) -> Answer:
    """Return the answer to a question; it is given up when the request's connection is closed.

    Raises:
        TooManyWaiting: It is not answered.
        RetrieverError: There is no answer.
        Stopped: The connection was closed.
    """
    stop = Event()
    leaving = asyncio.create_task(stop_when_gone(request, stop))
    try:
        return await desk.whole(asked, stop)
    finally:
        leaving.cancel()


def log_unexpected(error: Exception) -> None:
    """Tell the log of an error that ends a response which had begun, where it was not expected."""
    if problem_of(error).status == 500:
        LOG.error("a question met an unexpected error", exc_info=error)


async def _events(desk: AnswerDesk, asked: Asked, stop: Event, id: Any) -> AsyncIterator[str]:
    shown: Answer | None = None
    try:
        async with aclosing(desk.growing(asked, stop)) as answers:
            async for answer in answers:
                if answer is None:
                    yield HEARTBEAT
                    continue
                for claim in new_claims(answer, shown) or ():
                    yield event(_claim_json(claim, answer), "claim")
                shown = answer
    except Exception as error:  # noqa: BLE001 - the response has begun, so its status can no longer tell
        log_unexpected(error)
        yield event(problem_json(problem_of(error)), "error")
        return
    if shown:
        yield event({**answer_json(shown), "id": id}, "answer")


def _claim_json(claim: Claim, answer: Answer) -> dict[str, Any]:
    return {
        "claim": {"text": claim.text, "citations": list(claim.citations)},
        "citations": [citation_json(one) for one in new_citations(claim, answer)],
    }
