"""Pages, slides and sheets in words for a person, and as the fields of JSON records."""

from typing import Any

from retriever.types import Document, Page


def page_words(page: Page | None) -> str:
    """Return how a person is told of a page; empty where there is none, or only one sheet without a name.

    >>> page_words(Page(12, 0)), page_words(Page(12, 0, "iv"))
    ('page 12', 'page iv (12 of the file)')
    >>> page_words(Page(3, 0, kind="slide")), page_words(Page(2, 0, "Budget", "sheet")), page_words(None)
    ('slide 3', 'sheet Budget', '')
    """
    if page is None:
        return ""
    if page.kind == "sheet":
        return f"sheet {page.label}" if page.label else ""
    if page.kind == "page" and page.label and page.label != str(page.number):
        return f"page {page.label} ({page.number} of the file)"
    return f"{page.kind} {page.number}"


def page_fields(page: Page | None) -> dict[str, Any]:
    """Return the fields that tell of a page in a record: its printed label or sheet name, and what it is."""
    return {"page_label": (page.label or None) if page else None, "page_kind": page.kind if page else None}


def page_number(page: Page | None) -> int | None:
    """Return the page's number, 1 for the first; None where there is none."""
    return page.number if page else None


def page_records(document: Document) -> list[dict[str, Any]]:
    """Return the document's pages as records, each with the span of text that it holds."""
    ends = (*(page.start for page in document.pages[1:]), len(document.text))
    return [
        {"page": page.number, "label": page.label or None, "kind": page.kind, "start": page.start, "end": end}
        for page, end in zip(document.pages, ends, strict=False)
    ]
