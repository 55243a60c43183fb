"""From what a program sends to the question that is answered."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request

from app.answering import Asked
from app.batch import Question, read_question
from app.web.api.problem import Problem
from app.web.ask.notices import question_problem

CANNOT_BE_ASKED = "That cannot be asked"
# An example ends what is said of a request that asks nothing.
EXAMPLE = 'Send for example {"question": "Who leads the programme?", "history": [["user", "…"], ["assistant", "…"]]}.'


def question_of(record: Mapping[str, Any]) -> Question:
    """Return what a record asks.

    Raises:
        Problem: It asks nothing.
    """
    try:
        question = read_question(record)
    except ValueError as error:
        raise Problem(422, CANNOT_BE_ASKED, f"The request {error}. {EXAMPLE}") from error
    check_length(question.text)
    check_length(question.as_understood or question.text)
    return question


def check_length(question: str) -> None:
    """Raise Problem for a question that the page would not ask either."""
    problem = question_problem(question.strip())
    if problem:
        raise Problem(422, CANNOT_BE_ASKED, problem)


def asked_of(question: Question, person: str) -> Asked:
    """Return the question as somebody asks it."""
    return Asked(
        question.text.strip(),
        question.history,
        question.collections,
        question.as_understood,
        question.mode,
        person,
    )


def asker(request: Request) -> str:
    """Return who asks: a person by their cookie, else a program by the address that it asks from."""
    if request.state.is_known:
        return str(request.state.person)
    return f"address {request.client.host if request.client else 'unknown'}"
