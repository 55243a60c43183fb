"""Bring an index up to date with files and folders: add, replace and remove their documents."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import EmptyDocument, IngestError, UnsupportedFormat
from ingest.load import load
from ingest.passages import split
from ingest.plan import PlannedFile, plan_run
from ingest.report import IngestReport, Problem, Progress
from ingest.roots import read_roots, write_roots
from retriever.index import Index


def ingest_folder(
    paths: Sequence[Path],
    index: Index,
    ledger: Path,
    *,
    passage_chars: int,
    on_progress: Callable[[Progress], None] = lambda progress: None,
) -> IngestReport:
    """Bring the index up to date with files and folders, and return what was done.

    A document is named by its path below the folder given. Unchanged files are known by their content and not
    read again. A file that fails leaves its old version in place and never stops the run. Documents whose
    files are gone are removed, but only those that came from below `paths`; a folder found empty removes none.

    Args:
        paths: Existing files and folders.
        index: Open for writing.
        ledger: A file of ours beside the index; notes which folder each document came from.
        passage_chars: The most characters of a passage.
        on_progress: Called before each file that must be read, and once at the end.

    Raises:
        FileNotFoundError: A path does not exist; nothing has been done.
    """
    started = time.perf_counter()
    for path in paths:
        path.stat()
    plan = plan_run(paths, read_roots(ledger))
    # Noted before the first document goes in, so that a killed run leaves none without a folder.
    write_roots(ledger, plan.roots.values())
    run = _Run(index, passage_chars, failed=plan.failed, skipped=plan.skipped)
    run.read_changed(plan.files, on_progress)
    run.remove(plan.gone)
    write_roots(ledger, plan.remaining_roots())
    return run.report(time.perf_counter() - started)


@dataclass(slots=True)
class _Run:
    """One run over an index, with what it has done so far."""

    index: Index
    passage_chars: int
    failed: list[Problem]
    skipped: list[Problem]
    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    passages: int = 0

    def read_changed(self, files: Sequence[PlannedFile], on_progress: Callable[[Progress], None]) -> None:
        """Put the files into the index whose content is not in it yet."""
        known = {record.source: (record.content_hash, record.collection) for record in self.index.documents()}
        changed = [planned for planned in files if self._has_changed(planned, known)]
        bytes_total = sum(planned.file.size_bytes for planned in changed)
        bytes_done = 0
        for done, planned in enumerate(changed):
            on_progress(Progress(planned.source, done, len(changed), bytes_done, bytes_total))
            self._read(planned, is_new=planned.source not in known)
            bytes_done += planned.file.size_bytes
        on_progress(Progress(None, len(changed), len(changed), bytes_done, bytes_total))

    def remove(self, sources: set[str]) -> None:
        """Take documents out of the index, as far as they are in it."""
        for source in sorted(sources & {record.source for record in self.index.documents()}):
            self.index.remove(source)
            self.removed.append(source)

    def report(self, seconds: float) -> IngestReport:
        """Return what the run has done."""
        return IngestReport(
            added=tuple(sorted(self.added)),
            updated=tuple(sorted(self.updated)),
            unchanged=tuple(sorted(self.unchanged)),
            removed=tuple(sorted(self.removed)),
            failed=tuple(sorted(self.failed, key=lambda problem: problem.source)),
            skipped=tuple(sorted(self.skipped, key=lambda problem: problem.source)),
            passages=self.passages,
            seconds=seconds,
        )

    def _has_changed(self, planned: PlannedFile, known: dict[str, tuple[str, str]]) -> bool:
        try:
            with planned.file.path.open("rb") as content:
                content_hash = hashlib.file_digest(content, "sha256").hexdigest()
        except OSError as error:
            self.failed.append(Problem(planned.source, f"cannot be opened: {error.strerror}"))
            return False
        if known.get(planned.source) == (content_hash, planned.collection):
            self.unchanged.append(planned.source)
            return False
        return True

    def _read(self, planned: PlannedFile, *, is_new: bool) -> None:
        try:
            document = load(planned.file.path, planned.source, planned.collection)
        except EmptyDocument as error:
            self.skipped.append(_problem(planned.source, error))
            self.remove({planned.source})  # what it said before, it says no more
            return
        except UnsupportedFormat as error:
            self.skipped.append(_problem(planned.source, error))
            return
        except (IngestError, OSError) as error:
            self.failed.append(_problem(planned.source, error))
            return
        passages = split(document, self.passage_chars)
        self.index.replace(document, passages)
        self.passages += len(passages)
        (self.added if is_new else self.updated).append(planned.source)


def _problem(source: str, error: Exception) -> Problem:
    return Problem(source, str(error).removeprefix(f"{source}: "))
