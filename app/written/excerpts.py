"""What a written answer may rest on: the quotes of the quoted answer and the statements read beside them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from app.quoted import DocumentOf, document_citation, passage_citation, section_at, statement_span
from app.types import Citation, Excerpt
from retriever.types import Document, Evidence, Section, Span

MAX_EXCERPTS = 12
# A statement is an excerpt when its probability is at least this share of the best one's: what adds to an answer is
# often far less likely to be one by itself, and a chat model passes over what does not help.
LEAST_SHARE = 0.1


def excerpts(quoted: Sequence[Citation], evidence: Sequence[Evidence], document_of: DocumentOf) -> tuple[Excerpt, ...]:
    """Return the quotes, then the likeliest other statements that were read, each with what it is read under.

    Args:
        quoted: The citations of the quoted answer; where there are none, there are no excerpts either.
        evidence: Best first.
        document_of: The document of a source; raises UnknownDocument.
    """
    if not quoted:
        return ()
    read = cache(document_of)
    kept: list[Citation] = []
    for citation in (*quoted, *_likely(evidence)):
        if len(kept) < MAX_EXCERPTS and not any(_holds(one, citation) for one in kept):
            kept.append(citation)
    return tuple(Excerpt(one, tuple(context(one, read(one.source)))) for one in kept)


def context(citation: Citation, document: Document) -> Iterator[Citation]:
    """Yield what a quote is read under, outermost first: headings, the line over its list, the header of its table."""
    section = section_at(document, citation.start)
    spans = [*_headings(document, section)]
    spans += [one.lead for one in section.statements if one.lead and citation.start <= one.start < citation.end]
    for start, end in dict.fromkeys(spans):
        if not (citation.start <= start < citation.end):
            yield document_citation(document, (start, end))


def _headings(document: Document, section: Section) -> list[Span]:
    """The spans of the headings that the section stands under, its own last."""
    found: dict[tuple[str, ...], Span] = {}
    for one in document.sections:
        if one.start > section.start:
            break
        if one.heading and one.path == section.path[: len(one.path)]:
            found[one.path] = one.heading
    return list(found.values())


def _likely(evidence: Sequence[Evidence]) -> Iterable[Citation]:
    least = LEAST_SHARE * evidence[0].probability if evidence else 0.0
    return (passage_citation(one.passage, statement_span(one)) for one in evidence if one.probability >= least)


def _holds(outer: Citation, inner: Citation) -> bool:
    return outer.source == inner.source and outer.start <= inner.start and inner.end <= outer.end
