"""The documents of an index, in a table."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from retriever.errors import UnknownDocument
from retriever.files import document_named, names_of
from retriever.passages import insert_passages
from retriever.records import document_from_parts, document_parts
from retriever.statement_vectors import EmbeddedDocument
from retriever.types import Document, Span

TABLES = (
    """CREATE TABLE documents(
        source TEXT PRIMARY KEY, title TEXT NOT NULL, collection TEXT NOT NULL, content_hash TEXT NOT NULL,
        text TEXT NOT NULL, parts TEXT NOT NULL, passages INTEGER NOT NULL, statements INTEGER NOT NULL,
        ingested_at TEXT NOT NULL)""",
)


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What the index knows of a document without reading its text."""

    source: str
    title: str
    collection: str
    content_hash: str
    passages: int
    statements: int
    characters: int
    ingested_at: datetime  # UTC
    also: tuple[str, ...] = ()  # its other names, in order


def insert_document(connection: sqlite3.Connection, embedded: EmbeddedDocument) -> None:
    """Write a document that is not there yet, with its passages."""
    document = embedded.document
    connection.execute(
        "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?)",
        (
            document.source,
            document.title,
            document.collection,
            document.content_hash,
            document.text,
            document_parts(document),
            len(embedded.passages),
            sum(len(section.statements) for section in document.sections),
            datetime.now(UTC).isoformat(),
        ),
    )
    insert_passages(connection, embedded.passages, embedded.vectors, embedded.statement_vectors)


def delete_document(connection: sqlite3.Connection, source: str) -> None:
    """Take a document out with all that belongs to it; one that is not there is no error."""
    for table in ("passages", "acronyms", "documents"):
        connection.execute(f"DELETE FROM {table} WHERE source = ?", (source,))


def read_document(connection: sqlite3.Connection, source: str) -> Document:
    """The document as it was given to `insert_document`, with its other names.

    Raises:
        UnknownDocument: There is none of that source.
    """
    check_known(connection, source)
    row = connection.execute(
        "SELECT source, title, collection, content_hash, text, parts FROM documents WHERE source = ?", (source,)
    ).fetchone()
    return document_from_parts(*row, also=names_of(connection, [source]).get(source, ()))


def check_known(connection: sqlite3.Connection, source: str) -> None:
    """Hold a source to the documents.

    Raises:
        UnknownDocument: There is none of that source.
    """
    if connection.execute("SELECT 1 FROM documents WHERE source = ?", (source,)).fetchone() is None:
        raise UnknownDocument(f"no document {source!r} in the index.\nRun `citewell status` to see what is.")


def read_stamp(connection: sqlite3.Connection, source: str) -> str | None:
    """What tells one edition of a document, with its other names, from another; None if there is no such document."""
    row = connection.execute(
        "SELECT content_hash || ' ' || ingested_at FROM documents WHERE source = ?", (source,)
    ).fetchone()
    return None if row is None else "\n".join((row[0], *names_of(connection, [source]).get(source, ())))


def read_text(connection: sqlite3.Connection, source: str) -> str | None:
    """A document's text; None if there is no such document."""
    row = connection.execute("SELECT text FROM documents WHERE source = ?", (source,)).fetchone()
    return None if row is None else str(row[0])


def read_quote(connection: sqlite3.Connection, name: str, span: Span) -> str:
    """The text from start to end of the document of that name or other name; empty if there is none."""
    start, end = span
    row = connection.execute(
        "SELECT substr(text, ?, ?) FROM documents WHERE source = ?",
        (start + 1, end - start, document_named(connection, name)),
    ).fetchone()
    return "" if row is None else str(row[0])


def read_records(connection: sqlite3.Connection) -> list[DocumentRecord]:
    """Every document's record, by source."""
    rows: Sequence[Any] = connection.execute(
        "SELECT source, title, collection, content_hash, passages, statements, length(text), ingested_at "
        "FROM documents ORDER BY source"
    ).fetchall()
    names = names_of(connection, [row[0] for row in rows])
    return [DocumentRecord(*[*row[:7], datetime.fromisoformat(row[7]), names.get(row[0], ())]) for row in rows]
