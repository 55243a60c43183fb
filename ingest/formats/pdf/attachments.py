"""Unpack the files attached to a PDF file."""

import re
from collections.abc import Iterator

from ingest.elements import Member, SourceFile
from ingest.formats.pdf.library import PdfDocument, attachments_of

UNSAFE = re.compile(r"[^\w .()+,=@-]|^\.+")
MOST_NAME_CHARACTERS = 120


def attached_files(document: PdfDocument, file: SourceFile) -> Iterator[Member]:
    """Yield the files attached, each written into the folder given for them, within the limits."""
    if file.unpack_to is None:
        return
    room = file.limits.unpacked_bytes
    for number, (name, content) in enumerate(attachments_of(document, file.limits.members), start=1):
        room -= len(content)
        if room < 0:
            return
        path = file.unpack_to / str(number)
        path.write_bytes(content)
        yield Member(safe_name(name) or f"attachment {number}", path)


def safe_name(name: str) -> str:
    """Return the last part of a name without what could lead elsewhere or not be shown.

    >>> safe_name("../../etc/pass\\x00wd"), safe_name(r"C:\\\\plans\\\\Budget 2024.xlsx"), safe_name("..")
    ('passwd', 'Budget 2024.xlsx', '')
    """
    last = re.split(r"[/\\\\]", name)[-1]
    return UNSAFE.sub("", last).strip()[-MOST_NAME_CHARACTERS:]
