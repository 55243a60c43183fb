"""A page of a PDF as a picture, and where on it a quote stands."""

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence

from ingest.elements import SourceFile
from ingest.errors import UnreadableFile
from ingest.formats.pdf.library import PdfPage, open_page, open_pdf, page_characters, page_pixels, shown_point
from ingest.formats.pdf.page import glyph_corners, page_ink
from ingest.formats.pdf.quote import Sought, quote_glyphs
from ingest.formats.pdf.shapes import Box, box_around

# Sharp in a pane of half a wide screen, also on a screen of twice as many points.
WIDTH_PIXELS = 1240
MOST_PIXELS = 6_000_000
# One mark goes on over a gap as wide as this, in heights of its line; a wider one parts columns.
MOST_GAP = 1.2


def pdf_page_picture(file: SourceFile, page: int) -> tuple[int, int, bytes]:
    """Return a page's picture: its width and height in pixels, and its bytes as PNG.

    Args:
        file: The PDF file.
        page: Its number, 1-based.

    Raises:
        NeedsPassword, UnreadableFile: The file, or this page of it, cannot be read.
    """
    with open_pdf(file.path, file.passwords) as document, open_page(document, _index(page, len(document))) as opened:
        width, rows = page_pixels(_readable(opened), WIDTH_PIXELS, MOST_PIXELS)
        return width, len(rows), _png(width, rows)


def pdf_quote_boxes(file: SourceFile, page: int, sought: Sought) -> list[Box]:
    """Return boxes around the words of a quote on a page, a line each, as shares of the page's width and height.

    Args and errors as of `pdf_page_picture`; none where the quote is not on the page.
    """
    with open_pdf(file.path, file.passwords) as document, open_page(document, _index(page, len(document))) as opened:
        shown = _readable(opened)
        with page_characters(opened) as characters:
            if characters is None:
                return []
            glyphs = page_ink(document.raw, shown.raw, characters, page).glyphs
        found = quote_glyphs(glyphs, sought)
        corners = glyph_corners(shown.raw, found)
        return list(_joined(_shown_box(shown, each) for each in corners))


def _index(page: int, pages: int) -> int:
    if not 1 <= page <= pages:
        raise UnreadableFile(f"the file has no page {page}.")
    return page - 1


def _readable(page: PdfPage | None) -> PdfPage:
    if page is None:
        raise UnreadableFile("this page is damaged.")
    return page


def _shown_box(page: PdfPage, corners: Iterable[tuple[float, float]]) -> Box:
    points = [shown_point(page, x, y) for x, y in corners]
    across, down = zip(*points, strict=True)
    left, top, right, bottom = min(across), min(down), max(across), max(down)
    return Box(max(left, 0.0), max(top, 0.0), min(right, 1.0), min(bottom, 1.0))


def _joined(boxes: Iterable[Box]) -> Iterator[Box]:
    """Yield the boxes with those that follow one another on a line made one; none of what lies off the page."""
    line: Box | None = None
    for box in boxes:
        if box.width <= 0 or box.height <= 0:
            continue
        if line and _is_beside(line, box):
            line = box_around((line, box))
        else:
            if line:
                yield line
            line = box
    if line:
        yield line


def _is_beside(line: Box, box: Box) -> bool:
    """Whether a box goes on with a line: level with it, and near."""
    shared = min(line.bottom, box.bottom) - max(line.top, box.top)
    apart = max(box.left - line.right, line.left - box.right)
    upright = min(line.right, box.right) - max(line.left, box.left)
    if shared >= 0.5 * min(line.height, box.height):
        return apart <= MOST_GAP * max(line.height, box.height)
    # Turned lines run up or down.
    apart = max(box.top - line.bottom, line.top - box.bottom)
    return upright >= 0.5 * min(line.width, box.width) and apart <= 0


def _png(width: int, rows: Sequence[bytes]) -> bytes:
    """Return rows of red, green and blue bytes as a PNG file (RFC 2083)."""
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    parts = ((b"IHDR", header), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
