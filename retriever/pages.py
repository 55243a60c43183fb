"""On which page of a document a position stands."""

from bisect import bisect_right
from collections.abc import Sequence

from retriever.types import Page


def page_at(pages: Sequence[Page], offset: int) -> Page | None:
    """Return the page that holds an offset of the document's text; None where the format has no pages."""
    place = bisect_right(pages, offset, key=lambda page: page.start)
    return pages[max(place - 1, 0)] if pages else None


def pages_between(pages: Sequence[Page], start: int, end: int) -> tuple[Page, ...]:
    """Return the pages that a span stands on, in order."""
    first = page_at(pages, start)
    if first is None:
        return ()
    return (first, *(page for page in pages if start < page.start < end and page.number > first.number))
