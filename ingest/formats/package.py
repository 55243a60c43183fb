"""Files that are ZIP archives of parts, as office documents and e-books are, opened within limits."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ingest.elements import Limits
from ingest.errors import NeedsPassword, TooLarge, UnreadableFile
from ingest.formats.zip_archive import ENCRYPTED, MEGABYTE, entry_chunks, is_bomb, open_zip

MENDED = "The file is damaged near its end, so parts of it may be missing. Open it in its program and save it anew."
# A part is held in memory whole, and its tree takes several times as much.
PART_BYTES = 256 << 20


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of one file by their names."""

    archive: zipfile.ZipFile
    # By what names have in common however a program writes them: small letters, forward slashes.
    entries: dict[str, zipfile.ZipInfo] = field(default_factory=dict)
    is_mended: bool = False  # its directory was damaged, so parts may be missing

    @property
    def notes(self) -> list[str]:
        """What of it could not be read, in sentences."""
        return [MENDED] if self.is_mended else []

    def names(self) -> list[str]:
        """The names of all parts, in the archive's order."""
        return self.archive.namelist()

    def read(self, name: str, limit: int = PART_BYTES) -> bytes | None:
        """A part's bytes; None where there is none of that name. A name's letters may be large or small.

        Raises:
            UnreadableFile: The part is damaged.
            TooLarge: It unpacks to more than `limit` bytes.
        """
        entry = self.archive.NameToInfo.get(name) or self.entries.get(_plain(name))
        if entry is None:
            return None
        try:
            return b"".join(entry_chunks(self.archive, entry, limit))
        except UnreadableFile as error:
            raise UnreadableFile(f"its part {name} is damaged ({error}). Save it anew.") from error


@contextmanager
def open_package(path: Path, limits: Limits) -> Iterator[Package]:
    """Yield the parts of a file; where its directory is damaged, the parts that can still be found.

    Raises:
        UnreadableFile: It is no ZIP archive, or none of its parts can be found.
        NeedsPassword: Its parts are locked.
        TooLarge: They would unpack to more than the limits allow.
    """
    with package_parts(path) as package:
        check_parts(package.archive, limits)
        yield package


@contextmanager
def package_parts(path: Path) -> Iterator[Package]:
    """Yield the parts of a file without holding it to any limits, to look at a few of them.

    Raises:
        UnreadableFile: It is no ZIP archive, or none of its parts can be found.
    """
    with open_zip(path) as opened:
        entries = {_plain(entry.filename): entry for entry in opened.archive.infolist()}
        yield Package(opened.archive, entries, opened.is_mended)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def check_parts(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Hold an archive to the limits by what it says of itself, before anything is unpacked.

    What it says is an upper bound: no more of a part is unpacked than its size in the directory.

    Raises:
        NeedsPassword: A part is locked.
        TooLarge: All parts together are larger than the limits allow, or than any true document's of that size.
    """
    parts = archive.infolist()
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise NeedsPassword("the file is locked with a password.")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked_bytes:
        allowed = limits.unpacked_bytes // MEGABYTE
        raise TooLarge(f"it unpacks to {unpacked // MEGABYTE:,} MB, more than the {allowed:,} MB allowed.")
    packed = packed_size(archive)
    if is_bomb(packed, unpacked):
        raise TooLarge(
            f"it unpacks to {unpacked // max(1, packed):,} times its size, as only a file made to do harm does."
        )


def packed_size(archive: zipfile.ZipFile) -> int:
    """Return the size in bytes of the file that an archive is read from."""
    file = archive.fp
    if file is None:
        return 0
    here = file.tell()
    size = file.seek(0, 2)
    file.seek(here)
    return size
