"""What is searched for one question: its words, the words it misspells, the other forms of its acronyms."""

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from retriever.acronyms import other_forms
from retriever.types import Acronym
from retriever.vocabulary import is_ordinary_word, likely_spellings
from retriever.words import STOP_WORDS, WORD, content_words, is_known


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """A question made ready for both searches."""

    terms: tuple[str, ...]  # words and phrases for the word index
    text: str  # for the encoder: misspelt words replaced, other forms of acronyms appended


def search_terms(connection: sqlite3.Connection, question: str, acronyms: Iterable[Acronym]) -> SearchTerms:
    """The question's words with their likely spellings and the other forms of its acronyms."""
    asked = content_words(question)
    spellings = {word: likely_spellings(connection, word) for word in asked if not is_known(connection, word)}
    forms = other_forms(
        question, acronyms, lambda word: word.lower() in STOP_WORDS or is_ordinary_word(connection, word)
    )
    spelt = [spelling for likely in spellings.values() for spelling in likely]
    return SearchTerms(
        terms=tuple(dict.fromkeys([*asked, *spelt, *forms])),
        text=" ".join([with_spellings(question, spellings), *(f"({form})" for form in forms)]),
    )


def with_spellings(question: str, spellings: Mapping[str, Sequence[str]]) -> str:
    """The question with each misspelt word replaced by its likeliest spelling, where there is one."""

    def spelt(word: re.Match[str]) -> str:
        likely = spellings.get(word[0].lower())
        return likely[0] if likely else word[0]

    return WORD.sub(spelt, question)
