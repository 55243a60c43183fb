"""Office files locked with a password, opened with the passwords given. The one module that imports msoffcrypto."""

import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO
from xml.parsers.expat import ExpatError

import msoffcrypto
from msoffcrypto import exceptions

from ingest.elements import SourceFile
from ingest.errors import NeedsPassword, UnreadableFile

# Office itself locks with these where a file was only marked as read-only, and opens it without asking.
# [MS-OFFCRYPTO] 2.4.2.3 for workbooks; the second is what PowerPoint uses.
DEFAULT_PASSWORDS = ("VelvetSweatshop", "/01Hannes Ruescher/01")
OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_DAMAGE = (
    exceptions.FileFormatError,
    exceptions.ParseError,
    ExpatError,
    struct.error,
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
)


def is_ole(path: Path) -> bool:
    """Return whether a file is an OLE container, as the old office files and the locked new ones are."""
    with path.open("rb") as opened:
        return opened.read(len(OLE_SIGNATURE)) == OLE_SIGNATURE


@contextmanager
def unlocked(file: SourceFile) -> Iterator[SourceFile]:
    """Yield the file itself where it is not locked, else an open copy of it, which is deleted afterwards.

    Raises:
        NeedsPassword: It is locked, and none of the passwords given opens it.
        UnreadableFile: It is locked in a way that is not known, or damaged.
    """
    if not is_ole(file.path):
        yield file
        return
    with file.path.open("rb") as opened:
        locked = _locked(opened)
        if locked is None:
            yield file
            return
        with tempfile.TemporaryDirectory(prefix="citewell-") as folder:
            copy = Path(folder) / "unlocked"
            _write_unlocked(locked, file.passwords, copy)
            yield replace(file, path=copy)


def _locked(opened: BinaryIO) -> Any:
    """Return the library's view of a locked file; None for one that is not locked, or that it does not know."""
    try:
        office = msoffcrypto.OfficeFile(opened)
        return office if office.is_encrypted() else None
    except exceptions.DecryptionError as error:
        raise UnreadableFile(f"it is locked in a way that is not known ({error}). Save it anew without.") from error
    except _DAMAGE:
        return None


def _write_unlocked(locked: Any, passwords: tuple[str, ...], copy: Path) -> None:
    """Write what the first password that fits opens."""
    for password in dict.fromkeys((*passwords, *DEFAULT_PASSWORDS)):
        try:
            locked.load_key(password=password)
            with copy.open("wb") as opened:
                locked.decrypt(opened)
        except (exceptions.DecryptionError, *_DAMAGE):
            # A wrong password and a damaged file look alike here: either way the words stay locked.
            continue
        if copy.stat().st_size:
            return
    if passwords:
        raise NeedsPassword("it is locked, and none of the passwords given opens it. Add its password to them.")
    raise NeedsPassword("it is locked with a password. Give the password, or save the file without one.")
