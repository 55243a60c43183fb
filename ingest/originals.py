"""Find the file that a document was read from, as long as it still is the same."""

import tempfile
from collections import OrderedDict
from concurrent.futures import CancelledError
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from threading import Lock
from types import TracebackType
from typing import Self

from ingest.elements import Limits, SourceFile
from ingest.errors import IngestError
from ingest.load import load_file
from ingest.loaded import LoadRequest, LoadResult
from ingest.opening import hash_of
from ingest.parser_pool import ParserPool
from ingest.parser_worker import ParserUnavailable
from ingest.plan import Plan
from ingest.roots import read_roots

GONE = "The file is no longer where it was read from."
CHANGED = "The file has changed since it was read. Read it again to see it as it is now."
NOT_UNPACKED = "The archive that the file lies in could not be opened again."
# Unpacked archives kept at hand for the next look; the oldest is deleted first.
ARCHIVES_KEPT = 2


@dataclass(frozen=True, slots=True)
class Original:
    """A file whose bytes are those that a document was read from."""

    path: Path  # where they lie now; of a file in an archive, for as long as `Originals` is open
    name: str  # the file's own name, without folders
    content_hash: str  # sha256 of its bytes, hexadecimal


@dataclass(frozen=True, slots=True)
class NoOriginal:
    """Why there is no such file, in a sentence for a person."""

    reason: str


class Originals:
    """The files of the documents of one index. Safe to use from several threads; to be closed.

    Args:
        ledger: Notes which folder each document came from.
        passwords: Tried on archives that are locked.
        limits: What opening an archive may cost.
    """

    def __init__(self, ledger: Path, passwords: tuple[str, ...] = (), limits: Limits | None = None) -> None:
        self._ledger = ledger
        self._passwords = passwords
        self._limits = limits or Limits()
        self._pool = ParserPool(1, load_file)
        self._lock = Lock()
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._unpacked: OrderedDict[str, dict[str, Path]] = OrderedDict()  # members by name, by their archive's hash
        self._numbered = 0

    def find(self, source: str, content_hash: str) -> Original | NoOriginal:
        """Return the file that a document was read from.

        Args:
            source: The document's name, or another name of it.
            content_hash: Of the bytes it was read from; a file with others is not this document's any more.
        """
        planned = _plan_of(self._ledger, _stamp(self._ledger)).locate(source)
        if planned is None:
            return NoOriginal(GONE)
        try:
            if planned.source == source:
                return _checked(planned.file.path, source, content_hash)
            return self._member(planned.file.path, planned.source, source, content_hash)
        except (OSError, IngestError):
            return NoOriginal(GONE)

    def close(self) -> None:
        """End the process that opens archives, and delete what it unpacked."""
        self._pool.close()
        with self._lock:
            if self._scratch:
                self._scratch.cleanup()
            self._scratch = None
            self._unpacked.clear()

    def __enter__(self) -> Self:
        """Return the object itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _member(self, path: Path, archive: str, source: str, content_hash: str) -> Original | NoOriginal:
        """Return a file in an archive, which may lie in another archive, unpacked again.

        Raises:
            OSError, IngestError: The archive, or what was unpacked of it, cannot be opened.
        """
        with self._lock:
            while archive != source:
                members = self._members(path, archive)
                inside = source.removeprefix(f"{archive}/")
                name = next((name for name in members if inside == name or inside.startswith(f"{name}/")), None)
                if name is None:
                    return NoOriginal(NOT_UNPACKED)
                path, archive = members[name], f"{archive}/{name}"
            return _checked(path, source, content_hash)

    def _members(self, path: Path, archive: str) -> dict[str, Path]:
        """The files in an archive by their names in it; none where it cannot be opened."""
        archive_hash = _known_hash(path, _stamp(path))
        known = self._unpacked.pop(archive_hash, None)
        if known is None:
            known = self._unpack(path, archive)
        self._unpacked[archive_hash] = known
        while len(self._unpacked) > ARCHIVES_KEPT:
            _, oldest = self._unpacked.popitem(last=False)
            for member in oldest.values():
                member.unlink(missing_ok=True)
        return known

    def _unpack(self, path: Path, archive: str) -> dict[str, Path]:
        if self._scratch is None:
            # Deleted in the end even where nobody closes this.
            self._scratch = tempfile.TemporaryDirectory(prefix="citewell-", ignore_cleanup_errors=True)
        self._numbered += 1
        unpack_to = Path(self._scratch.name) / str(self._numbered)
        file = SourceFile(path, archive, self._passwords, self._limits, unpack_to)
        try:
            result: LoadResult = self._pool.submit(LoadRequest(file, archive)).result()
        except (ParserUnavailable, CancelledError):
            return {}
        return {member.name: member.content for member in result.members}


def _checked(path: Path, source: str, content_hash: str) -> Original | NoOriginal:
    if _known_hash(path, _stamp(path)) != content_hash:
        return NoOriginal(CHANGED)
    return Original(path, PurePosixPath(source).name, content_hash)


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes when a file is written to; nothing of a file that is not there."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return ()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


@lru_cache(maxsize=256)
def _known_hash(path: Path, _state: tuple[int, ...]) -> str:
    """The hash of a file's bytes, which is not computed again while the file stays as it is."""
    return hash_of(path)


@lru_cache(maxsize=2)
def _plan_of(ledger: Path, _state: tuple[int, ...]) -> Plan:
    """What finds files by the roots of a ledger, which is not read again while it stays as it is."""
    return Plan(roots={root.path: root for root in read_roots(ledger)})
