"""Compare texts by their words alone: letter case, white space, punctuation and Markdown signs do not count."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from retriever.types import Span

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, folded for comparison, each with its place in the text."""

    folded: tuple[str, ...]
    spans: tuple[Span, ...]


def words_of(text: str) -> Words:
    """Return the words of a text in order.

    >>> words_of("**USD** 62.4 M").folded
    ('usd', '62', '4', 'm')
    """
    found = list(_WORD.finditer(text))
    folded = (unicodedata.normalize("NFKC", match.group()).casefold() for match in found)
    return Words(tuple(folded), tuple(match.span() for match in found))


def phrase_spans(words: Words, phrase: Sequence[str]) -> list[Span]:
    """Return every place where the folded words of a phrase stand together, in order.

    >>> phrase_spans(words_of("Up to 40 days,\\nor 40 nights"), ("40", "days"))
    [(6, 13)]
    """
    size = len(phrase)
    wanted = tuple(phrase)
    if not size:
        return []
    return [
        (words.spans[i][0], words.spans[i + size - 1][1])
        for i in range(len(words.folded) - size + 1)
        if words.folded[i] == wanted[0] and words.folded[i : i + size] == wanted
    ]


def contains_phrase(text: str, phrase: str) -> bool:
    """Whether the words of a phrase stand together in a text; "40" is not in "140".

    A phrase of signs only, such as "%", is in no text.
    """
    return bool(phrase_spans(words_of(text), words_of(phrase).folded))
