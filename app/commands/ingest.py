"""`citewell ingest`: bring the index up to date with folders and files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.advice import advice
from app.commands.opening import make_writing_encoder, open_writer
from app.commands.output import WrongUsage, say, write_json
from app.commands.passwords import read_passwords
from app.settings import Settings
from ingest.elements import Limits
from ingest.report import IngestReport, Progress
from ingest.roots import forget_missing, read_roots
from retriever.encoder import Encoder

# Beside the index in its folder: which folders its documents came from.
LEDGER = "folders.json"
# There too: the files that people uploaded on the page, in a folder for each collection.
UPLOADS = "uploads"
OUTCOMES = ("added", "updated", "unchanged", "removed", "failed", "skipped")
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How a run is done and told."""

    as_json: bool = False
    rebuild: bool = False  # the index starts anew
    passwords: Path | None = None  # instead of the setting


class Ingestion:
    """Runs with the same settings, one or many, that share a model.

    Args:
        settings: Of all runs.
        options: Their file of passwords is read at once.

    Raises:
        WrongUsage: The file of passwords cannot be read.
    """

    def __init__(self, settings: Settings, options: IngestOptions) -> None:
        self._settings = settings
        self._passwords = read_passwords(options.passwords or settings.passwords)
        self._encoder: Encoder = make_writing_encoder(settings)

    def run(self, paths: Sequence[Path], *, rebuild: bool = False) -> IngestReport:
        """Bring the index up to date with files and folders, showing how far it has come.

        Raises:
            RetrieverError: The index cannot be written.
        """
        from app.commands.terminal import progress_bar
        from ingest.folder import ingest_folder

        ledger = self._settings.data_dir / LEDGER
        with open_writer(self._settings, self._encoder, rebuild=rebuild) as index, progress_bar() as show:
            if rebuild:
                forget_missing(ledger)
            return ingest_folder(
                paths,
                index,
                ledger,
                passage_chars=self._settings.passage_chars,
                on_progress=_shown_by(show),
                passwords=self._passwords,
                limits=limits_of(self._settings),
                processes=self._settings.parse_processes,
                threads=self._settings.threads,
            )


def ingest(settings: Settings, paths: Sequence[Path], options: IngestOptions) -> int:
    """Ingest files and folders and print the report card; return 1 if one of them failed, else 0.

    With `rebuild` the index starts anew, and every folder that was ever ingested is read again.

    Raises:
        WrongUsage: A path does not exist, or none is given where there is no corpus.
    """
    chosen = chosen_paths(settings, paths, rebuild=options.rebuild)
    report = Ingestion(settings, options).run(chosen, rebuild=options.rebuild)
    print_report(report, settings, as_json=options.as_json)
    return 1 if report.failed else 0


def chosen_paths(settings: Settings, paths: Sequence[Path], *, rebuild: bool) -> list[Path]:
    """Return what to ingest: the paths given, for a rebuild all that ever were, else the corpus and what was uploaded.

    Raises:
        WrongUsage: A path does not exist, or there is none.
    """
    known = [root.path for root in read_roots(settings.data_dir / LEDGER)] if rebuild else []
    for missing in [path for path in known if not path.exists()]:
        say(f"{missing} no longer exists; its documents are left out of the new index")
    chosen = [*paths, *(path for path in known if path.exists())]
    if not chosen and settings.corpus:
        chosen = [settings.corpus]
    uploads = settings.data_dir / UPLOADS
    if not paths and uploads.is_dir():
        chosen.append(uploads)
    if not chosen:
        raise WrongUsage("there is no corpus here; name a folder, or set CITEWELL_CORPUS")
    for path in chosen:
        if not path.exists():
            raise WrongUsage(f"there is no file or folder {path}; nothing was ingested")
    return chosen


def limits_of(settings: Settings) -> Limits:
    """Return what one file may cost."""
    return Limits(
        seconds=float(settings.parse_seconds),
        memory_bytes=settings.parse_memory_mb * MEGABYTE,
        file_bytes=settings.max_file_mb * MEGABYTE,
    )


def print_report(report: IngestReport, settings: Settings, *, as_json: bool, indent: int | None = 2) -> None:
    """Print the report card, or the report as JSON, and what failed on standard error."""
    from app.commands.terminal import is_terminal

    if as_json or not is_terminal():
        for problem in report.failed:
            say(f"failed: {problem.source}: {problem.reason}")
        for problem in report.skipped:
            say(f"skipped: {problem.source}: {problem.reason}")
    if as_json:
        write_json({**report.as_json(), "advice": advice(report.files, settings.embedding_model)}, indent=indent)
        return
    from app.commands.report_tables import print_report_card

    counts = ((name, len(getattr(report, name))) for name in OUTCOMES)
    facts = [(name, f"{count:,}") for name, count in counts if count]
    facts += [("passages", f"{report.passages:,} written"), ("seconds", f"{report.seconds:.1f}")]
    print_report_card(report.files, settings.embedding_model, facts, report.failed, report.skipped)


def _shown_by(show: Callable[[str, int, int, str], None]) -> Callable[[Progress], None]:
    def on_progress(progress: Progress) -> None:
        number = min(progress.files_done + 1, progress.files_total)
        counts = f"reading {number} of {progress.files_total}:"
        show(progress.source or "", progress.bytes_done, progress.bytes_total, counts)

    return on_progress
