"""Places to quote, and how they become citations."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.types import Citation
from retriever.pages import page_at
from retriever.types import Document, Evidence, Passage, Section, Span, Statement, StatementKind

# Longer answers are not read; a reader opens the source instead.
MAX_WORDS = 120

DocumentOf = Callable[[str], Document]
"""The document of a source; raises UnknownDocument."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A place to quote, with the words in it that answer by themselves where there are such."""

    citation: Citation
    short: str | None = None


def quote_evidence(evidence: Evidence) -> Quoted:
    """The evidence's statement, with its short answer."""
    passage = evidence.passage
    short = passage.words(*evidence.short) if evidence.short else None
    return Quoted(passage_citation(passage, statement_span(evidence)), short)


def passage_citation(passage: Passage, span: Span) -> Citation:
    """A citation of a span inside a passage, numbered 1."""
    lead = _row_lead(passage.statements, span)
    header = ""
    if lead:
        header = passage.words(*lead) if passage.start <= lead[0] else passage.header
    return _citation(passage, passage.section, span, passage.words(*span), header)


def document_citation(document: Document, span: Span) -> Citation:
    """A citation of a span inside one section of a document, numbered 1."""
    section = section_at(document, span[0])
    lead = _row_lead(section.statements, span)
    header = document.text[slice(*lead)] if lead else ""
    return _citation(document, section.path, span, document.text[span[0] : span[1]], header)


def _citation(place: Passage | Document, section: tuple[str, ...], span: Span, quote: str, header: str) -> Citation:
    start, end = span
    page = page_at(place.pages, start)
    return Citation(1, place.source, place.title, section, page, start, end, quote, place.also, header)


def _row_lead(statements: Iterable[Statement], span: Span) -> Span | None:
    """The header that a row is read under; None where the span is not one row of a table with one."""
    row = next((statement for statement in statements if (statement.start, statement.end) == span), None)
    return row.lead if row and row.kind is StatementKind.ROW else None


def section_at(document: Document, position: int) -> Section:
    """The section that holds a position of the document's text."""
    return next(section for section in document.sections if section.start <= position < section.end)


def statement_span(evidence: Evidence) -> Span:
    """From start to end of the evidence's statement."""
    return evidence.statement.start, evidence.statement.end
