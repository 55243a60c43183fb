"""Open a ZIP archive, and read its entries, without believing what it says of itself."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ingest.errors import TooLarge, UnreadableFile
from ingest.formats.zip_repair import with_new_directory
from ingest.opening import open_regular

ENCRYPTED = 0x1
MEGABYTE = 1 << 20
CHUNK_BYTES = 1 << 18

# All that zipfile and what it unpacks with raise for damage; a wrong password is a RuntimeError.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
)

# Python needs some forty times as much for a directory as it takes in the file.
_DIRECTORY_BYTES = 16 << 20
# The end of an archive: its last record, and a comment of at most 65,535 bytes after it.
_END_BYTES = 22 + 0xFFFF + 76
_END_MARK, _WIDE_END_MARK = b"PK\x05\x06", b"PK\x06\x06"
_UNKNOWN_SIZE = 0xFFFFFFFF

# Deflate packs no more than 1,032 to one; words and sheets reach about 60 to one.
_PLAUSIBLE_RATIO = 200
_ALWAYS_PLAUSIBLE_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class OpenedZip:
    """An archive, and whether its directory was damaged: then entries may be missing."""

    archive: zipfile.ZipFile
    is_mended: bool


@contextmanager
def open_zip(path: Path) -> Iterator[OpenedZip]:
    """Yield an archive; where its directory is damaged, with the entries that their own heads tell of.

    Raises:
        UnreadableFile: It is no ZIP archive, or no entry of it can be found.
        TooLarge: Its directory alone is larger than any true archive's.
    """
    try:
        file = open_regular(path)
    except OSError as error:
        raise UnreadableFile(f"it cannot be opened: {error.strerror or error}.") from error
    with file:
        _check_directory(file)
        try:
            opened = OpenedZip(zipfile.ZipFile(file), is_mended=False)
        except ZIP_ERRORS:
            opened = OpenedZip(_mended(file), is_mended=True)
        with opened.archive:
            yield opened


def _mended(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(with_new_directory(file))
    except ZIP_ERRORS as error:
        raise UnreadableFile(
            f"the file is damaged ({error}). Open it in the program it came from and save it anew."
        ) from error


def _check_directory(file: BinaryIO) -> None:
    file.seek(max(0, file.seek(0, 2) - _END_BYTES))
    end = file.read()
    file.seek(0)
    size = _field(end, end.rfind(_END_MARK), 12, "<L")
    if size == _UNKNOWN_SIZE:
        size = _field(end, end.rfind(_WIDE_END_MARK), 40, "<Q")
    if size > _DIRECTORY_BYTES:
        raise TooLarge(f"its list of parts alone takes {size // MEGABYTE:,} MB, which no true document's does.")


def _field(end: bytes, record: int, offset: int, form: str) -> int:
    if record < 0 or record + offset + struct.calcsize(form) > len(end):
        return 0
    return int(struct.unpack_from(form, end, record + offset)[0])


def is_bomb(packed: int, unpacked: int) -> bool:
    """Return whether so many bytes packed into so few were put there to fill a disk.

    >>> is_bomb(10_000, 1_000_000), is_bomb(100_000, 100_000_000)
    (False, True)
    """
    return unpacked > _ALWAYS_PLAUSIBLE_BYTES and unpacked > _PLAUSIBLE_RATIO * max(1, packed)


def entry_chunks(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int, password: str | None = None
) -> Iterator[bytes]:
    """Yield an entry's bytes piece by piece.

    Raises:
        TooLarge: It unpacks to more than `limit` bytes, whatever the archive says of its size.
        UnreadableFile: It is damaged, or the password is wrong; the message says no more than how.
    """
    unpacked = 0
    try:
        with archive.open(entry, pwd=password.encode() if password else None) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                unpacked += len(chunk)
                if unpacked > limit:
                    raise TooLarge(f"it unpacks to more than the {limit // MEGABYTE:,} MB allowed.")
                yield chunk
    except ZIP_ERRORS as error:
        raise UnreadableFile(str(error) or "it breaks off") from error
