"""A page of a document as it looks, with the quote marked on it and ways to the pages beside it."""

from html import escape

from app.page_words import page_words
from app.web.reading.source_page import Opened, address, head_html, whole_page
from ingest.page_image import PageImage
from ingest.page_view import Mark, NoPageImage
from retriever.types import Page


def page_view(opened: Opened, number: int, image: PageImage | NoPageImage, root: str = "") -> str:
    """Return one page of a document as a whole HTML page without any script.

    Args:
        opened: The document.
        number: The page's, 1-based.
        image: What it looks like, or why that cannot be shown.
        root: Path that the server is mounted under, without a slash at its end.
    """
    pages = opened.document.pages
    page = next((page for page in pages if page.number == number), None)
    shown = _figure_html(opened, page, number, image, root)
    turns = _turns_html(opened, number, len(pages), root)
    article = (
        f'<article class="document page-view" data-page="{number}">{head_html(opened, root, number)}{turns}{shown}'
        f"</article>"
    )
    return whole_page(opened.document.title, article, root)


def _figure_html(opened: Opened, page: Page | None, number: int, image: PageImage | NoPageImage, root: str) -> str:
    if isinstance(image, NoPageImage):
        return f'<p class="failure" role="alert">{escape(image.reason)}</p>'
    words = page_words(page) or f"page {number}"
    note = ""
    if opened.quote:
        note = "The quote is marked." if image.marks else "The quote is not on this page, or could not be found on it."
    alternative = f"{words[0].upper()}{words[1:]} of “{opened.document.title}” as it looks. Its words are under Text."
    picture = escape(address("page-image", opened, root, page=number))
    return (
        f'<figure class="page-frame"><a href="{picture}" target="_blank" rel="noopener">'
        f'<img src="{picture}" width="{image.width}" height="{image.height}" alt="{escape(alternative)}"></a>'
        f'{_marks_svg(image.marks)}</figure><p class="page-note" role="status">{note}</p>'
    )


def _marks_svg(marks: tuple[Mark, ...]) -> str:
    """The marks as boxes over the picture; the first has the id `quote`."""
    boxes = "".join(
        f'<rect{" id=quote" if number == 0 else ""} x="{mark.left:.5f}" y="{mark.top:.5f}" '
        f'width="{mark.right - mark.left:.5f}" height="{mark.bottom - mark.top:.5f}"/>'
        for number, mark in enumerate(marks)
    )
    return f'<svg class="page-marks" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">{boxes}</svg>'


def _turns_html(opened: Opened, number: int, pages: int, root: str) -> str:
    """Links to the page before and after."""
    before, after = (
        f'<a class="turn" rel="{rel}" data-turn="{rel}" '
        f'href="{escape(address("page-view", opened, root, page=target))}">{words}</a>'
        if 1 <= target <= pages
        else ""
        for rel, target, words in (("prev", number - 1, "‹ Page before"), ("next", number + 1, "Page after ›"))
    )
    return f'<nav class="turns" aria-label="Pages">{before}<span class="of">{number} of {pages}</span>{after}</nav>'
