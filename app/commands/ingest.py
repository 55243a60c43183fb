"""`citewell ingest`: bring the index up to date with folders and files."""

from collections.abc import Callable, Sequence
from pathlib import Path

from app.commands.opening import open_writer
from app.commands.output import WrongUsage, say, write_json
from app.settings import Settings
from ingest.report import IngestReport, Progress
from ingest.roots import forget_missing, read_roots

# Beside the index in its folder: which folders its documents came from.
LEDGER = "folders.json"
OUTCOMES = ("added", "updated", "unchanged", "removed", "failed", "skipped")


def ingest(settings: Settings, paths: Sequence[Path], *, as_json: bool, rebuild: bool) -> int:
    """Ingest files and folders; return 1 if one of them failed, else 0.

    With `rebuild` the index starts anew, and every folder that was ever ingested is read again.

    Raises:
        WrongUsage: A path does not exist, or none is given where there is no corpus.
    """
    ledger = settings.data_dir / LEDGER
    chosen = _chosen(settings, paths, ledger if rebuild else None)
    from app.commands.terminal import progress_bar
    from ingest.folder import ingest_folder

    with open_writer(settings, rebuild=rebuild) as index, progress_bar() as show:
        if rebuild:
            forget_missing(ledger)
        report = ingest_folder(
            chosen,
            index,
            ledger,
            passage_chars=settings.passage_chars,
            on_progress=_shown_by(show),
        )
    _print(report, as_json=as_json)
    return 1 if report.failed else 0


def _chosen(settings: Settings, paths: Sequence[Path], ledger: Path | None) -> list[Path]:
    """Return what to ingest: the paths given with the folders of the ledger, else the corpus."""
    known = [root.path for root in read_roots(ledger)] if ledger else []
    for missing in [path for path in known if not path.exists()]:
        say(f"{missing} no longer exists; its documents are left out of the new index")
    chosen = [*paths, *(path for path in known if path.exists())]
    if not chosen and settings.corpus:
        chosen = [settings.corpus]
    if not chosen:
        raise WrongUsage("there is no corpus here; name a folder, or set CITEWELL_CORPUS")
    for path in chosen:
        if not path.exists():
            raise WrongUsage(f"there is no file or folder {path}; nothing was ingested")
    return chosen


def _shown_by(show: Callable[[str, int, int, str], None]) -> Callable[[Progress], None]:
    def on_progress(progress: Progress) -> None:
        number = min(progress.files_done + 1, progress.files_total)
        counts = f"reading {number} of {progress.files_total}:"
        show(progress.source or "", progress.bytes_done, progress.bytes_total, counts)

    return on_progress


def _print(report: IngestReport, *, as_json: bool) -> None:
    for problem in report.failed:
        say(f"failed: {problem.source}: {problem.reason}")
    for problem in report.skipped:
        say(f"skipped: {problem.source}: {problem.reason}")
    if as_json:
        write_json(report.as_json())
        return
    from app.commands.terminal import print_facts

    counts = ((name, len(getattr(report, name))) for name in OUTCOMES)
    facts = [(name, f"{count:,}") for name, count in counts if count]
    print_facts([*facts, ("passages", f"{report.passages:,}"), ("seconds", f"{report.seconds:.1f}")])
