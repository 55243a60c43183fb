"""Put uploaded files in their places and read them."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from app.library.desk import Desk
from app.library.queue import NEW, OLD
from app.library.records import FileResult
from app.library.sentences import file_result
from ingest.loaded import Outcome
from ingest.opening import hash_of
from ingest.reading import IngestStopped
from ingest.report import IngestReport
from ingest.roots import Root, read_roots, write_roots
from ingest.taken_out import forget, put_back

STAYS = "The file that was here before stays, and answers go on using it."
# Nobody can do anything about these but send another file.
NOT_KEPT = (Outcome.UNSUPPORTED, Outcome.EMPTY)


def add(desk: Desk) -> tuple[FileResult, ...]:
    """Put a task's files in their places, read them, and return what became of each.

    May be done again from the start wherever it was cut off. A file that cannot be read takes no other's place.

    Raises:
        RetrieverError, IngestStopped, OSError: It is to be done again, or is not wanted any more.
    """
    know_uploads(desk)
    put_back(desk.ledger, desk.task.sources)
    placed = [relative for relative in desk.task.sources if _place(desk, relative)]
    try:
        report = desk.ingest([desk.uploads / relative for relative in placed])
    except IngestStopped:
        if desk.watch.is_unwanted():
            _undo(desk, [relative for relative in placed if not _is_read(desk, relative)])
        raise
    failed = [relative for relative in placed if not _has_gone_in(relative, report)]
    replacing = [relative for relative in failed if _old(desk, relative).exists()]
    _undo(desk, [*replacing, *(one for one in failed if one not in replacing and _is_useless(one, report))])
    return tuple(_result(relative, report, is_undone=relative in replacing) for relative in placed)


def know_uploads(desk: Desk) -> None:
    """Note the folder of uploads in the ledger, such that its documents are named by their paths in it."""
    desk.uploads.mkdir(parents=True, exist_ok=True)
    roots = read_roots(desk.ledger)
    if not any(root.path == desk.uploads for root in roots):
        write_roots(desk.ledger, (*roots, Root(desk.uploads)))


def _place(desk: Desk, relative: str) -> bool:
    """Put a file in its place, keeping the one that is there; return whether there is one then."""
    new, target, old = desk.folder / NEW / relative, desk.uploads / relative, _old(desk, relative)
    if new.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not old.exists():
            old.parent.mkdir(parents=True, exist_ok=True)
            target.replace(old)
        new.replace(target)
    return target.exists()


def _undo(desk: Desk, relatives: Iterable[str]) -> None:
    """Take files away again; those whose places they took come back, and are as they were."""
    deleted, restored = [], []
    for relative in relatives:
        target, old = desk.uploads / relative, _old(desk, relative)
        if old.exists():
            old.replace(target)
            restored.append(target)
        else:
            target.unlink(missing_ok=True)
            desk.index.forget_file(relative)
            deleted.append(relative)
    forget(desk.ledger, deleted)
    quiet = replace(desk, watch=replace(desk.watch, is_stopped=lambda: False))
    quiet.ingest(restored)


def _old(desk: Desk, relative: str) -> Path:
    return desk.folder / OLD / relative


def _is_read(desk: Desk, relative: str) -> bool:
    """Whether the index holds the file that is there now."""
    record = desk.index.files().get(relative)
    return record is not None and record.content_hash == hash_of(desk.uploads / relative)


def _has_gone_in(relative: str, report: IngestReport) -> bool:
    found = next((one for one in report.files if one.source == relative), None)
    return found is not None and (found.outcome.is_read or found.outcome is Outcome.UNPACKED)


def _is_useless(relative: str, report: IngestReport) -> bool:
    return any(one.source == relative and one.outcome in NOT_KEPT for one in report.files)


def _result(relative: str, report: IngestReport, *, is_undone: bool) -> FileResult:
    result = file_result(relative, report)
    if is_undone:
        return replace(result, words=f"{result.words} {STAYS}")
    if _is_useless(relative, report):
        return replace(result, words=f"{result.words} It was not kept.")
    return result
