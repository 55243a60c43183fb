"""The words around the conversation as HTML: headings, notices and what to ask next."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from app.web.document_path import document_path

# More documents than this are listed only when asked for.
NAMED_AT_ONCE = 3

PURPOSE = "Ask your organisation’s documents. Every answer is in their own words, with the place to check it."
PURPOSE_WRITTEN = (
    "Ask your organisation’s documents. Every sentence of an answer is checked against their own words, "
    "which come with it."
)


def welcome_html(documents: Sequence[tuple[str, str]], *, writes: bool = False) -> str:
    """Return the page's heading with the documents it reads.

    Args:
        documents: Source and title of each.
        writes: Whether a chat model may write answers.
    """
    purpose = PURPOSE_WRITTEN if writes else PURPOSE
    return f'<h1>Citewell</h1><p class="purpose">{purpose}</p>{_documents_html(documents)}'


def conversation_head_html(id: str, title: str) -> str:
    """Return the heading of a conversation with what can be done with the whole of it; empty for a new one.

    Args:
        id: The conversation's; empty for a new one.
        title: Its name.
    """
    if not id:
        return '<div data-conversation=""></div>'
    return (
        f'<div class="conversation-head" data-conversation="{escape(id)}"><h1 dir="auto">{escape(title)}</h1>'
        f'<p><a class="plain" href="conversations/{escape(quote(id))}.md" download>Save as Markdown</a>'
        '<button type="button" class="plain" data-print>Print or save as PDF</button></p></div>'
    )


def suggestions_html(questions: Sequence[str]) -> str:
    """Return questions that may come next, to ask by a click; empty for none."""
    items = "".join(
        f'<li><button type="button" class="suggestion" data-do="ask" data-question="{escape(question)}" dir="auto">'
        f"{escape(question)}</button></li>"
        for question in questions
    )
    return f'<h2>You may also ask</h2><ul aria-label="You may also ask">{items}</ul>' if items else ""


def notice_html(message: str, *, is_urgent: bool = True) -> str:
    """Return a line about something to put right, or, where it is not urgent, to know; empty for no message."""
    role = "alert" if is_urgent else "status"
    return f'<p role="{role}">{escape(message)}</p>' if message else ""


def _documents_html(documents: Sequence[tuple[str, str]]) -> str:
    if not documents:
        return ""
    links = [f'<a href="{document_path(source)}" data-document>{escape(title)}</a>' for source, title in documents]
    count = "1 document" if len(links) == 1 else f"{len(links):,} documents"
    if len(links) <= NAMED_AT_ONCE:
        return f'<p class="documents">Reads {count}: {", ".join(links)}</p>'
    items = "".join(f"<li>{link}</li>" for link in links)
    return f'<details class="documents"><summary>Reads {count}</summary><ul>{items}</ul></details>'
