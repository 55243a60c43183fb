"""`citewell ingest --watch`: follow folders and bring the index up to date. The one module that imports watchfiles."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from threading import Event

from app.commands.ingest import Ingestion, IngestOptions, chosen_paths, print_report
from app.commands.output import WrongUsage, say
from app.disk_errors import disk_error_words
from app.settings import Settings
from ingest.report import IngestReport, Problem
from retriever.errors import IndexLocked, RetrieverError

# How often is looked whether a folder came or went, and whether it is time to try again.
WAKE_MS = 500
# Changes that follow one another so closely are ingested together, and none waits longer than the other.
QUIET_MS, DEBOUNCE_MS = 400, 3000
# Between two tries where the index could not be written.
RETRY_SECONDS = 3.0

Ingest = Callable[[Sequence[Path]], IngestReport]


def watch(settings: Settings, paths: Sequence[Path], options: IngestOptions, stop: Event | None = None) -> int:
    """Ingest files and folders, then again whenever something in them changes; return 0 when told to stop.

    The first run is told as `ingest` tells it, each change after it in one line; as JSON, each run is one line. The
    index is open only while a run lasts.

    Args:
        settings: Of all runs.
        paths: As for `ingest`.
        options: As for `ingest`; a rebuild is done once.
        stop: Set from elsewhere to end it; Ctrl-C ends it too.

    Raises:
        WrongUsage: As for `ingest`.
        RetrieverError: The first run cannot be done.
    """
    chosen = [path.resolve() for path in chosen_paths(settings, paths, rebuild=options.rebuild)]
    ingestion = Ingestion(settings, options)
    stop = stop or Event()
    following = _Following(ingestion.run, settings, as_json=options.as_json)
    try:
        if options.rebuild:
            following.tell(ingestion.run(chosen, rebuild=True))
        while not stop.is_set():
            following.follow(chosen, stop)
    except KeyboardInterrupt:
        pass
    say("no longer following")
    return 0


class _Following:
    """Runs over what changed, and what is yet to be done.

    Args:
        ingest: Does one run.
        settings: Of the runs.
        as_json: Tell of each run in one line of JSON.
    """

    def __init__(self, ingest: Ingest, settings: Settings, *, as_json: bool) -> None:
        self._ingest = ingest
        self._settings = settings
        self._as_json = as_json
        self._has_run = False
        self._failed: frozenset[Problem] = frozenset()  # of the run before
        self._said = ""
        self._try_at = 0.0

    def follow(self, paths: Sequence[Path], stop: Event) -> None:
        """Ingest every path that is there, then what changes; come back when one of them comes, goes or is another."""
        there = _identities(paths)
        for missing in [path for path in paths if path not in there]:
            self._say_once(f"{missing} is gone; its documents stay until it is back or `citewell ingest` is run")
        pending = set(there)
        for changed in _changes(list(there), self._settings.data_dir, stop):
            pending |= {path for path in there if any(_is_below(name, path) for name in changed)}
            if pending and time.monotonic() >= self._try_at:
                pending = self._run(pending)
            if _identities(paths) != there:
                return

    def tell(self, report: IngestReport) -> None:
        """Tell of a run: the first one whole, the others only if something changed."""
        lines = [
            *_lines(report),
            *(f"failed {one.source}: {one.reason}" for one in report.failed if one not in self._failed),
        ]
        if not self._has_run:
            print_report(report, self._settings, as_json=self._as_json, indent=None)
            say("following; Ctrl-C stops it")
        elif lines and self._as_json:
            print_report(report, self._settings, as_json=True, indent=None)
        elif lines:
            for line in lines:
                print(time.strftime("%H:%M:%S"), line, flush=True)
        self._has_run, self._failed = True, frozenset(report.failed)

    def _run(self, pending: Iterable[Path]) -> set[Path]:
        """Ingest; return what must be tried again."""
        chosen = sorted(path for path in pending if path.exists())
        try:
            if chosen:
                self.tell(self._ingest(chosen))
        except (RetrieverError, OSError) as error:
            words = disk_error_words(error) if isinstance(error, OSError) else str(error)
            if words is None or not (self._has_run or isinstance(error, IndexLocked)):
                raise
            self._say_once(words)
            self._try_at = time.monotonic() + RETRY_SECONDS
            return set(chosen)
        self._said = ""
        return set()

    def _say_once(self, words: str) -> None:
        if words != self._said:
            say(words)
        self._said = words


def _changes(paths: Sequence[Path], data_dir: Path, stop: Event) -> Iterator[list[Path]]:
    """Yield what changed below folders, and to files; again and again nothing, the first time at once.

    Raises:
        WrongUsage: The system follows no more folders.
    """
    import watchfiles

    # A file is followed by its folder: programs that save put a new file in place of the old one.
    folders = {path if path.is_dir() else path.parent for path in paths}
    if not folders:
        yield []
        stop.wait(WAKE_MS / 1000)
        return
    own = Path(os.path.realpath(data_dir))

    def is_meant(change: object, name: str) -> bool:
        return not Path(os.path.realpath(name)).is_relative_to(own) and not _is_hidden(name, folders)

    try:
        for changes in watchfiles.watch(
            *folders,
            watch_filter=is_meant,
            debounce=DEBOUNCE_MS,
            step=QUIET_MS,
            rust_timeout=WAKE_MS,
            yield_on_timeout=True,
            stop_event=stop,
            recursive=any(path.is_dir() for path in paths),
            ignore_permission_denied=True,
        ):
            yield [Path(name) for _, name in changes]
    except FileNotFoundError:
        yield []  # gone between two looks at it
    except (OSError, RuntimeError) as error:
        raise WrongUsage(
            f"the folders cannot be followed ({error}); run `citewell ingest` from time to time instead"
        ) from error


def _identities(paths: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    """Return the paths that are there; a folder that was put in another's place counts as another."""
    found = {}
    for path in paths:
        try:
            state = path.stat()
        except OSError:
            continue
        # A file may be replaced at every saving.
        found[path] = (state.st_dev, state.st_ino) if path.is_dir() else (0, 0)
    return found


def _is_below(name: Path, path: Path) -> bool:
    return name == path or path in name.parents


def _is_hidden(name: str, folders: Iterable[Path]) -> bool:
    """Whether ingesting passes a path over."""
    below = [Path(name).relative_to(folder) for folder in folders if _is_below(Path(name), folder)]
    return all(any(part.startswith((".", "~$")) for part in path.parts) for path in below)


def _lines(report: IngestReport) -> list[str]:
    """One line for each document that came, changed or went."""
    lines = [f"added {source}" for source in report.added]
    lines += [f"updated {source}" for source in report.updated]
    return lines + [f"removed {source}" for source in report.removed]
