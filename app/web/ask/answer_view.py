"""A conversation as HTML: questions, answers with their citations, abstentions, failures."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from urllib.parse import quote

from app.page_words import page_words
from app.render import (
    PATH_SEPARATOR,
    also_text,
    answer_text,
    confidence_text,
    disagreement_dates,
    disagreement_heading,
    one_line,
    place_path,
    place_text,
)
from app.types import Answer, Citation, Claim, Disagreement
from app.web.ask.conversation import Exchange
from app.web.reading.document_view import quote_html
from retriever.errors import UnknownDocument
from retriever.types import Document, Span

DocumentOf = Callable[[str], Document]


def conversation_html(conversation: Sequence[Exchange]) -> str:
    """Return the exchanges as HTML, oldest first; element ids are unique and stay the same as it grows."""
    return "".join(_exchange_html(number, exchange) for number, exchange in enumerate(conversation, start=1))


def claims_html(answer: Answer, document_of: DocumentOf) -> tuple[str, ...]:
    """Return the words of each claim as HTML, quotes set out as in their documents, the short answer in bold.

    Args:
        answer: Its claims are shown.
        document_of: The document of a source; raises UnknownDocument.
    """
    cited = {citation.marker: citation for citation in answer.citations}
    read = cache(document_of)
    return tuple(_words_html(claim, cited, answer.short_answer, read) for claim in answer.claims)


def source_path(citation: Citation) -> str:
    """Return the address, relative to the page, of the citation's document with its quote highlighted."""
    return f"source/{quote(citation.source)}?start={citation.start}&end={citation.end}"


def _exchange_html(number: int, exchange: Exchange) -> str:
    return (
        f'<section class="exchange" id="exchange-{number}" aria-label="Question {number}">'
        f'<p class="question" dir="auto">{escape(exchange.question)}</p>'
        f'<div class="reply">{_reply_html(number, exchange)}</div></section>'
    )


def _reply_html(number: int, exchange: Exchange) -> str:
    if exchange.failure:
        return f'<p class="failure">{escape(exchange.failure)}</p>'
    if exchange.answer is None:
        return '<p class="pending">Reading the documents</p>'
    understood = _understood_html(exchange.answer)
    if exchange.answer.abstention:
        return understood + _abstention_html(number, exchange.answer)
    return understood + _answer_html(number, exchange.answer, exchange.claims_html)


def _understood_html(answer: Answer) -> str:
    if one_line(answer.standalone_question) == one_line(answer.question):
        return ""
    return f'<p class="understood" dir="auto">Understood as: {escape(answer.standalone_question)}</p>'


def _answer_html(number: int, answer: Answer, words: Sequence[str]) -> str:
    cited = {citation.marker: citation for citation in answer.citations}
    claims = "".join(
        _claim_html(number, html, [cited[marker] for marker in claim.citations])
        for claim, html in zip(answer.claims, words, strict=False)  # while it grows, not all claims are there
    )
    sources = "".join(f"<li>{_chip_html(number, citation)}</li>" for citation in answer.citations)
    disagreements = "".join(_disagreement_html(answer, one) for one in answer.disagreements)
    return (
        f'{disagreements}{claims}<ol class="sources" aria-label="Sources">{sources}</ol>'
        f'<p class="foot"><span class="confidence">{confidence_text(answer.confidence)}</span>'
        f"{_copy_button_html(answer)}</p>"
    )


def _disagreement_html(answer: Answer, disagreement: Disagreement) -> str:
    dates = "; ".join(disagreement_dates(disagreement))
    heading = disagreement_heading(answer, disagreement)
    return f'<p class="disagreement" role="note"><strong>{escape(heading)}</strong> {escape(dates)}.</p>'


def _claim_html(number: int, words: str, citations: Sequence[Citation]) -> str:
    markers = "".join(_marker_html(number, citation) for citation in citations)
    return f'<div class="claim" dir="auto">{words}<span class="markers">{markers}</span></div>'


def _words_html(claim: Claim, cited: dict[int, Citation], short: str | None, document_of: DocumentOf) -> str:
    """A quote set out as in its document; words that are not one quote as a paragraph."""
    citation = cited[claim.citations[0]] if claim.citations else None
    document = _document_quoted(claim, citation, document_of) if citation else None
    if citation is None or document is None:
        return f"<p>{_with_strong(claim.text, _short_span(claim.text, short))}</p>"
    strong = _short_span(citation.quote, short, citation.start)
    return quote_html(document, (citation.start, citation.end), strong)


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


def _abstention_html(number: int, answer: Answer) -> str:
    message = f'<p class="abstained" dir="auto">{escape(answer.text)}</p>'
    closest = answer.abstention.closest if answer.abstention else ()
    if not closest:
        return message
    passages = "".join(
        f'<li>{_chip_html(number, citation)}<p class="passage" dir="auto">{escape(citation.quote)}</p></li>'
        for citation in closest
    )
    return (
        f'{message}<h2 class="closest-heading">Closest passages</h2>'
        f'<ol class="closest">{passages}</ol><p class="foot">{_copy_button_html(answer)}</p>'
    )


def _marker_html(number: int, citation: Citation) -> str:
    """The small [1] behind a claim."""
    return (
        f'<a class="marker" id="marker-{number}-{citation.marker}" data-citation '
        f'href="{escape(source_path(citation))}" aria-label="{escape(_spoken(citation))}">[{citation.marker}]</a>'
    )


def _chip_html(number: int, citation: Citation) -> str:
    """A link that names section and document, and opens the document at the quote."""
    title, *headings = place_path(citation)
    if page := page_words(citation.page):
        headings.append(page)
    section = escape(PATH_SEPARATOR.join(headings)) or "Beginning"
    return (
        f'<a class="chip" id="source-{number}-{citation.marker}" data-citation data-step '
        f'href="{escape(source_path(citation))}" title="{escape(place_text(citation))}">'
        f'<span class="number">{citation.marker}</span><span class="section" dir="auto">{section}</span> '
        f'<span class="title" dir="auto">{escape(title)}</span>{_also_html(citation)}</a>'
    )


def _also_html(citation: Citation) -> str:
    return f'<span class="also" dir="auto">{escape(also_text(citation.also))}</span>' if citation.also else ""


def _spoken(citation: Citation) -> str:
    return f"Open source {citation.marker}: {place_text(citation)}"


def _copy_button_html(answer: Answer) -> str:
    text = escape(answer_text(answer)).replace("\n", "&#10;")
    return f'<button type="button" class="copy" data-copy="{text}">Copy with citations</button>'
