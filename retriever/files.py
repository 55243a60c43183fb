"""The files that were looked at: what each one's bytes were, and under which name its text is kept, if at all.

A file whose bytes are those of a document of its collection has no text of its own: its name is another name of that
document.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retriever.sql import marks, runs

TABLES = (
    """CREATE TABLE files(
        source TEXT PRIMARY KEY, content_hash TEXT NOT NULL, collection TEXT NOT NULL, document TEXT,
        facts TEXT NOT NULL)""",
    "CREATE INDEX files_of_document ON files(document)",
)
# A name is shown, and opens a document, only to those who may see both.
OTHER_NAMES = (
    "files JOIN documents ON documents.source = files.document AND documents.collection = files.collection "
    "WHERE files.source <> files.document"
)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file that was looked at."""

    source: str  # path below the ingested folder, with forward slashes
    content_hash: str  # sha256 of its bytes, hexadecimal
    collection: str
    document: str | None  # the source under which its text is kept: its own, or its duplicate's; None for no text
    facts: str  # JSON that only those who wrote it understand


def write_files(connection: sqlite3.Connection, records: Iterable[FileRecord]) -> None:
    """Write records in place of those of the same sources."""
    connection.executemany(
        "INSERT OR REPLACE INTO files VALUES (?,?,?,?,?)",
        ((one.source, one.content_hash, one.collection, one.document, one.facts) for one in records),
    )


def read_files(connection: sqlite3.Connection) -> dict[str, FileRecord]:
    """Every record by its source, in order of the sources."""
    rows = connection.execute("SELECT source, content_hash, collection, document, facts FROM files ORDER BY source")
    return {row[0]: FileRecord(*row) for row in rows}


def delete_file(connection: sqlite3.Connection, source: str) -> None:
    """Delete one record; one that is not there is no error."""
    connection.execute("DELETE FROM files WHERE source = ?", (source,))


def delete_files_of(connection: sqlite3.Connection, document: str, *, but_content: str = "") -> None:
    """Delete the records of files whose text a document holds, save those of one content; they count as unseen."""
    connection.execute("DELETE FROM files WHERE document = ? AND content_hash <> ?", (document, but_content))


def names_of(connection: sqlite3.Connection, documents: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The other names of each of these documents that has any, by its source; names in order."""
    found: dict[str, tuple[str, ...]] = {}
    for some in runs(documents):
        for document, name in connection.execute(
            f"SELECT files.document, files.source FROM {OTHER_NAMES} AND files.document IN ({marks(some)}) "
            "ORDER BY files.source",
            some,
        ):
            found[document] = (*found.get(document, ()), name)
    return found


def document_named(connection: sqlite3.Connection, name: str) -> str:
    """The source of the document that has this as another name; the name itself where there is none."""
    row = connection.execute(f"SELECT files.document FROM {OTHER_NAMES} AND files.source = ?", (name,)).fetchone()
    return name if row is None else str(row[0])


def sources_without_document(connection: sqlite3.Connection) -> list[str]:
    """The files whose record names a document that is not there, in order."""
    rows = connection.execute(
        "SELECT source FROM files WHERE document NOT IN (SELECT source FROM documents) ORDER BY source"
    )
    return [row[0] for row in rows]
