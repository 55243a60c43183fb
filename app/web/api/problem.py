"""Why a request is not answered, as RFC 9457 has it."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi.responses import JSONResponse

from app.chat.records import Stopped
from app.programs.answer_desk import TooManyWaiting
from app.programs.question import CannotBeAsked
from retriever.errors import RetrieverError, UnknownDocument

PROBLEM = "application/problem+json"
# Below it, a problem has a member `error` besides, which OpenAI's clients read.
OPENAI_PREFIX = "/v1/"
UNEXPECTED = "Something went wrong inside Citewell. Its log says what happened."

NO_HEADERS: Mapping[str, str] = {}


class Problem(Exception):
    """A request that is not answered; the message says what to do about it."""

    def __init__(
        self, status: int, title: str, detail: str, headers: Mapping[str, str] = NO_HEADERS, code: str | None = None
    ) -> None:
        """Tell a problem.

        Args:
            status: Of the response.
            title: The same for all problems of its kind.
            detail: What is wrong with this request, and what to do.
            headers: More headers of the response.
            code: As OpenAI's clients know it, where they do.
        """
        super().__init__(detail)
        self.status = status
        self.title = title
        self.headers = headers
        self.code = code


class BadRequest(Problem):
    """What was asked for makes no sense; the message says what does."""

    def __init__(self, detail: str, title: str = "That cannot be searched for") -> None:
        super().__init__(400, title, detail)


def problem_of(error: Exception) -> Problem:
    """Return what a program is told of an error; nothing of one that was not expected."""
    match error:
        case Problem():
            return error
        case UnknownDocument():
            return Problem(404, "No such document", str(error))
        case RetrieverError():
            return Problem(503, "The index cannot be used", str(error))
        case CannotBeAsked():
            return Problem(422, "That cannot be asked", str(error))
        case TooManyWaiting():
            return Problem(503, "Too many questions", str(error), {"retry-after": "5"})
        case Stopped():
            return Problem(503, "Stopped", "The answer was given up before it was whole. Ask again.")
        case _:
            return Problem(500, "Unexpected error", UNEXPECTED)


def problem_json(problem: Problem) -> dict[str, Any]:
    """Return the problem as a record.

    >>> problem_json(BadRequest("Say what."))
    {'type': 'about:blank', 'title': 'That cannot be searched for', 'status': 400, 'detail': 'Say what.'}
    """
    return {"type": "about:blank", "title": problem.title, "status": problem.status, "detail": str(problem)}


def openai_error(problem: Problem) -> dict[str, Any]:
    """Return the problem as OpenAI's clients read it.

    >>> openai_error(BadRequest("Say what."))
    {'message': 'Say what.', 'type': 'invalid_request_error', 'param': None, 'code': None}
    """
    kind = "invalid_request_error" if problem.status < 500 else "server_error"
    return {"message": str(problem), "type": kind, "param": None, "code": problem.code}


def problem_response(problem: Problem, path: str = "") -> JSONResponse:
    """Return the response that tells a problem with what was asked at a path."""
    record = problem_json(problem)
    if path.startswith(OPENAI_PREFIX):
        record["error"] = openai_error(problem)
    return JSONResponse(record, problem.status, dict(problem.headers), PROBLEM)


def answered(made: Callable[[], dict[str, Any]]) -> JSONResponse:
    """Return what is made, or why it cannot be."""
    try:
        return JSONResponse(made())
    except (Problem, RetrieverError) as error:
        return problem_response(problem_of(error))
