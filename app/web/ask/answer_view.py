"""An answer as HTML: its claims with their citations, or why there are none, with the closest passages."""

from collections.abc import Sequence
from html import escape

from app.page_words import page_words
from app.render import (
    PATH_SEPARATOR,
    also_text,
    answer_text,
    certainty_text,
    disagreement_dates,
    disagreement_heading,
    one_line,
    place_path,
    place_text,
    written_by,
)
from app.types import Answer, Citation, Clarification, Disagreement
from app.web.document_path import document_path

# A quote is shown beside its citation, where one points at it, up to so many characters.
MAX_HINT_CHARS = 400
# A quote below its citation is folded where it is longer; some three lines.
MAX_UNFOLDED_CHARS = 280

QUOTED = "In the documents’ own words."


def source_path(citation: Citation) -> str:
    """Return the address, relative to the page, of the citation's document with its quote highlighted."""
    return document_path(citation.source, (citation.start, citation.end))


def answer_html(number: int, answer: Answer, words: Sequence[str], other_mode: str | None = None) -> str:
    """Return the claims and their sources; while an answer grows, not all claims are there yet.

    The claims of a written answer are no quotes, so each of its sources has its quote below it.

    Args:
        number: Of the exchange, for the ids of its citations.
        answer: An answer with claims.
        words: Each claim's words as HTML.
        other_mode: What asks for quotes in place of a written answer, or the other way round, as HTML; empty where it
            cannot be asked now; None where answers are always quoted, which is then not said.
    """
    is_written = answer.mode == "written"
    cited = {citation.marker: citation for citation in answer.citations}
    claims = "".join(
        _claim_html(number, html, [cited[marker] for marker in claim.citations])
        for claim, html in zip(answer.claims, words, strict=False)
    )
    sources = "".join(
        f"<li>{_chip_html(number, citation)}{_quote_html(citation) if is_written else ''}</li>"
        for citation in answer.citations
    )
    disagreements = "".join(_disagreement_html(answer, one) for one in answer.disagreements)
    said = f'<div class="{answer.mode}">{claims}</div><ol class="sources" aria-label="Sources">{sources}</ol>'
    return f"{_author_html(answer, other_mode)}{disagreements}{said}"


def abstention_html(number: int, answer: Answer) -> str:
    """Return that there is no answer, with what to ask instead or the closest passages."""
    message = f'<p class="abstained" dir="auto">{escape(answer.text)}</p>'
    if answer.clarification:
        return message + _clarification_html(answer.clarification)
    closest = answer.abstention.closest if answer.abstention else ()
    if not closest:
        return message
    passages = "".join(
        f'<li>{_chip_html(number, citation)}<p class="passage" dir="auto">{escape(citation.quote)}</p></li>'
        for citation in closest
    )
    return f'{message}<h2 class="closest-heading">Closest passages</h2><ol class="closest">{passages}</ol>'


def confidence_html(answer: Answer) -> str:
    """Return how likely an answer is right."""
    return f'<span class="confidence">{certainty_text(answer)}</span>'


def copy_button_html(answer: Answer) -> str:
    """Return the button that copies an answer with its citations."""
    text = escape(answer_text(answer)).replace("\n", "&#10;")
    return f'<button type="button" class="plain copy" data-copy="{text}">Copy with citations</button>'


def _author_html(answer: Answer, other_mode: str | None) -> str:
    """Who wrote the answer, or why it is not written."""
    if answer.fallback:
        words = f"<span>{escape(answer.fallback)}</span>"
        return f'<p class="fallback" role="note" dir="auto">{words} {other_mode or ""}</p>'
    if answer.mode == "quoted" and other_mode is None:
        return ""
    words = written_by(answer) if answer.mode == "written" else QUOTED
    return f'<p class="author" dir="auto"><span>{escape(words)}</span> {other_mode or ""}</p>'


def _clarification_html(clarification: Clarification) -> str:
    """The question back, with its choices as questions to ask."""
    choices = "".join(
        f'<li><button type="button" class="quiet" data-do="ask" data-question="{escape(choice.question)}" dir="auto">'
        f"{escape(choice.label)}</button></li>"
        for choice in clarification.choices
    )
    return (
        f'<p class="clarification" dir="auto">{escape(clarification.question)}</p>'
        f'<ul class="choices" aria-label="What to ask instead">{choices}</ul>'
    )


def _disagreement_html(answer: Answer, disagreement: Disagreement) -> str:
    dates = "; ".join(disagreement_dates(disagreement))
    heading = disagreement_heading(answer, disagreement)
    return f'<p class="disagreement" role="note"><strong>{escape(heading)}</strong> {escape(dates)}.</p>'


def _claim_html(number: int, words: str, citations: Sequence[Citation]) -> str:
    markers = "".join(_marker_html(number, citation) for citation in citations)
    return f'<div class="claim" dir="auto">{words}<span class="markers">{markers}</span></div>'


def _marker_html(number: int, citation: Citation) -> str:
    """The small [1] behind a claim."""
    return (
        f'<a class="marker" id="marker-{number}-{citation.marker}" data-citation data-quote="{_hint(citation)}" '
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
        f'data-quote="{_hint(citation)}" href="{escape(source_path(citation))}">'
        f'<span class="number">{citation.marker}</span><span class="section" dir="auto">{section}</span> '
        f'<span class="title" dir="auto">{escape(title)}</span>{_also_html(citation)}</a>'
    )


def _quote_html(citation: Citation) -> str:
    """The words of a citation; a long one unfolds."""
    header = f'<span class="under">{escape(one_line(citation.header))}</span>' if citation.header else ""
    words = f"{header}{escape(one_line(citation.quote))}"
    if len(citation.quote) <= MAX_UNFOLDED_CHARS:
        return f'<p class="quote" dir="auto">{words}</p>'
    return f'<details class="quote"><summary dir="auto"><span>{words}</span></summary></details>'


def _hint(citation: Citation) -> str:
    """The quote as shown beside a link, escaped."""
    words = one_line(citation.quote)
    return escape(words if len(words) <= MAX_HINT_CHARS else f"{words[:MAX_HINT_CHARS]}…")


def _also_html(citation: Citation) -> str:
    return f'<span class="also" dir="auto">{escape(also_text(citation.also))}</span>' if citation.also else ""


def _spoken(citation: Citation) -> str:
    return f"Open source {citation.marker}: {place_text(citation)}"
