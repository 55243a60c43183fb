"""Show the pages of documents as they look in their files, with quotes marked on them."""

from collections import OrderedDict
from collections.abc import Hashable
from concurrent.futures import CancelledError
from dataclasses import dataclass
from threading import Lock
from types import TracebackType
from typing import Self

from ingest.elements import Limits, SourceFile
from ingest.errors import IngestError
from ingest.formats.detect import is_pdf
from ingest.formats.pdf.quote import Sought
from ingest.loaded import LoadResult
from ingest.originals import Original
from ingest.page_view import Mark, NoPageImage, PageRequest, PageView, Picture, page_view
from ingest.parser_pool import ParserPool
from ingest.parser_worker import ParserUnavailable
from retriever.pages import pages_between
from retriever.types import Document, Span

# A person waits for it; the largest pages of honest files take two seconds.
LIMITS = Limits(seconds=15.0, memory_bytes=1 << 30)
# People who look at pages at the same moment; the next ones wait their turn.
READ_AT_ONCE = 2
KEPT_BYTES = 48 << 20
# Of what stands before and after a quote, in characters, to tell it from the same words elsewhere on the page.
CONTEXT = 200
# Longer quotes are marked as far as this, in characters.
MOST_QUOTE = 4_000

NOT_DRAWN = "Pages of this kind of file cannot be shown as they look."
NOT_NOW = "The page cannot be shown now. Try again in a moment."


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as it looks, with where a quote stands on it."""

    width: int  # in pixels, as is the height
    height: int
    png: bytes
    marks: tuple[Mark, ...]  # from the quote's beginning on; none where it is not on this page


class PageImages:
    """Pictures of pages, drawn in processes of their own and kept for a while. Safe to use from several threads.

    Args:
        passwords: Tried on files that are locked.
        limits: What drawing one page may cost.
    """

    def __init__(self, passwords: tuple[str, ...] = (), limits: Limits = LIMITS) -> None:
        self._passwords = passwords
        self._limits = limits
        self._pool = ParserPool(READ_AT_ONCE, page_view)
        self._kept: OrderedDict[Hashable, PageView] = OrderedDict()
        self._lock = Lock()

    def can_show(self, original: Original) -> bool:
        """Whether pages of files of this kind are shown at all."""
        try:
            return is_pdf(original.path)
        except (OSError, IngestError):
            return False

    def picture(self, original: Original, number: int) -> Picture | NoPageImage:
        """Return the picture of a page, 1-based."""
        found = self._view(original, number, None)
        assert not isinstance(found, tuple)
        return found

    def image(
        self, original: Original, document: Document, number: int, quote: Span | None = None
    ) -> PageImage | NoPageImage:
        """Return a page with the part of a quote that stands on it.

        Args:
            original: The file of the document.
            document: What was read of it.
            number: The page's, 1-based.
            quote: A span of the document's text.
        """
        picture = self.picture(original, number)
        if isinstance(picture, NoPageImage):
            return picture
        marks = self._marks(original, document, number, quote) if quote else ()
        return PageImage(picture.width, picture.height, picture.png, marks)

    def close(self) -> None:
        """End the processes that draw."""
        self._pool.close()

    def __enter__(self) -> Self:
        """Return the object itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _marks(self, original: Original, document: Document, number: int, quote: Span) -> tuple[Mark, ...]:
        pages = [page.number for page in pages_between(document.pages, *quote)]
        # A paragraph that goes on over a page's end is text of the page on which it begins.
        if not pages or not pages[0] <= number <= pages[-1] + 1:
            return ()
        found = self._view(original, number, _sought(document.text, quote))
        return found if isinstance(found, tuple) else ()

    def _view(self, original: Original, number: int, sought: Sought | None) -> PageView:
        key = (original.content_hash, number, sought)
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
                return kept
        if not self.can_show(original):
            return NoPageImage(NOT_DRAWN)
        file = SourceFile(original.path, original.name, self._passwords, self._limits)
        try:
            found = self._pool.submit(PageRequest(file, number, sought)).result()
        except (ParserUnavailable, CancelledError):
            return NoPageImage(NOT_NOW)
        if isinstance(found, LoadResult):
            return NoPageImage(f"The page cannot be shown: {found.reason}")
        if not isinstance(found, NoPageImage):
            self._keep(key, found)
        return found

    def _keep(self, key: Hashable, view: PageView) -> None:
        with self._lock:
            self._kept[key] = view
            while len(self._kept) > 1 and sum(map(_size, self._kept.values())) > KEPT_BYTES:
                self._kept.popitem(last=False)


def _size(view: PageView) -> int:
    return len(view.png) if isinstance(view, Picture) else 1024


def _sought(text: str, quote: Span) -> Sought:
    start, end = max(quote[0], 0), min(quote[1], quote[0] + MOST_QUOTE)
    return Sought(text[start:end], text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT])
