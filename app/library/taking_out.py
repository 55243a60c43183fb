"""Take documents out of the index, and put them back."""

from collections.abc import Sequence

from app.library.desk import Desk
from app.library.records import FileResult
from app.library.sentences import file_result
from ingest.report import IngestReport
from ingest.roots import read_roots
from ingest.taken_out import forget, put_back, take_out
from retriever.index import Index

DELETED = "Deleted. Answers no longer use it."
LEFT_OUT = "Taken out. Answers no longer use it; its file is where it was."
GONE = "Its file is no longer where it was read from. Put the file back, or take the document out."


def take_out_documents(desk: Desk) -> tuple[FileResult, ...]:
    """Take a task's documents out of the index; delete the files of those that were uploaded.

    What lies in other folders, or in an archive, stays there and is remembered as taken out.

    Raises:
        RetrieverError, IngestStopped, OSError: It is to be done again.
    """
    places = desk.places(desk.task.sources)
    take_out(desk.ledger, desk.task.sources)
    for source, (file, _) in places.items():
        if source != file:
            desk.index.forget_file(file)  # so that the archive is opened again, and the others in it stay
    stranded = [name for source in desk.task.sources if source not in places for name in _remove(desk.index, source)]
    again = desk.places(stranded)
    desk.ingest([*dict.fromkeys(path for _, path in (*places.values(), *again.values()))])
    uploaded = _uploaded(desk)
    for source in uploaded:
        (desk.uploads / source).unlink(missing_ok=True)
    vanished = [source for source in desk.task.sources if source not in places]
    forget(desk.ledger, [*uploaded, *vanished])
    _delete_empty_folders(desk)
    return tuple(_told(source, DELETED if source in uploaded else LEFT_OUT) for source in desk.task.sources)


def put_back_documents(desk: Desk) -> tuple[FileResult, ...]:
    """Read a task's documents, which were taken out, and put them back into the index; fails as taking out does."""
    put_back(desk.ledger, desk.task.sources)
    return read_again(desk)


def read_again(desk: Desk) -> tuple[FileResult, ...]:
    """Read the files of a task's documents again, even where they have not changed; fails as taking out does."""
    places = desk.places(desk.task.sources)
    for file in {file for file, _ in places.values()}:
        desk.index.forget_file(file)
    report = desk.ingest([*dict.fromkeys(path for _, path in places.values())])
    return tuple(
        file_result(source, report) if source in places else _told(source, GONE, is_problem=True)
        for source in desk.task.sources
    )


def look_for_changes(desk: Desk) -> tuple[FileResult, ...]:
    """Bring the index up to date with all folders; return what changed, and what could not be read, not each file.

    Raises:
        RetrieverError, IngestStopped, OSError: It is to be done again.
    """
    corpus = [desk.settings.corpus] if desk.settings.corpus else []
    paths = {path.resolve() for path in (*(root.path for root in read_roots(desk.ledger)), *corpus) if path.exists()}
    report = desk.ingest(sorted(paths))
    return _changes(report)


def _remove(index: Index, source: str) -> list[str]:
    """Take a document out whose file is gone, with those in it; return the names of files of the same bytes."""
    files, documents = index.files(), {record.source for record in index.documents()}
    inside = [name for name in {*files, *documents} if name == source or name.startswith(f"{source}/")]
    others = [name for name, record in files.items() if record.document in inside and name not in inside]
    for name in inside:
        if name in documents:
            index.remove(name)
        else:
            index.forget_file(name)
    return others


def _uploaded(desk: Desk) -> list[str]:
    """The task's documents whose own files are uploaded ones."""
    sources = frozenset().union(*(root.sources for root in read_roots(desk.ledger) if root.path == desk.uploads))
    return [source for source in desk.task.sources if source in sources]


def _delete_empty_folders(desk: Desk) -> None:
    for folder in desk.uploads.glob("*/"):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _changes(report: IngestReport) -> tuple[FileResult, ...]:
    changed: Sequence[str] = (*report.added, *report.updated)
    told = [file_result(source, report, source) for source in changed]
    told += [FileResult(source, "Its file is gone, so it was taken out.") for source in report.removed]
    failed = {problem.source for problem in report.failed} - set(changed)
    told += [file_result(source, report, source) for source in sorted(failed)]
    return tuple(told) or (FileResult("All folders", "Nothing has changed."),)


def _told(source: str, words: str, *, is_problem: bool = False) -> FileResult:
    return FileResult(source.rpartition("/")[2], words, is_problem)
