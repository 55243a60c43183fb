"""The words of claims as HTML, quotes set out as in their documents."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape

from app.quoted import DocumentOf
from app.render import one_line
from app.types import Answer, Citation, Claim
from app.web.reading.document_view import quote_html
from app.web.reading.explained import known_forms
from retriever.errors import UnknownDocument
from retriever.types import Acronym, Document, Span

Defined = Mapping[str, Sequence[Acronym]]


def claims_html(answer: Answer, document_of: DocumentOf, defined: Defined | None = None) -> tuple[str, ...]:
    """Return the words of each claim as HTML, quotes set out as in their documents, the short answer in bold.

    The claims of a written answer are no quotes, even where they have the words of one.

    Args:
        answer: Its claims are shown.
        document_of: The document of a source; raises UnknownDocument.
        defined: The short forms that each document defines, by its source; those in quotes are explained.
    """
    if answer.mode == "written":
        return tuple(f"<p>{escape(claim.text)}</p>" for claim in answer.claims)
    cited = {citation.marker: citation for citation in answer.citations}
    read = cache(document_of)
    return tuple(_words_html(claim, cited, answer.short_answer, read, defined or {}) for claim in answer.claims)


def _words_html(
    claim: Claim, cited: dict[int, Citation], short: str | None, document_of: DocumentOf, defined: Defined
) -> str:
    """A quote set out as in its document; words that are not one quote as a paragraph."""
    citation = cited[claim.citations[0]] if claim.citations else None
    document = _document_quoted(claim, citation, document_of) if citation else None
    if citation is None or document is None:
        return f"<p>{_with_strong(claim.text, _short_span(claim.text, short))}</p>"
    strong = _short_span(citation.quote, short, citation.start)
    return quote_html(document, (citation.start, citation.end), strong, known_forms(document, defined))


def _document_quoted(claim: Claim, citation: Citation, document_of: DocumentOf) -> Document | None:
    """The document that the claim is a quote from; None when it is no quote, or the document changed meanwhile."""
    if one_line(citation.quote) != one_line(claim.text):
        return None
    try:
        document = document_of(citation.source)
    except UnknownDocument:
        return None
    return document if document.text[citation.start : citation.end] == citation.quote else None


def _short_span(text: str, short: str | None, offset: int = 0) -> Span | None:
    """Where the short answer stands in the text, however its words are spaced; shifted by the offset."""
    words = short.split() if short else []
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return (found.start() + offset, found.end() + offset) if found else None


def _with_strong(text: str, strong: Span | None) -> str:
    if strong is None:
        return escape(text)
    start, end = strong
    return f"{escape(text[:start])}<strong>{escape(text[start:end])}</strong>{escape(text[end:])}"
