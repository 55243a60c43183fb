"""One document as a web page of its own, opened at a quote; the reading pane shows the same beside the conversation."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlencode

from app.page_words import page_words
from app.render import PATH_SEPARATOR, also_text, one_line
from app.web.reading.document_view import document_html, section_at
from app.web.reading.explained import ShortForms
from app.web.reading.outline import outline_html
from retriever.pages import page_at
from retriever.types import Document, Section, Span

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

REMOVED = "This document is no longer in the library. It was removed or renamed after the answer was given."


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it is opened: at which quote, and what is known of its file."""

    document: Document
    quote: Span | None = None  # inside the text
    others: Sequence[Span] = ()  # other quotes in it, marked too, more faintly
    has_original: bool = False  # whether its file can be downloaded
    missing: str = ""  # why not, in a sentence for a person
    has_pages: bool = False  # whether its pages can be shown as they look


def source_page(opened: Opened, forms: ShortForms | None = None, root: str = "") -> str:
    """Return the document as a whole HTML page without any script.

    Args:
        opened: The document, shown whole.
        forms: Short forms to be explained.
        root: Path that the server is mounted under, without a slash at its end.
    """
    document = opened.document
    text = document_html(
        document, opened.quote, opened.others, forms, lambda section: _ask_link(document, section, root)
    )
    article = (
        f'<article class="document">{head_html(opened, root, outline=outline_html(document))}'
        f'<div class="text" dir="auto">{text}</div></article>'
    )
    return whole_page(document.title, article, root)


def clipped(document: Document, span: Span) -> Span | None:
    """Return the part of a span inside a document's text; None where there is none."""
    start, end = max(span[0], 0), min(span[1], len(document.text))
    return (start, end) if start < end else None


def whole_page(title: str, article: str, root: str) -> str:
    """Return an article, which must be escaped, as a page of its own."""
    return _PAGE.format(title=escape(title), root=escape(root), article=article)


def failure_page(message: str, root: str = "") -> str:
    """Return a page that says why the document cannot be shown."""
    article = f'<article class="document"><p class="failure" role="alert">{escape(message)}</p></article>'
    return whole_page("Not shown", article, root)


def head_html(opened: Opened, root: str, page: int | None = None, outline: str = "") -> str:
    """Return the head of a document: its title, the place of the quote, its file and what can be done with it.

    Args:
        opened: The document.
        root: As of `source_page`.
        page: The number of the page that is shown as it looks; None where the text is.
        outline: The document's contents as HTML.
    """
    document = opened.document
    place = _place(document, opened.quote[0]) if opened.quote else ""
    path = f'<p class="path" dir="auto">{escape(place)}</p>' if place else ""
    also = f'<p class="also" dir="auto">{escape(also_text(document.also))}</p>' if document.also else ""
    return (
        f'<header><h1 dir="auto">{escape(document.title)}</h1>{path}{outline}</header>'
        f'<div class="about"><p class="file">{escape(document.source)}</p>{also}'
        f'<p class="means">{_views_html(opened, root, page)}{_original_html(opened, root)}</p></div>'
    )


def address(kind: str, opened: Opened, root: str, **more: int) -> str:
    """Return the address of a document, opened at its quote: of kind "source", "page-view", "page-image" or "original".

    >>> address("source", Opened(Document("hr/a b.md", "A", "abc", (), "0"), (0, 2)), "/docs")
    '/docs/source/hr/a%20b.md?start=0&end=2'
    """
    start, end = opened.quote or (None, None)
    values = {**more, "start": start, "end": end}
    given = urlencode({name: value for name, value in values.items() if value is not None})
    return f"{root}/{kind}/{quote(opened.document.source)}{given and f'?{given}'}"


def _views_html(opened: Opened, root: str, page: int | None) -> str:
    """The switch between the text and the page as it looks."""
    if not opened.has_pages:
        return ""
    here = page_at(opened.document.pages, opened.quote[0] if opened.quote else 0)
    number = page or (here.number if here else 1)
    links = (
        ("Text", address("source", opened, root), page is None),
        ("Page", address("page-view", opened, root, page=number), page is not None),
    )
    items = "".join(
        f'<a href="{escape(href)}" data-view="{words.lower()}"{" aria-current=true" if current else ""}>{words}</a>'
        for words, href, current in links
    )
    return f'<span class="views" role="group" aria-label="Show as">{items}</span>'


def _original_html(opened: Opened, root: str) -> str:
    if opened.has_original:
        href = escape(f"{root}/original/{quote(opened.document.source)}")
        return f'<a class="plain" href="{href}" download>Download the original</a>'
    return f'<span class="missing">{escape(opened.missing)}</span>' if opened.missing else ""


def _ask_link(document: Document, section: Section, root: str) -> str:
    """A link that puts the section's name into the question box, for the person to go on with."""
    name = one_line(section.path[-1]) if section.path else ""
    if not name:
        return ""
    # Of the forms tried, this is answered with most confidence, from the section meant.
    words = f"{name}: "
    return (
        f'<a class="ask-section" href="{escape(root)}/?{escape(urlencode({"ask": words}))}" data-ask="{escape(words)}" '
        f'aria-label="{escape(f"Ask about “{name}”")}"></a>'
    )


def _place(document: Document, position: int) -> str:
    """The headings and the page that a position stands under."""
    section = section_at(document, position)
    page = page_words(page_at(document.pages, position))
    return PATH_SEPARATOR.join([*(section.path if section else ()), *([page] if page else [])])
