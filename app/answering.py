"""From what a person asked to the answer they are shown: written where a chat model may, else quoted."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from app.chat.records import Stopped
from app.types import Answer, Mode, Turn, Usage

if TYPE_CHECKING:
    from app.assistant import Assistant
    from app.written.writer import Writer

ALLOWANCE_SPENT = "Today's allowance for the chat model is used up"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a person asks it, or a program."""

    question: str
    history: tuple[Turn, ...] = ()  # oldest first
    collections: frozenset[str] | None = None  # what may be searched; everything where it is None
    as_understood: str | None = None  # the question made whole by the person
    mode: Mode | None = None  # None: written where there is a chat model, else quoted
    person: str = ""  # whose allowance is spent; nobody's where it is empty


class Allowance(Protocol):
    """How much of a chat model each person may use."""

    def is_left(self, person: str) -> bool:
        """Whether the person may use the chat model now."""
        ...

    def spend(self, person: str, usage: Usage) -> None:
        """Note what an answer has cost."""
        ...


class Answering:
    """Answers questions for everybody: page, programs and command line. Safe to use from several threads."""

    def __init__(
        self,
        assistant: "Assistant",
        writer: "Writer | None" = None,
        allowance: Allowance | None = None,
        turn: Callable[[], AbstractContextManager[None]] = nullcontext,
        told: Callable[[Answer], None] = lambda answer: None,
    ) -> None:
        """Answer with an assistant.

        Args:
            assistant: Gives the quoted answers.
            writer: Gives the written ones; None where there is no chat model.
            allowance: Of each person's use of the chat model; None for as much as they like.
            turn: Is entered while documents are searched and read, which takes the processor; not while a chat model
                writes.
            told: Is given each answer once it is whole.
        """
        self._assistant = assistant
        self._writer = writer
        self._allowance = allowance
        self._turn = turn
        self._told = told

    @property
    def model(self) -> str | None:
        """The chat model's name; None where there is none."""
        return self._writer.chat.name if self._writer else None

    def answer(self, asked: Asked, stop: Event | None = None) -> Iterator[Answer]:
        """Yield the answer with ever more claims; the last one is whole. A quoted answer comes at once.

        Args:
            asked: The question.
            stop: When set from another thread, the chat model stops at once.

        Raises:
            RetrieverError: The index cannot be read.
            Stopped: `stop` was set before there was an answer.
        """
        whole: Answer | None = None
        for whole in self._growing(asked, stop or Event()):
            yield whole
        if whole:
            self._told(whole)

    def whole(self, asked: Asked) -> Answer:
        """Return the last answer of `answer`."""
        *_, last = self.answer(asked)
        return last

    def _growing(self, asked: Asked, stop: Event) -> Iterator[Answer]:
        if self._writer is None or asked.mode == "quoted":
            yield self._quoted(asked, stop)
        elif self._allowance and not self._allowance.is_left(asked.person):
            quoted = self._quoted(asked, stop)
            yield quoted if quoted.abstention else fallen_back(quoted, ALLOWANCE_SPENT)
        else:
            yield from self._written(self._writer, asked, stop)

    def _quoted(self, asked: Asked, stop: Event) -> Answer:
        with self._turn():
            _go_on_unless(stop)
            return self._assistant.ask(asked.question, asked.history, asked.collections, asked.as_understood)

    def _written(self, writer: "Writer", asked: Asked, stop: Event) -> Iterator[Answer]:
        usage = Usage()
        start = perf_counter()
        try:
            rewritten = writer.made_whole(asked.question, asked.history, stop) if not asked.as_understood else None
            usage = rewritten.usage if rewritten else usage
            rewriting_ms = (perf_counter() - start) * 1000
            made_whole = rewritten.question if rewritten else None
            with self._turn():
                _go_on_unless(stop)
                found = self._assistant.find(
                    asked.question, asked.history, asked.collections, asked.as_understood, made_whole=made_whole
                )
            if rewritten:
                found = replace(found, answer=with_rewriting(found.answer, rewriting_ms))
            for answer in writer.write(found, stop):
                total = sum_of(rewritten.usage, answer.usage) if rewritten else answer.usage
                usage = total or usage
                yield replace(answer, usage=total)
        except Stopped as stopped:
            usage = sum_of(usage, stopped.usage)
            raise
        finally:
            if self._allowance and usage.requests:
                self._allowance.spend(asked.person, usage)


def _go_on_unless(stop: Event) -> None:
    """What nobody waits for any more when its turn has come is not begun."""
    if stop.is_set():
        raise Stopped(Usage())


def fallen_back(answer: Answer, reason: str) -> Answer:
    """Return the quoted answer with the reason why it is not a written one.

    Args:
        answer: With claims.
        reason: A sentence, with or without its full stop.
    """
    return replace(answer, fallback=f"{reason.rstrip('.')}. These are the documents' own words.")


def sum_of(one: Usage, other: Usage | None) -> Usage:
    """Return what both have cost.

    >>> sum_of(Usage(10, 2, 1), Usage(5, 1, 1))
    Usage(input_tokens=15, output_tokens=3, requests=2)
    """
    if other is None:
        return one
    return Usage(
        one.input_tokens + other.input_tokens,
        one.output_tokens + other.output_tokens,
        one.requests + other.requests,
    )


def with_rewriting(answer: Answer, milliseconds: float) -> Answer:
    """Return the answer with the time that a chat model took to make its question whole."""
    timings = dict(answer.timings_ms)
    timings["rewrite"] = round(timings.get("rewrite", 0.0) + milliseconds, 1)
    timings["total"] = round(timings.get("total", 0.0) + milliseconds, 1)
    return replace(answer, timings_ms=timings)
