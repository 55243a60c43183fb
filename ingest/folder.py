"""Bring an index up to date with files and folders: add, replace and remove their documents."""

import os
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ingest.elements import Limits
from ingest.known_files import KnownFiles
from ingest.load import load_file
from ingest.parser_pool import ParserPool
from ingest.plan import plan_run
from ingest.reading import UNPACKED, Reading
from ingest.report import IngestReport, Progress
from ingest.roots import read_roots, write_roots
from ingest.run import Run
from ingest.writing import Writing
from retriever.index import Index

# Files under way for each process that reads: a slow one keeps nobody waiting, and few texts are held in memory.
AHEAD_OF_EACH = 3
# More threads that embed would wait for one another's Python.
MOST_EMBEDDERS = 8


def ingest_folder(
    paths: Sequence[Path],
    index: Index,
    ledger: Path,
    *,
    passage_chars: int,
    on_progress: Callable[[Progress], None] = lambda progress: None,
    passwords: tuple[str, ...] = (),
    limits: Limits | None = None,
    processes: int = 0,
    threads: int = 0,
    is_stopped: Callable[[], bool] = lambda: False,
) -> IngestReport:
    """Bring the index up to date with files and folders, and return what was done.

    A document is named by its path below the folder given, a file inside an archive or a message by its path in it
    after that. Unchanged files are known by their content and not read again; files of one collection with the same
    content share one document. A file that fails leaves its old version in place and never stops the run. Documents
    whose files are gone are removed, but only those that came from below `paths`; a folder found empty removes none.

    Args:
        paths: Existing files and folders.
        index: Open for writing.
        ledger: A file of ours beside the index; notes which folder each document came from.
        passage_chars: The most characters of a passage.
        on_progress: Called before what was read of a file goes in, and once at the end.
        passwords: Tried in turn on files that are locked.
        limits: What one file may cost; None for the usual.
        processes: How many files are read at a time; 0 for one a core.
        threads: How many groups of passages are embedded at a time; 0 for one a core. The index's encoder should use
            one thread for each.

    Raises:
        FileNotFoundError: A path does not exist; nothing has been done.
        RetrieverError: The index cannot be written; what went in before stays.
        IngestStopped: The run was to end; what went in before stays.
    """
    started = time.perf_counter()
    for path in paths:
        path.stat()
    limits = limits or Limits()
    cores = os.cpu_count() or 1
    workers = processes or cores
    unpacked = ledger.parent / UNPACKED
    shutil.rmtree(unpacked, ignore_errors=True)
    plan = plan_run(paths, read_roots(ledger))
    # Noted before the first document goes in, so that a killed run leaves none without a folder.
    write_roots(ledger, plan.roots.values())
    with ParserPool(workers, load_file) as pool, Writing(index, threads or min(cores, MOST_EMBEDDERS)) as writing:
        run = Run(
            index,
            KnownFiles(index, passwords, limits),
            Reading(pool, AHEAD_OF_EACH * workers, unpacked, limits, passwords, is_stopped),
            writing,
            passage_chars=passage_chars,
            limits=limits,
        )
        run.read(plan, on_progress)
        run.remove(plan.gone)
    index.tidy()
    write_roots(ledger, plan.remaining_roots())
    shutil.rmtree(unpacked, ignore_errors=True)
    return run.report(plan.failed, plan.skipped, time.perf_counter() - started)
