"""The records of the Learn place: entries of the glossary, steps of the reading path, flash cards."""

from dataclasses import dataclass
from typing import Literal

from app.types import Citation

CardKind = Literal["acronym", "definition", "number", "name"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Words of a document that say what something is, within the statement or heading that holds them."""

    words: str  # as in the document, on one line
    citation: Citation


@dataclass(frozen=True, slots=True)
class Entry:
    """An acronym or a term with what the documents say it is, and everywhere it stands."""

    name: str
    is_acronym: bool
    long_forms: tuple[Meaning, ...]  # what the letters stand for, each form once; of acronyms only
    definitions: tuple[Meaning, ...]  # what it is, in order of document and place
    places: tuple[Citation, ...]  # statements and headings, in order of document and place

    @property
    def is_defined(self) -> bool:
        """Whether any document says what it stands for or what it is."""
        return bool(self.long_forms or self.definitions)


@dataclass(frozen=True, slots=True)
class Telling:
    """A statement that tells much of its section."""

    citation: Citation
    lead: str = ""  # the line of the text that introduces it, where it is read under one


@dataclass(frozen=True, slots=True)
class Step:
    """One section of a reading path with what it says in a few quotes."""

    key: str  # survives another reading of an unchanged file
    source: str
    title: str  # of the document
    heading: tuple[str, ...]  # path; empty for what stands before the first heading
    place: Citation  # the heading's words, or the first statement to quote
    telling: tuple[Telling, ...]  # one to three, in order of place
    words: int  # in the whole section


@dataclass(frozen=True, slots=True)
class Card:
    """A question, or a sentence with a blank, with the words that answer and where they stand."""

    key: str
    kind: CardKind
    front: str  # a blank is BLANK
    answer: str  # words of the citation's quote, on one line
    citation: Citation


BLANK = "_____"
