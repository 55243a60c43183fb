"""What is searched for one question: its words, the words it misspells, the other forms of its acronyms."""

import math
import re
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from retriever.acronyms import named_acronyms, other_forms
from retriever.passages import count_passages
from retriever.scope import EVERYTHING, Scope
from retriever.vocabulary import completions, is_ordinary_word, likely_spellings
from retriever.words import (
    MOST_OF_RARITY,
    STOP_WORDS,
    WORD,
    content_words,
    matching_any,
    passages_with,
    rarities,
    rarity,
)

# Words that are still being typed are searched by their beginning from so many letters on.
SHORTEST_BEGUN = 2
LAST_WORD = re.compile(r"[^\W_]+$")


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """A question made ready for both searches."""

    match: str  # what the word index is asked for; empty for nothing
    text: str  # for the encoder: misspelt words replaced, other forms of acronyms appended
    best_keyword: float  # the BM25 of a passage that repeats all the question's words without end
    spelt: str  # the question with misspelt words replaced


def search_terms(
    connection: sqlite3.Connection, question: str, collections: Collection[str] | None, *, unfinished: bool = False
) -> SearchTerms:
    """The question's words, their likely spellings, and the other forms of acronyms defined in the collections.

    Args:
        connection: To the database.
        question: As it was typed.
        collections: Only what their documents define and spell counts; None for all.
        unfinished: Whether the last word may go on, so that words which begin with it are searched too.
    """
    asked = content_words(question)
    known = rarities(connection, asked)
    begun = _begun_word(question, asked) if unfinished else ""
    ends = completions(connection, begun) if begun else []
    spellings = _spellings(connection, [word for word in asked if word != begun or not ends], known, collections)
    named = named_acronyms(connection, question, collections)
    forms = other_forms(question, named, lambda word: word.lower() in STOP_WORDS or is_ordinary_word(connection, word))
    spelt = [spelling for likely in spellings.values() for spelling in likely]
    begins = rarity(connection, matching_any((), begun)) if ends else 0.0
    # The word index holds stems, which may be shorter than what is typed; then the ends are searched themselves.
    others = [] if begins else ends
    unheard = math.log(2 * count_passages(connection) + 1)
    weights = {**dict.fromkeys([*spellings, *others], unheard), **known, begun + " *": begins}
    whole = spellings if begun in known or not ends else {**spellings, begun: ends}
    return SearchTerms(
        match=matching_any(dict.fromkeys([*asked, *spelt, *forms, *others]), begun if begins else ""),
        text=" ".join([with_spellings(question, whole), *(f"({form})" for form in forms)]),
        best_keyword=MOST_OF_RARITY * sum(weights.values()),
        spelt=with_spellings(question, spellings),
    )


def respelt(connection: sqlite3.Connection, question: str) -> str:
    """The question with the words that no passage has as the documents are likeliest to spell them."""
    asked = content_words(question)
    return with_spellings(question, _spellings(connection, asked, rarities(connection, asked), None))


def _begun_word(question: str, asked: Collection[str]) -> str:
    """The last word in lower case where nothing follows it and it is searched; else empty."""
    last = LAST_WORD.search(question)
    word = last[0].lower() if last else ""
    return word if word in asked and len(word) >= SHORTEST_BEGUN else ""


def _spellings(
    connection: sqlite3.Connection, asked: Sequence[str], known: Collection[str], collections: Collection[str] | None
) -> dict[str, list[str]]:
    """Likely spellings of the words that no passage has, as documents of the collections spell them.

    Never a stop word, which tells nothing.
    """
    scope = Scope.of(collections)
    unknown = (word for word in asked if word not in known)
    return {
        word: [
            spelling
            for spelling in likely_spellings(connection, word)
            if spelling not in STOP_WORDS and _is_within(connection, spelling, scope)
        ]
        for word in unknown
    }


def _is_within(connection: sqlite3.Connection, word: str, scope: Scope) -> bool:
    return scope == EVERYTHING or bool(passages_with(connection, matching_any([word]), 1, scope))


def with_spellings(question: str, spellings: Mapping[str, Sequence[str]]) -> str:
    """The question with each misspelt word replaced by its likeliest spelling, where there is one."""

    def spelt(word: re.Match[str]) -> str:
        likely = spellings.get(word[0].lower())
        return likely[0] if likely else word[0]

    return WORD.sub(spelt, question)
