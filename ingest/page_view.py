"""A page of a file as it looks, made in a reader's process: what `PageImages` asks for."""

from dataclasses import dataclass

from ingest.elements import SourceFile
from ingest.errors import IngestError
from ingest.formats.pdf.picture import pdf_page_picture, pdf_quote_boxes
from ingest.formats.pdf.quote import Sought


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture."""

    width: int  # in pixels, as is the height
    height: int
    png: bytes


@dataclass(frozen=True, slots=True)
class Mark:
    """A box around words on a page, as shares of the page's width and height from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class NoPageImage:
    """Why a page cannot be shown, in a sentence for a person."""

    reason: str


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page of which the picture is wanted, or, where a quote is sought, the places of that."""

    file: SourceFile
    page: int  # 1-based
    sought: Sought | None = None


PageView = Picture | tuple[Mark, ...] | NoPageImage


def page_view(request: PageRequest) -> PageView:
    """Return the picture of a page, or the marks of a quote on it."""
    try:
        if request.sought is None:
            return Picture(*pdf_page_picture(request.file, request.page))
        return tuple(Mark(*box) for box in pdf_quote_boxes(request.file, request.page, request.sought))
    except (IngestError, OSError) as error:
        return NoPageImage(f"The page cannot be shown: {error}")
