"""The library of one server: what documents there are, and what people do with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from app.commands.passwords import read_passwords
from app.library.arrivals import take_files_in
from app.library.desk import ledger_of, uploads_of
from app.library.jobs import Jobs
from app.library.names import safe_collection
from app.library.queue import TaskQueue
from app.library.records import FileResult, Held, Job, LibraryRow, Receipt, Upload, Work
from app.library.rows import library_rows
from app.library.sentences import disk_words
from app.library.worker import Worker
from app.settings import Settings
from ingest.plan import DEFAULT_COLLECTION
from ingest.roots import read_roots
from retriever.index import Index

# In the data folder: what people asked for and is not done yet.
QUEUE = "queue"
MEGABYTE = 1 << 20
# Uploads that wait for somebody's word; of more, the oldest is deleted.
MOST_HELD = 20
SWITCHED_OFF = "Documents cannot be changed here: CITEWELL_UPLOADS is off."


class UploadsOff(Exception):
    """Documents cannot be changed on the page."""


@dataclass(frozen=True, slots=True)
class _HeldFiles:
    draft: Path
    names: tuple[str, ...]


class Library:
    """The documents, and a queue of changes that one thread works off. Safe to use from several threads.

    Every change may raise `UploadsOff`, and an `OSError` where it cannot be kept; what was kept survives a kill.

    Args:
        settings: Of the server.
        index: The one that answers, for reading; new passages are embedded with its model.
    """

    def __init__(self, settings: Settings, index: Index) -> None:
        self._settings = settings
        self._index = index
        self._queue = TaskQueue(settings.data_dir / QUEUE)
        self._jobs = Jobs(self._queue.tasks())
        self._own_passwords: tuple[str, ...] = ()
        self._held: dict[str, _HeldFiles] = {}
        self._lock = Lock()
        self._worker = Worker(settings, index, self._queue, self._jobs, self.passwords)

    @property
    def may_change(self) -> bool:
        """Whether documents may be added, replaced and taken out."""
        return self._settings.uploads

    def rows(self) -> list[LibraryRow]:
        """Every file that was looked at, and those taken out, by source.

        Raises:
            RetrieverError: The index cannot be read.
        """
        roots = read_roots(ledger_of(self._settings))
        return library_rows(self._index.files(), self._index.documents(), roots, uploads_of(self._settings))

    def jobs(self) -> list[Job]:
        """What is to be done, is under way, or has ended, the oldest first."""
        return self._jobs.all()

    def is_busy(self) -> bool:
        """Whether there is anything left to do."""
        return self._jobs.next() is not None

    def ended(self) -> int:
        """How many jobs have ended since the server started."""
        return self._jobs.ended

    def dismiss(self) -> None:
        """Forget the jobs that have ended."""
        self._jobs.dismiss()

    def stop(self, job_id: str) -> None:
        """Have a job not done, or no further."""
        self._worker.stop(job_id)

    def wait(self, seconds: float) -> None:
        """Return when a job has changed, or after so many seconds."""
        self._jobs.wait(seconds)

    def upload(self, files: Sequence[Upload], collection: str = "") -> Receipt:
        """Take files in and have them read; none of them is left where it was.

        Files that have the name of an uploaded one are held until `answer` says whether they take its place.

        Args:
            files: Any names; they are kept under safe ones.
            collection: A name; the usual collection where it is empty or cannot be one.
        """
        self._check_allowed()
        with self._lock:
            try:
                new, replacing = self._queue.draft(), self._queue.draft()
            except OSError as error:
                return _nothing_taken(files, disk_words(error, "upload it again"))
            arrivals = take_files_in(
                files,
                safe_collection(collection) or DEFAULT_COLLECTION,
                ours=self._ours(),
                others=self._others(),
                new=new,
                replacing=replacing,
                most_bytes=self._settings.max_file_mb * MEGABYTE,
            )
            held = self._hold(replacing, arrivals.replacing)
            try:
                job = self._ask(Work.ADD, arrivals.new, new)
            except OSError as error:
                self._queue.drop(new)
                lost = [
                    FileResult(name, disk_words(error, "upload it again"), is_problem=True) for name in arrivals.new
                ]
                return Receipt(None, (*arrivals.refused, *lost), held)
        return Receipt(job, tuple(arrivals.refused), held)

    def answer(self, held_id: str, *, replace: bool) -> str | None:
        """Have held files take the places of others, or delete them; return the id of the job, if there is one."""
        with self._lock:
            held = self._held.pop(held_id, None)
            if held is None:
                return None
            return self._ask(Work.ADD, held.names if replace else (), held.draft)

    def delete(self, sources: Sequence[str]) -> str | None:
        """Have documents taken out; uploaded files are deleted, others stay where they are."""
        return self._ask_for(Work.TAKE_OUT, sources)

    def put_back(self, sources: Sequence[str]) -> str | None:
        """Have documents that were taken out read and put in again."""
        return self._ask_for(Work.PUT_BACK, sources)

    def read_again(self, sources: Sequence[str]) -> str | None:
        """Have the files of documents read again."""
        return self._ask_for(Work.READ_AGAIN, sources)

    def look_for_changes(self) -> str | None:
        """Have all folders looked at for new, changed and deleted files; nothing, where that is to be done already."""
        self._check_allowed()
        with self._lock:
            if any(job.task.work is Work.LOOK and not job.progress.is_over for job in self._jobs.all()):
                return None
            return self._put(Work.LOOK, ())

    def unlock(self, password: str) -> str | None:
        """Have locked files read again with one password more, which is kept in memory only."""
        self._check_allowed()
        with self._lock:
            if password and password not in self._own_passwords:
                self._own_passwords = (*self._own_passwords, password)
        return self.read_again([row.source for row in self.rows() if row.needs_password])

    def passwords(self) -> tuple[str, ...]:
        """Those that are tried on locked files."""
        return (*read_passwords(self._settings.passwords), *self._own_passwords)

    def start(self) -> None:
        """Take up what an earlier server left undone."""
        self._worker.start()

    def close(self) -> None:
        """End the work under way; the next server takes it up."""
        self._worker.close()

    def __enter__(self) -> Self:
        """Start, and return the library itself."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _ask_for(self, work: Work, sources: Sequence[str]) -> str | None:
        self._check_allowed()
        with self._lock:
            return self._put(work, list(dict.fromkeys(sources))) if sources else None

    def _ask(self, work: Work, sources: Sequence[str], draft: Path) -> str | None:
        if sources:
            return self._put(work, sources, draft)
        self._queue.drop(draft)
        return None

    def _put(self, work: Work, sources: Sequence[str], draft: Path | None = None) -> str:
        task = self._queue.put(work, sources, draft)
        self._jobs.put(task)
        self._worker.start()
        return task.id

    def _hold(self, draft: Path, names: Sequence[str]) -> Held | None:
        if not names:
            self._queue.drop(draft)
            return None
        self._held[draft.name] = _HeldFiles(draft, tuple(names))
        if len(self._held) > MOST_HELD:
            self._queue.drop(self._held.pop(next(iter(self._held))).draft)
        return Held(draft.name, tuple(names))

    def _ours(self) -> set[str]:
        """The paths of uploaded files that are kept, or will be when what waits has been done."""
        folder = uploads_of(self._settings)
        kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        return kept.union(*(job.task.sources for job in self._jobs.all() if _is_adding(job)))

    def _others(self) -> set[str]:
        """The names of documents that came from other folders."""
        folder = uploads_of(self._settings)
        roots = read_roots(ledger_of(self._settings))
        return {source for root in roots if root.path != folder for source in root.sources}

    def _check_allowed(self) -> None:
        if not self.may_change:
            raise UploadsOff(SWITCHED_OFF)


def _is_adding(job: Job) -> bool:
    return job.task.work is Work.ADD and not job.progress.is_over


def _nothing_taken(files: Sequence[Upload], reason: str) -> Receipt:
    for upload in files:
        upload.path.unlink(missing_ok=True)
    return Receipt(refused=tuple(FileResult(upload.name, reason, is_problem=True) for upload in files))
