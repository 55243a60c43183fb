"""One person's conversation on the page: what was asked, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.types import Answer, Turn


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer, or the reason there is none; neither while it is being answered."""

    question: str
    answer: Answer | None = None
    # The words of each claim as HTML, set out as in its document; kept so that no document is read twice.
    claims_html: tuple[str, ...] = ()
    failure: str | None = None


Conversation = tuple[Exchange, ...]


def history(conversation: Sequence[Exchange]) -> list[Turn]:
    """Return the answered questions and their answers as turns, oldest first, in the words shown."""
    return [
        turn
        for exchange in conversation
        if exchange.answer
        for turn in (Turn("user", exchange.question), Turn("assistant", exchange.answer.text))
    ]


def claim_by_claim(answer: Answer) -> list[Answer]:
    """Return the answer as it grows, one claim more each time; an abstention comes whole."""
    growing = [replace(answer, claims=answer.claims[:count]) for count in range(1, len(answer.claims))]
    return [*growing, answer]


def settled(conversation: Sequence[Exchange]) -> Conversation:
    """Return the exchanges that have come to an end."""
    return tuple(exchange for exchange in conversation if exchange.answer or exchange.failure)
