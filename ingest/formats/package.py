"""Files that are ZIP archives of parts, as office documents and e-books are, opened within limits."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.elements import Limits
from ingest.errors import NeedsPassword, TooLarge, UnreadableFile

ENCRYPTED = 0x1
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of one file by their names."""

    archive: zipfile.ZipFile

    def names(self) -> list[str]:
        """The names of all parts, in the archive's order."""
        return self.archive.namelist()

    def read(self, name: str) -> bytes | None:
        """A part's bytes; None where there is none of that name.

        Raises:
            UnreadableFile: The part is damaged.
        """
        try:
            return self.archive.read(name)
        except KeyError:
            return None
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as error:
            raise UnreadableFile(f"its part {name} is damaged ({error}). Save it anew.") from error
        except Exception as error:
            # zlib.error and lzma.LZMAError have no common base but Exception.
            if type(error).__name__ not in ("error", "LZMAError"):
                raise
            raise UnreadableFile(f"its part {name} is damaged ({error}). Save it anew.") from error


@contextmanager
def open_package(path: Path, limits: Limits) -> Iterator[Package]:
    """Yield the parts of a file.

    Raises:
        UnreadableFile: It is no ZIP archive, or a damaged one.
        NeedsPassword: Its parts are locked.
        TooLarge: They would unpack to more than the limits allow.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
        raise UnreadableFile(f"the file is damaged ({error}). Open it in the program it came from and save it anew.") from error
    with archive:
        check_parts(archive, limits)
        yield Package(archive)


def check_parts(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Hold an archive to the limits by what it says of itself, before anything is unpacked.

    Raises:
        NeedsPassword: A part is locked.
        TooLarge: All parts together are larger than the limits allow.
    """
    parts = archive.infolist()
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise NeedsPassword("the file is locked with a password.")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked_bytes:
        raise TooLarge(
            f"it unpacks to {unpacked // MEGABYTE:,} MB, more than the {limits.unpacked_bytes // MEGABYTE:,} MB allowed."
        )
