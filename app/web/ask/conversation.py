"""A conversation as the page shows it: what was asked, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.history.records import Exchange, Vote
from app.quoted import DocumentOf
from app.types import Answer, Turn
from app.web.ask.claim_view import Defined, claims_html


@dataclass(frozen=True, slots=True)
class Shown:
    """One question with its answer, or the reason there is none; neither while it is being answered."""

    question: str
    answer: Answer | None = None
    # The words of each claim as HTML, set out as in its document; kept so that no document is read twice.
    claims_html: tuple[str, ...] = ()
    failure: str | None = None
    id: str = ""  # of the exchange in the history
    vote: Vote | None = None
    model: str | None = None  # the chat model that could write an answer; None where there is none
    writer: str | None = None  # the one that is writing an answer of which nothing is there yet
    is_growing: bool = False  # whether the answer is a written one with more to come

    @property
    def is_open(self) -> bool:
        """Whether it is still being answered."""
        return self.is_growing or (self.answer is None and self.failure is None)


Conversation = tuple[Shown, ...]


def shown(exchange: Exchange, document_of: DocumentOf, defined: Defined, model: str | None = None) -> Shown:
    """Return an exchange of the history as it is shown.

    Args:
        exchange: Answered or not.
        document_of: The document of a source; raises UnknownDocument.
        defined: The short forms that each document defines, by its source.
        model: The chat model that could write an answer.
    """
    words = claims_html(exchange.answer, document_of, defined) if exchange.answer else ()
    return Shown(exchange.question, exchange.answer, words, exchange.failure, exchange.id, exchange.vote, model)


def turns(exchanges: Iterable[Exchange]) -> list[Turn]:
    """Return the answered questions and their answers as turns, oldest first, in the words shown."""
    return [
        turn
        for exchange in exchanges
        if exchange.answer
        for turn in (Turn("user", exchange.question), Turn("assistant", exchange.answer.text))
    ]


def claim_by_claim(whole: Shown) -> list[Shown]:
    """Return the answered exchange as it grows, one claim more each time, and whole at last.

    A written answer is whole at once: it has grown while it was written.
    """
    answer = whole.answer
    if answer is None or answer.mode == "written":
        return [whole]
    growing = [replace(answer, claims=answer.claims[:count]) for count in range(1, len(answer.claims))]
    return [*(replace(whole, answer=part) for part in growing), whole]
