"""The address at which a document is read."""

from urllib.parse import quote

from retriever.types import Span


def document_path(source: str, marked: Span | None = None) -> str:
    """Return the address of a document, relative to the page, with a span of its text marked where one is given.

    >>> document_path("a b/c?.txt"), document_path("leave.md", (3, 9))
    ('source/a%20b/c%3F.txt', 'source/leave.md?start=3&end=9')
    """
    span = f"?start={marked[0]}&end={marked[1]}" if marked else ""
    return f"source/{quote(source)}{span}"
