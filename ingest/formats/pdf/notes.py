"""The links and comments that lie on a page of a PDF."""

import ctypes
from collections.abc import Iterator
from typing import Any

from ingest.formats.pdf.drawings import Corners
from ingest.formats.pdf.library import raw


def page_links(document: Any, page: Any) -> Iterator[tuple[Corners, str]]:
    """Yield the areas of a page that lead to an address outside the file."""
    position = ctypes.c_int(0)
    link = raw.FPDF_LINK()
    rectangle = raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page, position, link):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        length = raw.FPDFAction_GetURIPath(document, action, None, 0)
        address = ctypes.create_string_buffer(max(length, 1))
        raw.FPDFAction_GetURIPath(document, action, address, length)
        if raw.FPDFLink_GetAnnotRect(link, rectangle):
            area = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            yield area, address.value.decode("utf-8", "replace")


def page_comments(page: Any) -> Iterator[str]:
    """Yield what readers of a page wrote onto it."""
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if note:
            if raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_TEXT:
                yield _value(note, b"Contents")
            raw.FPDFPage_CloseAnnot(note)


def _value(note: Any, key: bytes) -> str:
    """Return one of the texts of an annotation; empty where it has none."""
    length = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(note, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
