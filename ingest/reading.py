"""Read files in worker processes, in order, a few ahead of what is made of them."""

import shutil
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.elements import Limits, SourceFile
from ingest.loaded import LoadRequest, LoadResult
from ingest.parser_pool import ParserPool

# Beside the index in its folder; what a killed run leaves there is deleted by the next one.
UNPACKED = "unpacked"
# Between two looks whether the run is to end, while a file is read.
LOOK_SECONDS = 0.2


class IngestStopped(Exception):
    """Whoever started the run does not want it any more; what went in before stays."""


@dataclass(frozen=True, slots=True)
class FileToRead:
    """A file with the name and the collection of the document that it may become."""

    path: Path
    source: str
    collection: str
    content_hash: str  # sha256 of its bytes, hexadecimal
    size_bytes: int
    outermost: str  # the name of the archive that it lies in, at any depth, else its own
    nesting: int = 0  # how many archives it lies in
    unpacked: Path | None = None  # where that archive's files were unpacked to


class Reading:
    """The files of one run that must be read; those found in archives are put in while it goes on.

    Args:
        pool: Reads each file.
        ahead: Files under way at a time.
        folder: Where archives are unpacked, each in a folder of its own, deleted when all its members have been read.
        limits: What a file may cost.
        passwords: Tried on files that are locked.
        is_stopped: Asked again and again while a file is waited for.
    """

    def __init__(
        self,
        pool: ParserPool[LoadRequest, LoadResult],
        ahead: int,
        folder: Path,
        limits: Limits,
        passwords: tuple[str, ...] = (),
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._pool = pool
        self._ahead = ahead
        self._folder = folder
        self._limits = limits
        self._passwords = passwords
        self._is_stopped = is_stopped
        self._waiting: deque[FileToRead] = deque()
        self._numbered = 0
        self._last = folder
        self._members_left: Counter[Path] = Counter()

    def results(self, files: Sequence[FileToRead]) -> Iterator[tuple[FileToRead, LoadResult]]:
        """Yield each file with what became of it, in order; members follow the files already under way.

        Raises:
            IngestStopped: The run is to end before all are read.
        """
        self._waiting.extend(files)
        under_way: deque[tuple[FileToRead, Path, Future[LoadResult]]] = deque()
        while self._waiting or under_way:
            while self._waiting and len(under_way) < self._ahead:
                file = self._waiting.popleft()
                unpack_to = self._folder / str(self._numbered)
                self._numbered += 1
                under_way.append((file, unpack_to, self._pool.submit(self._request(file, unpack_to))))
            file, unpack_to, future = under_way.popleft()
            self._last = unpack_to
            yield file, self._awaited(future)
            if not self._members_left[unpack_to]:
                _delete(unpack_to)
            self._let_go(file)

    def put_members(self, members: Sequence[FileToRead]) -> None:
        """Have these read next: members of the archive that was yielded last."""
        self._waiting.extendleft(replace(member, unpacked=self._last) for member in reversed(members))
        self._members_left[self._last] += len(members)

    def _awaited(self, future: "Future[LoadResult]") -> LoadResult:
        while not self._is_stopped():
            if wait([future], LOOK_SECONDS).done:
                return future.result()
        raise IngestStopped

    def _request(self, file: FileToRead, unpack_to: Path) -> LoadRequest:
        source = SourceFile(file.path, file.source, self._passwords, self._limits, unpack_to)
        return LoadRequest(source, file.source, file.collection, file.content_hash)

    def _let_go(self, file: FileToRead) -> None:
        if file.unpacked is None:
            return
        self._members_left[file.unpacked] -= 1
        if not self._members_left[file.unpacked]:
            _delete(file.unpacked)


def _delete(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder, ignore_errors=True)
