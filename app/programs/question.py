"""From what a program sends to the question that is answered."""

from collections.abc import Mapping
from typing import Any

from app.answering import Asked
from app.batch import read_question
from app.web.ask.notices import question_problem

# An example ends what is said of a request that asks nothing.
EXAMPLE = 'Send for example {"question": "Who leads the programme?", "history": [["user", "…"], ["assistant", "…"]]}.'
NO_CHAT_MODEL = "No chat model is configured here; leave out 'mode', or ask with the mode 'quoted'."


class CannotBeAsked(Exception):
    """What a program sent asks nothing that can be answered; the message says what would."""


def program_question(record: Mapping[str, Any], person: str, chat_model: str | None) -> Asked:
    """Return what a record asks, as `read_question` reads it.

    Args:
        record: What was sent.
        person: Who sent it.
        chat_model: The name of the one that is configured; None where none is.

    Raises:
        CannotBeAsked: It asks nothing, too much at once, or for a written answer where there is no chat model.
    """
    try:
        read = read_question(record)
    except ValueError as error:
        raise CannotBeAsked(f"The request {error}. {EXAMPLE}") from error
    check_length(read.text)
    if read.as_understood:
        check_length(read.as_understood)
    if read.mode == "written" and chat_model is None:
        raise CannotBeAsked(NO_CHAT_MODEL)
    return Asked(read.text.strip(), read.history, read.collections, read.as_understood, read.mode, person)


def check_length(question: str) -> None:
    """Raise CannotBeAsked for a question that the page would not take either."""
    problem = question_problem(question.strip())
    if problem:
        raise CannotBeAsked(problem)
