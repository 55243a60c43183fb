"""Answers that come when a test lets them, behind the addresses for programs."""

import threading

import pytest
from fastapi import FastAPI

from app.chat.records import Stopped
from app.programs.answer_desk import AnswerDesk
from app.types import Answer, Citation, Claim, Usage
from app.web.api.ask import add_ask_api
from app.web.api.completions import add_completions_api
from app.web.people import People, PersonCookie


class SteppedAnswering:
    """Gives each answer of `script`; an Event in it is waited for, and whoever waits is stopped by `stop`."""

    model = "test:scripted"

    def __init__(self, *script):
        self.script = script
        self.stopped = threading.Event()
        self.asked = []

    def answer(self, asked, stop):
        self.asked.append(asked)
        for step in self.script:
            if isinstance(step, Exception):
                raise step
            if isinstance(step, threading.Event):
                self._wait(step, stop)
            else:
                yield step

    def _wait(self, step, stop):
        while not step.wait(0.01):
            if stop.is_set():
                self.stopped.set()
                raise Stopped(Usage())


def written_answer(count):
    """An answer of so many claims, each with the citation of its number; the second rests on the first, too."""
    claims = (Claim("It has *30* days.", (1,)), Claim("They carry over.", (1, 2)), Claim("Ask the desk.", (3,)))[:count]
    citations = tuple(Citation(n, "leave.txt", "Leave", (), None, n, n + 4, f"it{n}_") for n in range(1, count + 1))
    text = "\n".join(f"{one.text} {''.join(f'[{n}]' for n in one.citations)}" for one in claims)
    return Answer("Leave?", "Leave?", text, 0.9, {"total": 5.0}, claims, citations, mode="written", model="test:model")


@pytest.fixture(scope="session")
def make_written():
    """Makes an answer of one to three claims, as `make_written(count)`."""
    return written_answer


@pytest.fixture(scope="session")
def make_answering():
    """Makes what answers with a script."""
    return SteppedAnswering


@pytest.fixture(scope="session")
def make_api():
    """Makes the application for programs over what answers, as `make_api(answering, heartbeat_seconds=…)`."""

    def make(answering, heartbeat_seconds=30.0):
        app = FastAPI()
        app.add_middleware(PersonCookie, people=People("a key"))
        desk = AnswerDesk(answering, heartbeat_seconds)
        add_ask_api(app, desk)
        add_completions_api(app, desk)
        return app

    return make
