"""PDF files opened by pdfium within limits. The one door to pypdfium2."""

import ctypes
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pypdfium2
from pypdfium2 import raw

from ingest.errors import NeedsPassword, UnreadableFile

__all__ = ["PdfDocument", "PdfPage", "open_pdf", "raw"]

# A page turned into a picture never has more pixels than this.
MOST_PIXELS = 30_000_000
POINTS_PER_INCH = 72
MOST_ENTRIES = 5_000
# pdfium tells places in whole numbers of a picture's pixels.
_SHARES = 1_000_000
DRAWN_KINDS = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP)
PdfDocument: TypeAlias = pypdfium2.PdfDocument
PdfPage: TypeAlias = pypdfium2.PdfPage


@contextmanager
def open_pdf(path: Path, passwords: Sequence[str]) -> Iterator[PdfDocument]:
    """Yield a PDF file, opened without a password or with the first that fits.

    Raises:
        NeedsPassword: None fits.
        UnreadableFile: It is no PDF, or too damaged to be mended.
    """
    document = _opened(path, passwords)
    try:
        # So that the values of a form's fields are drawn.
        document.init_forms()
        yield document
    finally:
        document.close()


def _opened(path: Path, passwords: Sequence[str]) -> PdfDocument:
    for password in (None, *passwords):
        try:
            return PdfDocument(path, password=password)
        except (pypdfium2.PdfiumError, FileNotFoundError) as error:
            code = getattr(error, "err_code", None)
            if code == raw.FPDF_ERR_SECURITY:
                raise NeedsPassword(
                    "the file is locked in a way that cannot be opened here. Save it without protection."
                ) from error
            if code != raw.FPDF_ERR_PASSWORD:
                raise UnreadableFile("the file is damaged. Open it in a PDF program and save it anew.") from error
    tried = "none of the passwords given opens it." if passwords else "give the password, or save it without one."
    raise NeedsPassword(f"the file is locked with a password: {tried}")


@contextmanager
def open_page(document: PdfDocument, index: int) -> Iterator[PdfPage | None]:
    """Yield a page with the values of its fields and free text drawn onto it; None where it cannot be read.

    Args:
        index: The page's, 0-based.
    """
    try:
        page = document[index]
        if _has_drawn_notes(page):
            page.flatten()
            page.close()
            page = document[index]
    except pypdfium2.PdfiumError:
        yield None
        return
    try:
        yield page
    finally:
        page.close()


def _has_drawn_notes(page: PdfPage) -> bool:
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, index)
        if note:
            kind = raw.FPDFAnnot_GetSubtype(note)
            raw.FPDFPage_CloseAnnot(note)
            if kind in DRAWN_KINDS:
                return True
    return False


def page_picture(page: PdfPage, dots_per_inch: float) -> bytes:
    """Return a page as a grey picture in the PGM format, no larger than a page should be."""
    width, height = page.get_size()
    scale = _within(dots_per_inch / POINTS_PER_INCH, width * height, MOST_PIXELS)
    bitmap: Any = page.render(scale=scale, grayscale=True, force_bitmap_format=raw.FPDFBitmap_Gray)
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(_rows(bitmap, 1))


def page_pixels(page: PdfPage, width_pixels: int, most_pixels: int) -> tuple[int, list[bytes]]:
    """Return a page as a picture so wide, less where it would have too many pixels: its width, its rows from the top.

    A row has three bytes a pixel: red, green and blue.
    """
    width, height = page.get_size()
    scale = _within(width_pixels / max(width, 1.0), width * height, most_pixels)
    bitmap: Any = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=raw.FPDFBitmap_BGR)
    return bitmap.width, list(_rows(bitmap, 3))


def _within(scale: float, area: float, most_pixels: int) -> float:
    """A scale, or the largest at which an area in square points has no more than so many pixels."""
    return scale * min(1.0, math.sqrt(most_pixels / max(area * scale * scale, 1.0)))


def _rows(bitmap: Any, bytes_per_pixel: int) -> Iterator[bytes]:
    content = bytes(bitmap.buffer)
    for start in range(0, bitmap.stride * bitmap.height, bitmap.stride):
        yield content[start : start + bitmap.width * bytes_per_pixel]


def shown_point(page: PdfPage, x: float, y: float) -> tuple[float, float]:
    """Return where a point of a page is on its picture, as shares of the picture's width and height from upper left."""
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, _SHARES, _SHARES, 0, x, y, ctypes.byref(across), ctypes.byref(down))
    return across.value / _SHARES, down.value / _SHARES


@contextmanager
def page_characters(page: PdfPage | None) -> Iterator[Any]:
    """Yield pdfium's handle of a page's characters; None where they cannot be read."""
    try:
        text = page.get_textpage() if page else None
    except pypdfium2.PdfiumError:
        text = None
    try:
        yield text.raw if text else None
    finally:
        if text:
            text.close()


def outline_of(document: PdfDocument) -> list[tuple[str, int, int]]:
    """Return the title, the depth from 0 and the 1-based page, or 0, of each line of a file's outline."""
    found = []
    try:
        for entry in document.get_toc(max_depth=8):
            target = entry.get_dest()
            index = target.get_index() if target else None
            found.append((entry.get_title(), entry.level, 0 if index is None else index + 1))
            if len(found) >= MOST_ENTRIES:
                break
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return found
    return found


def labels_of(document: PdfDocument, index: int) -> str:
    """Return what is printed as a page's number; empty where the file does not say."""
    try:
        return str(document.get_page_label(index))
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return ""


def attachments_of(document: PdfDocument, most: int) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each file attached; those that are damaged are left out."""
    for index in range(min(document.count_attachments(), most)):
        try:
            attachment = document.get_attachment(index)
            content = bytes(attachment.get_data())
            yield attachment.get_name(), content
        except (pypdfium2.PdfiumError, UnicodeDecodeError):
            continue
