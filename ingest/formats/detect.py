"""Tell a file's format by its content, and by its name only where the content cannot say."""

import re
from pathlib import Path
from typing import BinaryIO

from ingest.formats.containers import ole_format, zip_format
from ingest.formats.text_shapes import text_format, text_of
from ingest.opening import open_regular

# Enough for the head of a message, the first cells of a notebook and the tags before a page's first one.
HEAD_BYTES = 1 << 16
# Readers of PDF look for its mark this far in: some programs put words of their own before it.
PDF_MARK_BYTES = 1024

_PDF_MARK = re.compile(rb"%PDF-\d")
_PDF_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")
_OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_IMAGE_MARKS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",  # JPEG
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",  # TIFF, either byte order, and its form for large files
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
    b"\x00\x00\x00\x0cjP  ",  # JPEG 2000
    b"\xff\x4f\xff\x51",
)
_TNEF_MARK = b"\x78\x9f\x3e\x22"  # "winmail.dat"
_IMAGE_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif")
_SHEETS_BEFORE_OLE = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
# Under these names, bytes that mean nothing are a damaged file of that kind. Not .doc and .ppt: LibreOffice, which
# reads those, takes any bytes for text.
_BINARY_FORMATS = {
    **{f".{name}": name for name in ("pdf", "docx", "pptx", "xlsx", "xls", "odt", "odp", "ods", "epub", "msg", "zip")},
    ".docm": "docx",
    ".pptm": "pptx",
    ".ppsx": "pptx",
    ".xlsm": "xlsx",
}
# What could pass for text, or for a picture, in its first bytes.
_OTHER_MARKS = (b"MZ", b"\x7fELF", b"!<arch>\n", b"%!PS", b"BZh", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"OggS", b"fLaC")


def detect(path: Path) -> str:
    """Return the name of a file's format, and nothing where it is none that is known.

    Raises:
        UnreadableFile: It is no regular file.
        OSError: It cannot be opened or read.
    """
    with open_regular(path) as file:
        head = file.read(HEAD_BYTES)
        suffix = path.suffix.lower()
        if not head:
            return "text"
        if head.startswith(_OLE_MARK):
            found = ole_format(path)
            return _BINARY_FORMATS.get(suffix, "") if found is None else found
        if head.startswith(_ZIP_MARKS):
            found = zip_format(path)
            return _BINARY_FORMATS.get(suffix, "zip") if found is None else found
        if _is_pdf(head, suffix, file):
            return "pdf"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_SHEETS_BEFORE_OLE):
        return "xls"
    if _is_image(head):
        return "image"
    if head.startswith(_TNEF_MARK):
        return "tnef"
    if _is_of_another_kind(head):
        return ""
    words = text_of(head)
    return _BINARY_FORMATS.get(suffix, "") if words is None else text_format(words, suffix)


def is_pdf(path: Path) -> bool:
    """Return whether a file is a PDF, by its first bytes alone.

    Raises:
        UnreadableFile: It is no regular file.
        OSError: It cannot be opened or read.
    """
    with open_regular(path) as file:
        return _is_pdf(file.read(HEAD_BYTES), path.suffix.lower(), file)


def _is_pdf(head: bytes, suffix: str, file: BinaryIO) -> bool:
    mark = _PDF_MARK.search(head, 0, PDF_MARK_BYTES + 6)
    if mark and not head[: mark.start()].strip(b"\xef\xbb\xbf \t\r\n\0"):
        return True
    if mark or suffix == ".pdf":
        # Something stands before the mark, or the mark is lost: words about PDF, or a damaged one.
        return bool(_PDF_OBJECT.search(head)) or (suffix == ".pdf" and b"startxref" in _tail(file))
    return False


def _tail(file: BinaryIO) -> bytes:
    size = file.seek(0, 2)
    file.seek(max(0, size - PDF_MARK_BYTES))
    return file.read(PDF_MARK_BYTES)


def _is_image(head: bytes) -> bool:
    if head.startswith(_IMAGE_MARKS):
        return True
    if head[:4] == b"RIFF":
        return head[8:12] == b"WEBP"
    if head[4:8] == b"ftyp":
        return head[8:12] in _IMAGE_BRANDS
    # A bitmap's mark is two letters; four bytes that are always zero tell it from words that begin with them.
    return head[:2] == b"BM" and head[6:10] == b"\0\0\0\0"


def _is_of_another_kind(head: bytes) -> bool:
    is_program = head.startswith(b"MZ") and b"\0" in head
    is_marked = head.startswith(_OTHER_MARKS) and not head.startswith(b"MZ")
    return is_program or is_marked or head[257:262] == b"ustar"
