"""Give the files of an archive names that mean what their maker saw and lead nowhere."""

import re
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import PurePosixPath

from ingest.errors import UnreadableFile
from ingest.formats.encodings import decoded

_IS_UTF8 = 0x800
_UNICODE_NAME_FIELD = 0x7075
# Letters of Western languages in the code page of DOS, which Windows still writes; its other signs draw boxes.
_DOS_LETTERS = frozenset(range(0x80, 0x9B)) | frozenset(range(0xA0, 0xA6)) | {0xE1}
# In other alphabets whole words lie beyond ASCII.
_LONG_WORD = re.compile(rb"[\x80-\xff]{3}")

_DRIVE = re.compile(r"^[A-Za-z]:")
# Control characters, and those that turn the direction of writing round: "txt.exe" can be made to look like "exe.txt".
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MOST_PART_CHARS = 120
_MOST_PARTS = 16
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}")
_NAMELESS = "unnamed"
_NOT_THE_OWNERS = {"__macosx", "thumbs.db", "desktop.ini"}


def member_names(entries: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the names of an archive's entries: paths with forward slashes, no two alike, none leading out."""
    counts: Counter[str] = Counter()
    taken: set[str] = set()
    names = []
    for name in map(safe_name, _told_names(entries)):
        unique = name
        while unique in taken:
            counts[name] += 1
            unique = _numbered(name, counts[name] + 1)
        taken.add(unique)
        names.append(unique)
    return names


def safe_name(name: str) -> str:
    r"""Return a path that stays below where it starts, of signs that can be seen.

    >>> safe_name("..\\..\\C:/Users/./leave.txt")
    'Users/leave.txt'
    """
    parts = [_DRIVE.sub("", _UNSEEN.sub("", part)).strip() for part in re.split(r"[/\\]", name)]
    parts = [_shortened(unicodedata.normalize("NFC", part)) for part in parts if part.strip(". ")]
    return "/".join(parts[-_MOST_PARTS:]) or _NAMELESS


def is_hidden(name: str) -> bool:
    """Return whether a file is hidden, or not its owner's: a lock of an office program, or what a system adds."""
    parts = name.lower().split("/")
    return any(part.startswith((".", "~$")) or part in _NOT_THE_OWNERS for part in parts)


def short_suffix(name: str) -> str:
    """Return a name's suffix, if it is one that files have.

    >>> short_suffix("a/leave.PDF"), short_suffix("a/v1. Annual leave")
    ('.pdf', '')
    """
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""


def _shortened(part: str) -> str:
    if len(part) <= _MOST_PART_CHARS:
        return part
    suffix = short_suffix(part)
    return part[: _MOST_PART_CHARS - len(suffix)] + suffix


def _numbered(name: str, number: int) -> str:
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem} ({number}){path.suffix}"))


def _told_names(entries: Sequence[zipfile.ZipInfo]) -> list[str]:
    raw = [_raw_name(entry) for entry in entries]
    foreign = list(dict.fromkeys(name for name in raw if isinstance(name, bytes) and not name.isascii()))
    told = dict(zip(foreign, _decoded(foreign), strict=True))
    return [name if isinstance(name, str) else told.get(name) or name.decode("ascii") for name in raw]


def _raw_name(entry: zipfile.ZipInfo) -> str | bytes:
    """Return an entry's name, as bytes where the archive does not say in which charset it is."""
    if entry.flag_bits & _IS_UTF8:
        return entry.filename
    name = entry.filename.encode("cp437", "replace")
    return name if (told := _unicode_name(entry.extra, name)) is None else told


def _unicode_name(extra: bytes, name: bytes) -> str | None:
    """Return the name that an extra field holds in UTF-8, if it is still that of this entry."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_NAME_FIELD and len(field) > 5 and struct.unpack_from("<L", field, 1)[0] == zlib.crc32(name):
            return field[5:].decode("utf-8", "replace")
    return None


def _decoded(names: Sequence[bytes]) -> list[str]:
    """Return names in the charset of all of them: more words tell more."""
    together = b"\n".join(names)
    try:
        return [name.decode("utf-8") for name in names]
    except UnicodeDecodeError:
        letters = {byte for byte in together if byte >= 0x80}
    if not letters <= _DOS_LETTERS or _LONG_WORD.search(together):
        with suppress(UnreadableFile):
            told = decoded(together).split("\n")
            if len(told) == len(names):
                return told
    return [name.decode("cp437") for name in names]
