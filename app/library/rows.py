"""The rows of the library: every file that was looked at, and those that were taken out."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from app.library.kinds import kind_words, page_kind
from app.library.records import LibraryRow, State
from app.library.sentences import sentence
from app.report_card import remarks
from ingest.load import readable_name
from ingest.loaded import Outcome
from ingest.plan import DEFAULT_COLLECTION, with_archives
from ingest.report import FileReport, file_report_from_json
from ingest.roots import Root
from retriever.files import FileRecord
from retriever.store import DocumentRecord

ROWS_KEPT = 20_000
_STATES = {Outcome.READ: State.READ, Outcome.PARTLY_READ: State.PARTLY_READ, Outcome.UNPACKED: State.UNPACKED}


def library_rows(
    files: Mapping[str, FileRecord], documents: Iterable[DocumentRecord], roots: Iterable[Root], uploads: Path
) -> list[LibraryRow]:
    """Return a row for each file, in order of the sources.

    Args:
        files: The records of an index.
        documents: Its documents.
        roots: The folders that they came from.
        uploads: The one that uploaded files are kept in.
    """
    roots = list(roots)
    held = {record.source: record for record in documents}
    uploaded = frozenset().union(*(root.sources for root in roots if root.path == uploads))
    rows = {
        source: _file_row(record, held.get(record.document or ""), _archive(source, files), source in uploaded)
        for source, record in files.items()
    }
    rows |= {source: _bare_row(record) for source, record in held.items() if source not in rows}
    for root in roots:
        gone = (source for source in root.taken_out if source not in rows and _is_there(source, root))
        rows |= {source: _taken_out_row(source, root, is_uploaded=root.path == uploads) for source in gone}
    return [rows[source] for source in sorted(rows)]


# A table is looked at again and again, and few of its rows have changed.
@lru_cache(maxsize=ROWS_KEPT)
def _file_row(
    record: FileRecord, document: DocumentRecord | None, archive: str | None, is_uploaded: bool
) -> LibraryRow:
    report = file_report_from_json(record.source, record.facts)
    home = record.document if record.document != record.source else None
    state = State.SAME if home and document else _STATES.get(report.outcome, State.NOT_READ)
    return LibraryRow(
        source=record.source,
        title=document.title if document else readable_name(record.source),
        # What is known of a duplicate is what is known of the other.
        kind=kind_words("" if home else report.facts.format, record.source),
        collection=record.collection,
        state=state,
        page_kind=page_kind(report.facts.format),
        pages=report.facts.pages,
        passages=document.passages if document else 0,
        words=report.facts.words,
        size_bytes=report.facts.size_bytes,
        read_at=document.ingested_at if document else None,
        problems=problems_of(report, has_older_words=state is State.NOT_READ and document is not None),
        duplicate_of=home,
        is_uploaded=is_uploaded,
        archive=archive,
        needs_password=report.outcome is Outcome.NEEDS_PASSWORD,
    )


def _archive(source: str, files: Mapping[str, FileRecord]) -> str | None:
    """The file that another one lies in."""
    return next((name for name in with_archives(source)[1:] if name in files), None) if "/" in source else None


def problems_of(report: FileReport, *, has_older_words: bool = False) -> tuple[str, ...]:
    """Return what is worth knowing of a file, in sentences; nothing where it was read whole."""
    told = [] if report.duplicate_of else [words for _, words in remarks([report])]
    if report.outcome is not Outcome.READ and report.reason:
        told.insert(0, report.reason)
    elif report.outcome not in _STATES:
        told.insert(0, report.outcome.value)
    if has_older_words:
        told.append("what was read of it before is still used")
    return tuple(map(sentence, told))


def _bare_row(document: DocumentRecord) -> LibraryRow:
    """The row of a document of whose file nothing is known."""
    return LibraryRow(
        document.source,
        document.title,
        kind_words("", document.source),
        document.collection,
        State.READ,
        passages=document.passages,
        read_at=document.ingested_at,
    )


def _taken_out_row(source: str, root: Root, *, is_uploaded: bool) -> LibraryRow:
    relative = source.removeprefix(root.prefix)
    collection, slash, _ = relative.partition("/")
    return LibraryRow(
        source,
        readable_name(source),
        kind_words("", source),
        collection if slash else DEFAULT_COLLECTION,
        State.TAKEN_OUT,
        problems=("Taken out: answers do not use it. Its file is where it was.",),
        is_uploaded=is_uploaded,
    )


def _is_there(source: str, root: Root) -> bool:
    """Whether the file of a source, or the archive that it lies in, can be found."""
    folder = root.path if root.path.is_dir() else root.path.parent
    return any((folder / name).is_file() for name in with_archives(source.removeprefix(root.prefix)))
