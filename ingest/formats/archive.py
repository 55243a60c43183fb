"""Unpack a ZIP archive of files, each to be read on its own."""

import stat
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.elements import Limits, Member, ParsedFile, SourceFile
from ingest.errors import EmptyDocument, IngestError, NeedsPassword, TooLarge, UnreadableFile, UnsupportedFormat
from ingest.formats.archive_names import is_hidden, member_names, short_suffix
from ingest.formats.zip_archive import ENCRYPTED, MEGABYTE, entry_chunks, is_bomb, open_zip

_AES = 99
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_HEAD_BYTES = 30
# More sentences than these nobody reads.
_MOST_NOTES = 20
_MENDED = "The archive is damaged near its end, so files in it may be missing."
_UNPACK_IT = "Unpack it and ingest the folder."


@dataclass(frozen=True, slots=True)
class _Failure:
    """A member that was not unpacked."""

    name: str
    error: IngestError

    @property
    def note(self) -> str:
        return f"{self.name}: {self.error}"


def read_zip(file: SourceFile) -> ParsedFile:
    """Return the files of an archive, unpacked under numbers into `file.unpack_to`; no elements.

    Hidden files, lock files and what macOS adds are left out. An archive in it is a file like any other.

    Raises:
        UnsupportedFormat: No files are wanted, or all of them are packed in ways that are not known.
        EmptyDocument: It holds none.
        NeedsPassword: None of them can be unpacked without a password.
        TooLarge: It holds too many, or unpacks to too much.
        UnreadableFile: It is no archive, or all files in it are damaged.
    """
    if file.unpack_to is None:
        raise UnsupportedFormat(f"it is an archive of files. {_UNPACK_IT}")
    with open_zip(file.path) as opened:
        wanted = _wanted(opened.archive, file.limits)
        file.unpack_to.mkdir(parents=True, exist_ok=True)
        members, failures = _unpacked(opened.archive, wanted, file, file.unpack_to)
    if not members:
        raise _why_nothing(failures)
    notes = [_MENDED] if opened.is_mended else []
    return ParsedFile((), notes=tuple(notes + _notes(failures)), members=tuple(members))


def _wanted(archive: zipfile.ZipFile, limits: Limits) -> list[tuple[str, zipfile.ZipInfo]]:
    """Return the files of an archive with their names.

    Raises:
        EmptyDocument: There are none.
        TooLarge: There are too many, or they are too large, or made to seem more than they are.
    """
    entries = archive.infolist()
    if len(entries) > limits.members:
        raise TooLarge(f"it holds {len(entries):,} files, more than the {limits.members:,} allowed. {_UNPACK_IT}")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits.unpacked_bytes:
        most = limits.unpacked_bytes // MEGABYTE
        raise TooLarge(f"it unpacks to {unpacked // MEGABYTE:,} MB, more than the {most:,} MB allowed. {_UNPACK_IT}")
    if _overlap(entries) or any(is_bomb(entry.compress_size, entry.file_size) for entry in entries):
        raise TooLarge("it unpacks to so many times its size as only a file made to do harm does.")
    named = zip(member_names(entries), entries, strict=True)
    wanted = [(name, entry) for name, entry in named if not (entry.is_dir() or is_hidden(name))]
    if not wanted:
        raise EmptyDocument("the archive holds no files.")
    return wanted


def _overlap(entries: Iterable[zipfile.ZipInfo]) -> bool:
    """Return whether entries share bytes, so that a few of them unpack to many."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + _HEAD_BYTES + len(entry.orig_filename) + entry.compress_size
    return False


def _unpacked(
    archive: zipfile.ZipFile, wanted: Iterable[tuple[str, zipfile.ZipInfo]], file: SourceFile, folder: Path
) -> tuple[list[Member], list[_Failure]]:
    members: list[Member] = []
    failures: list[_Failure] = []
    left = file.limits.unpacked_bytes
    for number, (name, entry) in enumerate(wanted, start=1):
        target = folder / f"{number}{short_suffix(name)}"
        try:
            _check_kind(entry)
            _unpack(archive, entry, target, left, _passwords_for(entry, file.passwords))
        except (NeedsPassword, UnreadableFile, UnsupportedFormat) as error:
            target.unlink(missing_ok=True)
            failures.append(_Failure(name, error))
        else:
            left -= target.stat().st_size
            members.append(Member(name, target))
    return members, failures


def _check_kind(entry: zipfile.ZipInfo) -> None:
    """Refuse what cannot be unpacked.

    Raises:
        UnsupportedFormat: It is no file, or packed in a way that is not known.
        NeedsPassword: It is locked in a way that no password helps with.
    """
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind and kind != stat.S_IFREG:
        raise UnsupportedFormat("it is a link or a device, not a file.")
    if entry.compress_type == _AES:
        raise NeedsPassword("it is locked with AES, which cannot be opened here. Unpack it and ingest the files.")
    if entry.compress_type not in _METHODS:
        raise UnsupportedFormat(f"it is packed in a way that is not known (method {entry.compress_type}). {_UNPACK_IT}")


def _passwords_for(entry: zipfile.ZipInfo, passwords: Sequence[str]) -> Sequence[str | None]:
    return passwords if entry.flag_bits & ENCRYPTED else (None,)


def _unpack(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, limit: int, passwords: Sequence[str | None]
) -> None:
    """Write an entry's bytes to a new file.

    Raises:
        UnreadableFile: They are damaged.
        NeedsPassword: None of the passwords opens it.
        TooLarge: They are more than `limit`.
    """
    for password in passwords:
        try:
            with target.open("wb") as out:
                for chunk in entry_chunks(archive, entry, limit, password):
                    out.write(chunk)
            return
        except UnreadableFile as error:
            # A wrong password shows at once or, one time in 256, only by the bytes that come out.
            if password is None:
                raise UnreadableFile(f"it is damaged ({error}).") from error
    raise NeedsPassword("it is locked, and none of the passwords given opens it.")


def _why_nothing(failures: Sequence[_Failure]) -> IngestError:
    for kind in (NeedsPassword, UnreadableFile):
        for failure in failures:
            if isinstance(failure.error, kind):
                return kind(failure.note)
    return UnsupportedFormat(failures[0].note)


def _notes(failures: Sequence[_Failure]) -> list[str]:
    notes = [failure.note for failure in failures[:_MOST_NOTES]]
    if more := len(failures) - _MOST_NOTES:
        notes += [f"{more:,} more files in it could not be unpacked."] if more > 0 else []
    return notes
