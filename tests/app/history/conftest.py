"""A history on disk, a clock that a test moves, and answers to keep."""

from datetime import UTC, datetime, timedelta

import pytest

from app.history.store import History
from app.types import Abstention, Answer, Citation, Claim


class Clock:
    """A time that goes on by a second each time it is asked."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history_url(tmp_path) -> str:
    return f"sqlite:///{tmp_path}/history.sqlite3"


@pytest.fixture
def history(history_url, clock):
    """An empty history whose clock goes on by a second each time."""
    history = History(history_url, clock)
    yield history
    history.close()


@pytest.fixture
def reopened(history_url, clock):
    """Opens the same database again, as a program that starts anew does."""
    opened = []

    def open_again() -> History:
        opened.append(History(history_url, clock))
        return opened[-1]

    yield open_again
    for one in opened:
        one.close()


@pytest.fixture
def answered():
    """Makes an answer of one quote."""

    def answer(question: str, words: str = "Leave is 25 days.") -> Answer:
        citation = Citation(1, "leave.md", "Leave", ("Leave",), None, 0, len(words), words)
        return Answer(question, question, f"{words} [1]", 0.9, {}, claims=(Claim(words, (1,)),), citations=(citation,))

    return answer


@pytest.fixture
def abstained():
    """Makes an answer that says nothing was found."""

    def answer(question: str) -> Answer:
        return Answer(question, question, "Not in the documents.", 0.1, {}, abstention=Abstention("not_in_documents"))

    return answer
