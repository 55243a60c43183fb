"""The words around the conversation as HTML: the heading, notices, and what is read aloud."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from app.web.ask.conversation import Exchange

# More documents than this are listed only when asked for.
NAMED_AT_ONCE = 3

PURPOSE = "Ask your organisation’s documents. Every answer is in their own words, with the place to check it."


def welcome_html(documents: Sequence[tuple[str, str]]) -> str:
    """Return the page's heading with the documents it reads.

    Args:
        documents: Source and title of each.
    """
    return f'<h1>Citewell</h1><p class="purpose">{PURPOSE}</p>{_documents_html(documents)}'


def notice_html(message: str) -> str:
    """Return a line about something to put right; empty for no message."""
    return f'<p role="alert">{escape(message)}</p>' if message else ""


def spoken_outcome(exchange: Exchange) -> str:
    """Return what a screen reader says when an exchange ends, escaped."""
    if exchange.failure:
        return escape(exchange.failure)
    return escape(exchange.answer.text) if exchange.answer else ""


def _documents_html(documents: Sequence[tuple[str, str]]) -> str:
    if not documents:
        return ""
    links = [
        f'<a href="source/{escape(quote(source))}" data-document>{escape(title)}</a>' for source, title in documents
    ]
    count = "1 document" if len(links) == 1 else f"{len(links):,} documents"
    if len(links) <= NAMED_AT_ONCE:
        return f'<p class="documents">Reads {count}: {", ".join(links)}</p>'
    items = "".join(f"<li>{link}</li>" for link in links)
    return f'<details class="documents"><summary>Reads {count}</summary><ul>{items}</ul></details>'
