"""What is searched for one question: its words, the words it misspells, the other forms of its acronyms."""

import math
import re
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from retriever.acronyms import named_acronyms, other_forms
from retriever.passages import count_passages
from retriever.vocabulary import is_ordinary_word, likely_spellings
from retriever.words import MOST_OF_RARITY, STOP_WORDS, WORD, content_words, rarities


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """A question made ready for both searches."""

    terms: tuple[str, ...]  # words and phrases for the word index
    text: str  # for the encoder: misspelt words replaced, other forms of acronyms appended
    best_keyword: float  # the BM25 of a passage that repeats all the question's words without end


def search_terms(connection: sqlite3.Connection, question: str, collections: Collection[str] | None) -> SearchTerms:
    """The question's words, their likely spellings, and the other forms of acronyms defined in the collections."""
    asked = content_words(question)
    known = rarities(connection, asked)
    spellings = _spellings(connection, asked, known)
    named = named_acronyms(connection, question, collections)
    forms = other_forms(question, named, lambda word: word.lower() in STOP_WORDS or is_ordinary_word(connection, word))
    spelt = [spelling for likely in spellings.values() for spelling in likely]
    unheard = math.log(2 * count_passages(connection) + 1)
    weights = {**dict.fromkeys(spellings, unheard), **known}
    return SearchTerms(
        terms=tuple(dict.fromkeys([*asked, *spelt, *forms])),
        text=" ".join([with_spellings(question, spellings), *(f"({form})" for form in forms)]),
        best_keyword=MOST_OF_RARITY * sum(weights.values()),
    )


def respelt(connection: sqlite3.Connection, question: str) -> str:
    """The question with the words that no passage has as the documents are likeliest to spell them."""
    asked = content_words(question)
    return with_spellings(question, _spellings(connection, asked, rarities(connection, asked)))


def _spellings(connection: sqlite3.Connection, asked: Sequence[str], known: Collection[str]) -> dict[str, list[str]]:
    """Likely spellings of the words that no passage has; never a stop word, which tells nothing."""
    unknown = (word for word in asked if word not in known)
    return {
        word: [spelling for spelling in likely_spellings(connection, word) if spelling not in STOP_WORDS]
        for word in unknown
    }


def with_spellings(question: str, spellings: Mapping[str, Sequence[str]]) -> str:
    """The question with each misspelt word replaced by its likeliest spelling, where there is one."""

    def spelt(word: re.Match[str]) -> str:
        likely = spellings.get(word[0].lower())
        return likely[0] if likely else word[0]

    return WORD.sub(spelt, question)
