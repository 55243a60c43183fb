"""One document as a web page of its own, opened at a quote; the chat page shows the same in its side panel."""

from html import escape

from app.page_words import page_words
from app.render import PATH_SEPARATOR, also_text
from app.web.reading.document_view import document_html, section_at
from retriever.pages import page_at
from retriever.types import Document, Span

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – Citewell</title>
<link rel="stylesheet" href="{root}/page/page.css">
<link rel="stylesheet" href="{root}/page/reading/pane.css">
</head>
<body class="source-page">
<main>{article}</main>
</body>
</html>
"""


def source_page(document: Document, highlight: Span | None, root: str = "") -> str:
    """Return the document as a whole HTML page without any script.

    Args:
        document: Shown whole.
        highlight: The quote; the part of it that lies outside the text is ignored.
        root: Path that the server is mounted under, without a slash at its end.
    """
    return _PAGE.format(
        title=escape(document.title), root=escape(root), article=_article(document, _clipped(document, highlight))
    )


def _article(document: Document, highlight: Span | None) -> str:
    path = f'<p class="path" dir="auto">{escape(_place(document, highlight[0]))}</p>' if highlight else ""
    return (
        f'<article class="document"><header><h1 dir="auto">{escape(document.title)}</h1>{path}'
        f'<p class="file">{escape(document.source)}</p>{_also(document)}</header>'
        f'<div class="text" dir="auto">{document_html(document, highlight)}</div></article>'
    )


def _place(document: Document, position: int) -> str:
    """The headings and the page that a position stands under."""
    section = section_at(document, position)
    page = page_words(page_at(document.pages, position))
    return PATH_SEPARATOR.join([*(section.path if section else ()), *([page] if page else [])])


def _also(document: Document) -> str:
    return f'<p class="also" dir="auto">{escape(also_text(document.also))}</p>' if document.also else ""


def _clipped(document: Document, highlight: Span | None) -> Span | None:
    if highlight is None:
        return None
    start, end = max(highlight[0], 0), min(highlight[1], len(document.text))
    return (start, end) if start < end else None


def failure_page(message: str) -> str:
    """Return a page that says in one line why the document cannot be shown."""
    return _PAGE.format(
        title="Not shown",
        root="",
        article=f'<article class="document"><p class="failure">{escape(message)}</p></article>',
    )
