"""The records every room shares: documents and their parts, hits and evidence."""

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]
"""Start and end offsets, in characters of one document's text; the end is exclusive."""


class StatementKind(StrEnum):
    """What a statement looked like in its document."""

    SENTENCE = "sentence"
    ITEM = "item"  # one item of a list whose items are sentences or long phrases
    LIST = "list"  # a lead with all its short items, quoted as one
    FACT = "fact"  # a label with its value
    ROW = "row"  # one row of a table


@dataclass(frozen=True, slots=True)
class Statement:
    """The smallest span that can be quoted alone."""

    start: int
    end: int
    kind: StatementKind
    # The words it is read under: the line that introduces its list, or its table's header row.
    lead: Span | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading path and the span under it, the heading's own line included.

    Sections follow one another without gaps: together they cover the document's whole text.
    """

    path: tuple[str, ...]
    start: int
    end: int
    statements: tuple[Statement, ...]
    heading: Span | None = None
    page: int | None = None  # 1-based; None where the format has no pages


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page, slide or sheet of a document begins."""

    number: int  # 1-based
    start: int  # offset in the document's text
    label: str = ""  # as printed, where that differs from the number; a sheet's name
    kind: str = "page"  # "page", "slide" or "sheet"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that the source file linked to an address."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Acronym:
    """A short form that a document defines, with the span that holds both forms."""

    short: str
    long: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One file as one canonical text with its parts. Every position in the project refers to `text`."""

    source: str  # path below the ingested folder, with forward slashes; names the document everywhere
    title: str
    text: str
    sections: tuple[Section, ...]
    content_hash: str  # sha256 of the file's bytes, hexadecimal
    collection: str = "main"
    furniture: tuple[Span, ...] = ()  # running heads, page numbers, photo credits: kept, never quoted
    links: tuple[Link, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    pages: tuple[Page, ...] = ()  # in order, each up to the next one's start; empty where the format has none
    also: tuple[str, ...] = ()  # other names under which files of the same bytes were found, in order


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive statements of one section: the unit that is embedded and searched."""

    id: str
    source: str
    title: str
    section: tuple[str, ...]
    start: int
    end: int
    text: str  # the document's text from start to end
    statements: tuple[Statement, ...]  # offsets into the document's text, not the passage's
    collection: str = "main"
    pages: tuple[Page, ...] = ()  # those it stands on; none where the format has none
    header: str = ""  # of the table that its first row belongs to, where that stands before the passage
    also: tuple[str, ...] = ()  # its document's other names

    def words(self, start: int, end: int) -> str:
        """The document's text from start to end, offsets into the document; both inside the passage."""
        return self.text[start - self.start : end - self.start]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its scores for one question."""

    passage: Passage
    score: float  # fused; orders hits of one search, means nothing across searches
    similarity: float | None = None  # cosine of question and passage embeddings, when dense search saw it
    keyword: float | None = None  # BM25, larger is better, when word search saw it
    statement_similarities: tuple[float, ...] = ()  # cosine of the question and each statement, read in its passage


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement with the reader's calibrated probability that it answers the question."""

    passage: Passage
    statement: Statement
    probability: float
    short: Span | None = None  # the words inside the statement that answer by themselves


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of the hits for one question."""

    evidence: tuple[Evidence, ...]  # best first; ties in order of hit, then position
    answerable: float  # calibrated probability that the evidence answers the question at all
