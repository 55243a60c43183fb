"""Words of a text with their stems, clause by clause: what the rules compare."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from app.checking.plain import plain
from app.checking.synonyms import one_stem
from retriever.terms import content_terms, stem

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_][^\W_]*(?:['&][^\W_]+)*'?|[,;:()\[\]|/.!?]|\n")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9•])|\n\s*\n|\n(?=\s*[-•·▪*]\s)|;\s*\n")
_BREAKS = frozenset(",;:()[]|.!?")
# A clause of its own begins with these.
_OPENERS = frozenset(
    "but while whereas although though unless except if when whenever where because since which who until provided "
    "so however otherwise yet".split()
)
_VERB_STARTS = frozenset(
    "may can could might must shall should will would cannot is are was were "
    "has have had does do did never not no".split()
)
# Abbreviations after which no sentence ends.
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|e\.g|i\.e|etc|vs|approx|Art|Sec|Inc|Ltd|Co|[A-Z])\.$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place."""

    text: str
    lower: str
    stem: str  # empty for words that tell nothing by themselves
    start: int
    end: int
    clause: int  # number of the clause, from 0


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a line, with its words."""

    text: str  # plain
    words: tuple[Word, ...]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of the words that tell something."""
        return frozenset(word.stem for word in self.words if word.stem)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Words in small letters that stand side by side."""
        return frozenset((one.lower, two.lower) for one, two in pairwise(self.words))


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, made plain; those without words are left out.

    >>> [len(sentence.words) for sentence in sentences("Leave is paid. Dr. Rao agrees, unless it is long.")]
    [3, 7]
    """
    text = plain(text)
    pieces, begin = [], 0
    for found in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text[begin : found.start()]):
            pieces.append(text[begin : found.start()])
            begin = found.end()
    read = (sentence(piece) for piece in (*pieces, text[begin:]))
    return tuple(one for one in read if one.words)


@lru_cache(maxsize=8192)
def sentence(text: str) -> Sentence:
    """A text read as one sentence."""
    text = plain(text)
    tokens = list(_TOKEN.finditer(text))
    words: list[Word] = []
    clause = 0
    for place, token in enumerate(tokens):
        lower = token[0].lower()
        if token[0] in _BREAKS:
            clause += 1
            continue
        if not lower[0].isalnum():
            continue
        if lower == "no" and text[token.end() : token.end() + 1] == "-":
            lower = "no-"  # a part of a noun: "no-shows"
        following = tokens[place + 1][0].lower() if place + 1 < len(tokens) else ""
        if lower in _OPENERS or (lower in ("and", "or") and following in _VERB_STARTS):
            clause += 1
        words.append(Word(token[0], lower, content_stem(lower), *token.span(), clause))
    return Sentence(text, tuple(words))


@lru_cache(maxsize=50_000)
def content_stem(lower: str) -> str:
    """The stem of a word in small letters; empty where it tells nothing by itself."""
    if lower == "cannot" or "n't" in lower or lower.endswith(("'re", "'ll", "'ve")):
        return ""
    return one_stem(stem(lower)) if content_terms(lower) else ""
