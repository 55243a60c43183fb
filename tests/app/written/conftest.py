"""A chat model whose replies a test writes, and excerpts of a small document."""

from dataclasses import dataclass, field
from threading import Event

import pytest

from app.chat.records import ChatFailure, Ended, Message, SchemaRefused
from app.types import Answer, Citation, Claim, Excerpt, Usage
from app.written.records import Found

QUOTES = {
    "leave.md": "Staff earn 2.5 days of annual leave a month. The head of office approves leave.",
    "travel.md": "Travel is booked by the travel unit.",
}


@dataclass
class ScriptedChat:
    """Says what it is told to, piece by piece; `{1}` in a piece becomes the id of the first excerpt it was given."""

    pieces: list = field(default_factory=list)
    name: str = "scripted:chat"
    context_tokens: int = 4096
    offers_schema: bool = False
    is_whole: bool = True
    asked: list[tuple[Message, ...]] = field(default_factory=list)
    schemas: list = field(default_factory=list)

    def count(self, text: str) -> int:
        return len(text.split())

    def stream(self, messages, *, most_tokens, seconds, stop: Event, schema=None):
        self.asked.append(tuple(messages))
        self.schemas.append(schema)
        ids = [part.split('"')[1] for part in messages[-1].text.split("<excerpt ")[1:]]
        for piece in self.pieces:
            if isinstance(piece, SchemaRefused):
                if schema is None:
                    continue
                self.offers_schema = False
                raise piece
            if isinstance(piece, ChatFailure):
                raise piece
            for place, id in enumerate(ids, start=1):
                piece = piece.replace(f"{{{place}}}", id)
            yield piece
        yield Ended(Usage(100, 20, 1), self.is_whole)


def citation(source: str, words: str, marker: int = 1) -> Citation:
    start = QUOTES[source].index(words)
    return Citation(marker, source, source, ("Rules",), None, start, start + len(words), words)


@pytest.fixture
def chat():
    return ScriptedChat()


@pytest.fixture
def cite():
    """Makes a citation of words of the small documents, as `cite(source, words)`."""
    return citation


@pytest.fixture
def found():
    """A quoted answer about leave, and three excerpts."""
    earned = citation("leave.md", "Staff earn 2.5 days of annual leave a month.")
    approved = citation("leave.md", "The head of office approves leave.")
    booked = citation("travel.md", "Travel is booked by the travel unit.")
    answer = Answer(
        "How much leave is earned?",
        "How much leave is earned?",
        f"{earned.quote} [1]",
        0.9,
        {"search": 5.0, "total": 40.0},
        (Claim(earned.quote, (1,)),),
        (earned,),
        short_answer="2.5 days",
    )
    return Found(answer, tuple(Excerpt(one) for one in (earned, approved, booked)))
