"""What every task of the library works with: the index open for writing, the ledger, and a run over some files."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.commands.ingest import LEDGER, UPLOADS, limits_of
from app.library.records import Task
from app.settings import Settings
from ingest.folder import ingest_folder
from ingest.plan import Plan
from ingest.report import IngestReport
from ingest.report import Progress as FilesRead
from ingest.roots import read_roots
from retriever.index import Index


@dataclass(frozen=True, slots=True)
class Watch:
    """Whoever waits for a task: is told how far it is, and may end it."""

    on_progress: Callable[[FilesRead], None]
    is_stopped: Callable[[], bool]  # the work is to end now, to be taken up again or not
    is_unwanted: Callable[[], bool]  # it will not be taken up again


@dataclass(frozen=True, slots=True)
class Desk:
    """One task under way."""

    settings: Settings
    index: Index  # open for writing
    task: Task
    folder: Path  # with the task's files
    passwords: tuple[str, ...]
    watch: Watch

    @property
    def ledger(self) -> Path:
        """The file that notes which folder each document came from."""
        return ledger_of(self.settings)

    @property
    def uploads(self) -> Path:
        """The folder of uploaded files."""
        return uploads_of(self.settings)

    def ingest(self, paths: Sequence[Path]) -> IngestReport:
        """Bring the index up to date with files and folders that are there; with none, nothing is done.

        Half of the cores are left to those who ask meanwhile.

        Raises:
            RetrieverError, IngestStopped, OSError: As `ingest_folder`.
        """
        if not paths:
            return IngestReport()
        side_by_side = self.settings.parse_processes or max(1, (os.cpu_count() or 1) // 2)
        return ingest_folder(
            paths,
            self.index,
            self.ledger,
            passage_chars=self.settings.passage_chars,
            on_progress=self.watch.on_progress,
            passwords=self.passwords,
            limits=limits_of(self.settings),
            processes=side_by_side,
            threads=self.settings.threads or side_by_side,
            is_stopped=self.watch.is_stopped,
        )

    def places(self, sources: Iterable[str]) -> dict[str, tuple[str, Path]]:
        """Return, for each source whose file is there, the name and the path of that file, or of its archive."""
        plan = Plan(roots={root.path: root for root in read_roots(self.ledger)})
        found = ((source, plan.locate(source)) for source in sources)
        return {source: (planned.source, planned.file.path) for source, planned in found if planned}


def ledger_of(settings: Settings) -> Path:
    """Return the file that notes which folder each document came from."""
    return settings.data_dir / LEDGER


def uploads_of(settings: Settings) -> Path:
    """Return the folder of uploaded files, as the ledger knows it."""
    return (settings.data_dir / UPLOADS).resolve()
