"""Kill `citewell ingest` at a given moment, see what it left, and let the next one complete."""

import random
import shutil
import sys
import time
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess as Process
from pathlib import Path

from retriever.encoder import Encoder
from retriever.errors import IndexDamaged
from retriever.index import Index
from tests.ingest.command_process import ended, processes_left, said, start_command, wait_for_changes
from tests.ingest.index_contents import IndexContents, differences, files_with, inconsistencies, read_contents, same
from tests.ingest.two_editions import BOTH, FIRST, SECOND, write_first, write_second

QUESTIONS = (f"rule 3 in the {FIRST} edition", f"rule 3 in the {SECOND} edition", f"a {BOTH} rule", "wear badge 7")


@dataclass(frozen=True)
class Moment:
    """When to kill: so many changes of the index have been seen, and so many seconds have passed since."""

    changes: int
    seconds: float


@dataclass(frozen=True)
class KillRound:
    """What one kill left, and what the next run made of it."""

    moment: Moment
    fell: str  # into which stage; empty where the run had ended before
    old: int  # documents that differ between the editions and were found as they had been
    new: int  # … as they are to be
    absent: int  # … not at all
    broken: list[str]  # what was not whole just after the kill
    told: str  # what a reader was told that could not search then
    survivors: list[int]  # processes that did not end
    next_code: int  # the next run's exit code
    different: list[str] = field(default_factory=list)  # from an index built anew, after the next run

    @property
    def is_sound(self) -> bool:
        """Whether nothing was lost, doubled, mixed or left behind."""
        return not (self.broken or self.survivors or self.next_code or self.different)


class Library:
    """Documents in their second edition, an index of the first, and what both editions make of an index.

    Args:
        folder: An empty one.
        model: The embedding model; a folder or "bundled".
        times: How many times as long the texts of the first edition are; and those of the second.
    """

    def __init__(self, folder: Path, model: str, times: tuple[int, int] = (1, 1)) -> None:
        self.folder = folder
        self.model = model
        self.encoder = Encoder(model, "float32", threads=1)
        self.documents = folder / "documents"
        write_first(self.documents, times[0])
        self.old = self._built("first")
        write_second(self.documents, times[1])
        self.new = self._built("second")
        timed = self.copy_of_index("timed")
        started = time.perf_counter()
        process = self.start(timed)
        self.changes = wait_for_changes(process, timed, sys.maxsize)  # that are seen of the index in one run
        self.seconds = time.perf_counter() - started  # that it takes

    def copy_of_index(self, name: str) -> Path:
        """A copy of the index of the first edition."""
        return Path(shutil.copytree(self.folder / "first", self.folder / name))

    def start(self, data_dir: Path) -> Process:
        """A process that ingests the documents into an index."""
        return start_command(["ingest", str(self.documents), "--json"], data_dir, self.model)

    def random_moment(self, generator: random.Random) -> Moment:
        """A moment of a run: one in four at any time, the others near a change of the index."""
        if generator.random() < 0.25:
            return Moment(0, generator.uniform(0, self.seconds))
        return Moment(generator.randint(1, self.changes), generator.uniform(0, self.seconds / self.changes))

    def _built(self, name: str) -> IndexContents:
        code = ended(self.start(self.folder / name))
        if code != 0:
            raise RuntimeError(f"an ingest that nobody kills ends with {code}: {said(self.folder / name)}")
        return read_contents(self.folder / name)


def kill_once(library: Library, data_dir: Path, moment: Moment) -> KillRound:
    """Ingest the second edition over the first, kill it at a moment, look at what is left, and ingest again."""
    process = library.start(data_dir)
    wait_for_changes(process, data_dir, moment.changes)
    has_ended = bool(wait([process.sentinel], moment.seconds))
    process.kill()
    process.join()
    survivors = processes_left(data_dir)
    unfit, told = searched(data_dir, library)
    left = read_contents(data_dir, with_chroma=not told)
    old, new, absent = counts(left, library)
    next_code = ended(library.start(data_dir))
    after = read_contents(data_dir)
    return KillRound(
        moment,
        "" if has_ended else stage(left, library),
        old,
        new,
        absent,
        [*inconsistencies(left), *not_whole(left, library), *unfit],
        told,
        survivors,
        next_code,
        [*inconsistencies(after), *differences(after, library.new), *files_with(data_dir, FIRST)],
    )


def not_whole(left: IndexContents, library: Library) -> list[str]:
    """The documents that are neither as they were nor as they are to be."""
    every = library.old.documents.keys() | library.new.documents.keys() | left.documents.keys()
    return sorted(
        source
        for source in every
        if not any(same(left.of_document(source), one.of_document(source)) for one in (library.old, library.new))
    )


def searched(data_dir: Path, library: Library) -> tuple[list[str], str]:
    """What is wrong with what a reader of the index finds, and what it was told if it could not search."""
    found = []
    try:
        with Index.open(data_dir, library.encoder) as index:
            for question in QUESTIONS:
                hits = index.search(question, 20)
                found += [] if hits else [f"nothing is found for: {question}"]
                for passage in (hit.passage for hit in hits):
                    text = index.document(passage.source).text
                    if text[passage.start : passage.end] != passage.text:
                        found.append(f"{passage.id} is no slice of its document")
    except IndexDamaged as error:
        return found, str(error)
    return found, ""


def counts(left: IndexContents, library: Library) -> tuple[int, int, int]:
    """How many of the documents that differ between the editions are old, new and absent."""
    old, new, absent = 0, 0, 0
    for source in library.old.documents.keys() | library.new.documents.keys():
        before, after, now = (one.of_document(source) for one in (library.old, library.new, left))
        if not same(before, after):
            old += now is not None and same(now, before)
            new += now is not None and same(now, after)
            absent += now is None
    return old, new, absent


def stage(left: IndexContents, library: Library) -> str:
    """What the process was at when it was killed, by what it left."""
    gone = library.old.documents.keys() - library.new.documents.keys()
    if left.unsettled:
        if left.chroma is None:
            return "writing the vectors' graph"
        coming = library.new.passages.keys() & left.unsettled
        if not coming:
            return "removing a document"
        if coming <= left.passages.keys():
            return "deleting old vectors" if left.chroma.keys() - left.passages.keys() else "about to mark it done"
        return "writing to SQLite" if coming <= left.chroma.keys() else "adding vectors to Chroma"
    _, new, _ = counts(left, library)
    if not new:
        return "reading, nothing written yet"
    if any(left.documents.get(source) != row for source, row in library.new.documents.items()):
        return "reading and embedding the next group"
    return "between removals" if gone & left.documents.keys() else "tidying at the end"
