"""What the library shows: its documents, what was asked of it, and what became of that."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path


class State(StrEnum):
    """What a person can expect of a file."""

    READ = "read"
    PARTLY_READ = "read in part"
    SAME = "same as another"  # its words are kept under the other's name
    UNPACKED = "archive"  # the files in it have rows of their own
    NOT_READ = "not read"
    TAKEN_OUT = "taken out"


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One file that was looked at, or taken out. Counts are 0 where they are not known."""

    source: str  # names it everywhere
    title: str
    kind: str  # in words: "PDF", "Word document"
    collection: str
    state: State
    page_kind: str = "page"  # what its pages are: "page", "slide" or "sheet"
    pages: int = 0
    passages: int = 0
    words: int = 0
    size_bytes: int = 0
    read_at: datetime | None = None  # UTC; None where there is no document
    problems: tuple[str, ...] = ()  # for a person, whole sentences; empty where all is well
    duplicate_of: str | None = None  # the name under which its words are kept
    is_uploaded: bool = False  # its file is ours: taking it out deletes it
    archive: str | None = None  # the file that it lies in
    needs_password: bool = False

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        return self.source.rpartition("/")[2]

    @property
    def opens(self) -> bool:
        """Whether there are words to be shown."""
        return self.read_at is not None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent, wherever it lies now."""

    path: Path
    name: str  # as they called it; not to be trusted


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file, for a person."""

    name: str
    words: str  # one sentence or two
    is_problem: bool = False
    source: str | None = None  # of the document that can be opened now


@dataclass(frozen=True, slots=True)
class Held:
    """Uploaded files that would take the place of others: they wait for a person's word."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was made of files that somebody sent."""

    job: str | None = None  # the id of the job that reads those that were taken
    refused: tuple[FileResult, ...] = ()
    held: Held | None = None


class Work(StrEnum):
    """What can be asked of the library, in the words that a job is listed under."""

    ADD = "Adding"
    TAKE_OUT = "Taking out"
    PUT_BACK = "Putting back"
    READ_AGAIN = "Reading again"
    LOOK = "Looking for changes"  # in every folder


class Progress(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self in (Progress.DONE, Progress.FAILED, Progress.STOPPED)


@dataclass(frozen=True, slots=True)
class Task:
    """What a person asked for, as it is kept on disk until it is done."""

    id: str  # in order of asking
    work: Work
    # Names of documents; of files to be added, their paths below the folder of uploads.
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """A task with how far it is."""

    task: Task
    progress: Progress = Progress.WAITING
    done: int = 0  # files
    total: int = 0
    share: float = 0.0  # of the work, 0 to 1
    reading: str = ""  # the file that is read now
    trouble: str = ""  # why it has to wait, or why it failed; for a person
    results: tuple[FileResult, ...] = ()
    ended_at: datetime | None = None  # UTC
