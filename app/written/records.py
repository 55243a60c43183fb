"""The records of writing an answer."""

from dataclasses import dataclass

from app.types import Answer, Citation, Excerpt, Usage


@dataclass(frozen=True, slots=True)
class Found:
    """The quoted answer to a question, and what a written one may rest on."""

    answer: Answer
    excerpts: tuple[Excerpt, ...] = ()  # likeliest first, none twice; empty beside an abstention


@dataclass(frozen=True, slots=True)
class Draft:
    """One sentence as a chat model wrote it, its markers taken out."""

    text: str
    cited: tuple[str, ...]  # the ids of excerpts, in order, none twice


@dataclass(frozen=True, slots=True)
class Supported:
    """A sentence with the quotes that bear it out, no more than it needs."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What came of asking a chat model to make a follow-up whole."""

    question: str | None  # None where it gave nothing that holds
    usage: Usage
