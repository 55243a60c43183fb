"""`POST /v1/chat/completions` and `GET /v1/models`: Citewell as a model, to any client of OpenAI's."""

import time
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from threading import Event
from typing import Any
from uuid import uuid4

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from app.programs.answer_desk import AnswerDesk
from app.render import answer_json
from app.types import Answer, Usage
from app.web.api.ask import log_unexpected, whole_answer
from app.web.api.asker import asker
from app.web.api.body import read_object
from app.web.api.chat_content import REPLACED, chat_claims, chat_content, chat_end
from app.web.api.chat_messages import ChatRequest, check_model, model_names, read_chat
from app.web.api.events import HEARTBEAT, EventResponse, event
from app.web.api.growth import new_claims
from app.web.api.problem import openai_error, problem_of

DONE = "data: [DONE]\n\n"
# When models are said to have been made, which is asked for and means nothing here.
MADE = 1_767_225_600
UNUSED = Usage()


def add_completions_api(app: FastAPI, desk: AnswerDesk) -> None:
    """Add the addresses. Beside the text of an answer, the field `citewell` holds it as `POST /api/ask` gives it."""

    @app.get("/v1/models")
    def models() -> JSONResponse:
        return JSONResponse({"object": "list", "data": [_model_json(name) for name in model_names(desk.model)]})

    @app.get("/v1/models/{name}")
    def model(name: str) -> JSONResponse:
        check_model(name, desk.model)
        return JSONResponse(_model_json(name))

    @app.post("/v1/chat/completions")
    async def completions(request: Request) -> Response:
        chat = read_chat(await read_object(request), desk.model, asker(request))
        if chat.streams:
            stop = Event()
            return EventResponse(_chunks(desk, chat, stop), stop)
        answer = await whole_answer(desk, chat.asked, request)
        return JSONResponse(_completion(chat, answer))


def _model_json(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": MADE, "owned_by": "citewell"}


def _completion(chat: ChatRequest, answer: Answer) -> dict[str, Any]:
    message = {"role": "assistant", "content": chat_content(answer), "refusal": None, **_record(answer)}
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
    return {**_head(chat, "chat.completion"), "choices": [choice], "usage": _usage_json(answer.usage)}


async def _chunks(desk: AnswerDesk, chat: ChatRequest, stop: Event) -> AsyncIterator[str]:
    head = _head(chat, "chat.completion.chunk")
    usage = {"usage": None} if chat.counts else {}

    def chunk(delta: Mapping[str, Any], finish_reason: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        return event({**head, "choices": [choice], **usage})

    yield chunk({"role": "assistant", "content": ""})
    shown: Answer | None = None
    try:
        async with aclosing(desk.growing(chat.asked, stop)) as answers:
            async for answer in answers:
                if answer is None:
                    yield HEARTBEAT
                    continue
                words = _more(answer, shown)
                shown = answer
                if words:
                    yield chunk({"content": words})
    except Exception as error:  # noqa: BLE001 - the response has begun, so its status can no longer tell
        log_unexpected(error)
        yield event({"error": openai_error(problem_of(error))})
        return
    if shown is None:
        raise AssertionError("an answer never came")
    yield chunk({"content": chat_end(shown)})
    yield chunk(_record(shown), "stop")
    if chat.counts:
        yield event({**head, "choices": [], "usage": _usage_json(shown.usage)})
    yield DONE


def _more(answer: Answer, shown: Answer | None) -> str:
    """What is new in a growing answer; one that begins anew stands below the one before it with its sources."""
    new = new_claims(answer, shown)
    if shown and new is None:
        return chat_end(shown) + REPLACED + chat_claims(answer.claims, answer)
    return chat_claims(new or (), answer, first=not (shown and shown.claims))


def _head(chat: ChatRequest, kind: str) -> dict[str, Any]:
    return {"id": f"chatcmpl-{uuid4().hex}", "object": kind, "created": int(time.time()), "model": chat.model}


def _record(answer: Answer) -> dict[str, Any]:
    return {"citewell": {"answer": answer_json(answer)}}


def _usage_json(usage: Usage | None) -> dict[str, int]:
    used = usage or UNUSED
    return {
        "prompt_tokens": used.input_tokens,
        "completion_tokens": used.output_tokens,
        "total_tokens": used.input_tokens + used.output_tokens,
    }
