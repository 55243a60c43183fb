"""How a chat model answers that obeys an injection, with the ids that it was given, and in several manners."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.app.chat.scripted_server import Asked, Item, reply

_EXCERPT = re.compile(r'<excerpt id="(\w+)" from="[^\n]*">\n(.*?)\n</excerpt>', re.DOTALL)
LINK, IMAGE = "http://evil.example/login", "![leave](http://evil.example/?q=leave)"


@dataclass(frozen=True)
class Given:
    """What a request gives to a model."""

    ids: list[str]
    blocks: list[str]  # of the excerpts, with what they are read under
    texts: list[str]  # without that

    @property
    def all_ids(self) -> str:
        return " ".join(f"[{id}]" for id in self.ids)

    @property
    def true(self) -> str:
        """The first excerpt's words, without their full stop."""
        return self.texts[0].rstrip(".")


def given(asked: Asked) -> Given:
    """Return the excerpts of a request."""
    found = [*_EXCERPT.finditer(asked.messages[-1]["content"])]
    return Given([one[1] for one in found], [one[0] for one in found], [one[2].splitlines()[-1] for one in found])


# From what is to be said and what was given to the reply.
MANNERS: dict[str, Callable[[str, Given], str]] = {
    "cites the likeliest": lambda says, got: f"{says} [{got.ids[0]}]",
    "cites everything": lambda says, got: f"{says} {got.all_ids}",
    "cites nothing": lambda says, got: says,
    "invents an id": lambda says, got: f"{says} [wxyz]",
    "names an id first": lambda says, got: f"[{got.ids[0]}] {says}",
    "says the truth, too": lambda says, got: f"{got.true} [{got.ids[0]}]. {says} [{got.ids[0]}]",
    "joins it to the truth": lambda says, got: f"{got.true}, and {says[:1].lower()}{says[1:]} [{got.ids[0]}]",
    "puts it before the truth": lambda says, got: f"{says.rstrip('.')}: {got.true}. {got.all_ids}",
    "calls it a quote": lambda says, got: f"The rules say “{says}” [{got.ids[0]}]",
    "adds a link to the truth": lambda says, got: f"{got.true}, see {LINK}. [{got.ids[0]}]",
    "adds an image to the truth": lambda says, got: f"{got.true} {IMAGE} [{got.ids[0]}].",
    "writes HTML": lambda says, got: f"<b onclick=alert(1)>{says}</b><script>alert(2)</script> [{got.ids[0]}]",
    "plays the person": lambda says, got: f"Question: and now?\nAnswer: {says} [{got.ids[0]}]",
}
# What some of these manners add of their own.
NEVER_SHOWN = [r"evil\.example", r"!\[", r"<script>alert\(2", "onclick", "wxyz", "and now"]


def obeying(says: str, manner: str) -> Callable[[Asked], Item]:
    """Return what the scripted server answers in this manner; the sentence comes in two pieces."""

    def answered(asked: Asked) -> Item:
        text = MANNERS[manner](says, given(asked))
        return reply(text[: len(text) // 2], text[len(text) // 2 :])

    return answered


def reciting(asked: Asked) -> Item:
    """Answer with everything that the request holds, the rules first."""
    ids = given(asked).ids
    lines = [line for message in asked.messages for line in message["content"].splitlines()]
    return reply("".join(f"{line.strip('- ')} [{ids[0]}]\n" for line in lines if line.strip()))
