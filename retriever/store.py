"""The truth of an index, in tables: documents, passages with their vectors, settings."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from retriever.encoder import Vectors
from retriever.errors import UnknownDocument
from retriever.records import (
    document_from_parts,
    document_parts,
    section_from_json,
    section_json,
    statements_from_json,
    statements_json,
)
from retriever.statement_vectors import packed, unpacked
from retriever.types import Document, Passage, Span

TABLES = (
    "CREATE TABLE settings(name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID",
    """CREATE TABLE documents(
        source TEXT PRIMARY KEY, title TEXT NOT NULL, collection TEXT NOT NULL, content_hash TEXT NOT NULL,
        text TEXT NOT NULL, parts TEXT NOT NULL, passages INTEGER NOT NULL, statements INTEGER NOT NULL,
        ingested_at TEXT NOT NULL)""",
    """CREATE TABLE passages(
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, collection TEXT NOT NULL,
        section TEXT NOT NULL, page INTEGER, start INTEGER NOT NULL, end INTEGER NOT NULL,
        heading TEXT NOT NULL, text TEXT NOT NULL, statements TEXT NOT NULL, vector BLOB NOT NULL,
        statement_vectors BLOB NOT NULL)""",
    "CREATE INDEX passages_of_document ON passages(source, start)",
)
Place = tuple[str, int]
"""A passage's source and where it starts, which order passages that score alike."""
# Values in one SQL statement; the limit of older SQLite is 999.
PAGE = 500


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


@dataclass(frozen=True, slots=True)
class VectorGroup:
    """Passages of one collection with their vectors, float32 (n, dimension)."""

    collection: str
    ids: list[str]
    texts: list[str]
    vectors: Vectors


def insert_document(
    connection: sqlite3.Connection,
    document: Document,
    passages: Sequence[Passage],
    vectors: Vectors,
    statement_vectors: Sequence[Vectors],
) -> None:
    """Write a document that is not there yet, its passages in the order of their vectors and statements' vectors."""
    statements = sum(len(section.statements) for section in document.sections)
    connection.execute(
        "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?)",
        (
            document.source,
            document.title,
            document.collection,
            document.content_hash,
            document.text,
            document_parts(document),
            len(passages),
            statements,
            datetime.now(UTC).isoformat(timespec="seconds"),
        ),
    )
    connection.executemany(
        "INSERT INTO passages(id, source, collection, section, page, start, end, heading, text, statements, vector, "
        "statement_vectors) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            (
                passage.id,
                passage.source,
                passage.collection,
                section_json(passage.section),
                passage.page,
                passage.start,
                passage.end,
                " / ".join((passage.title, *passage.section)),
                passage.text,
                statements_json(passage.statements),
                vector.tobytes(),
                packed(own),
            )
            for passage, vector, own in zip(passages, vectors, statement_vectors, strict=True)
        ),
    )


def delete_document(connection: sqlite3.Connection, source: str) -> None:
    """Take a document out with all that belongs to it; one that is not there is no error."""
    for table in ("passages", "acronyms", "documents"):
        connection.execute(f"DELETE FROM {table} WHERE source = ?", (source,))


def read_document(connection: sqlite3.Connection, source: str) -> Document:
    """The document as it was given to `insert_document`.

    Raises:
        UnknownDocument: There is none of that name.
    """
    row = connection.execute(
        "SELECT source, title, collection, content_hash, text, parts FROM documents WHERE source = ?", (source,)
    ).fetchone()
    if row is None:
        raise UnknownDocument(f"no document {source!r} in the index.\nRun `citewell status` to see what is.")
    return document_from_parts(*row)


def read_stamp(connection: sqlite3.Connection, source: str) -> str | None:
    """What tells one edition of a document from another; None if there is no such document."""
    row = connection.execute(
        "SELECT content_hash || ' ' || ingested_at FROM documents WHERE source = ?", (source,)
    ).fetchone()
    return None if row is None else str(row[0])


def read_text(connection: sqlite3.Connection, source: str) -> str | None:
    """A document's text; None if there is no such document."""
    row = connection.execute("SELECT text FROM documents WHERE source = ?", (source,)).fetchone()
    return None if row is None else str(row[0])


def read_quote(connection: sqlite3.Connection, source: str, span: Span) -> str:
    """The document's text from start to end; empty if there is no such document."""
    start, end = span
    row = connection.execute(
        "SELECT substr(text, ?, ?) FROM documents WHERE source = ?", (start + 1, end - start, source)
    ).fetchone()
    return "" if row is None else str(row[0])


def read_records(connection: sqlite3.Connection) -> list[DocumentRecord]:
    """Every document's record, by source."""
    rows: Iterable[Any] = connection.execute(
        "SELECT source, title, collection, content_hash, passages, statements, length(text), ingested_at "
        "FROM documents ORDER BY source"
    )
    return [DocumentRecord(*[*row[:7], datetime.fromisoformat(row[7])]) for row in rows]


def read_places(
    connection: sqlite3.Connection, ids: Sequence[str], collections: Collection[str] | None = None
) -> dict[str, Place]:
    """Source and start of those of the passages that are known and in the collections, by id; None for all."""
    allowed, values = collection_clause("collection", collections)
    return {
        passage_id: (source, start)
        for some in pages(ids)
        for passage_id, source, start in connection.execute(
            f"SELECT id, source, start FROM passages WHERE id IN ({marks(some)}) AND {allowed}", (*some, *values)
        )
    }


def read_passages(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Passage]:
    """Those of the passages that are known, by id."""
    found = {}
    for some in pages(ids):
        for row in connection.execute(
            "SELECT id, source, title, section, start, end, passages.text, passages.statements, "
            "passages.collection, page FROM passages JOIN documents USING (source) "
            f"WHERE id IN ({marks(some)})",
            some,
        ):
            passage_id, source, title, section, start, end, text, statements, collection, page = row
            found[passage_id] = Passage(
                passage_id,
                source,
                title,
                section_from_json(section),
                start,
                end,
                text,
                statements_from_json(statements),
                collection,
                page,
            )
    return found


def passage_ids(connection: sqlite3.Connection, source: str | None = None) -> list[str]:
    """The ids of one document's passages in order of place, or of all passages."""
    where, values = ("1", ()) if source is None else ("source = ?", (source,))
    rows = connection.execute(f"SELECT id FROM passages WHERE {where} ORDER BY source, start, id", values)
    return [row[0] for row in rows]


def read_vectors(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Vectors]:
    """The vectors of those of the passages that are known, by id: float32 (dimension,)."""
    return {
        passage_id: np.frombuffer(vector, dtype=np.float32)
        for some in pages(ids)
        for passage_id, vector in connection.execute(
            f"SELECT id, vector FROM passages WHERE id IN ({marks(some)})", some
        )
    }


def read_statement_vectors(connection: sqlite3.Connection, ids: Sequence[str], dimension: int) -> dict[str, Vectors]:
    """The vectors of the statements of those of the passages that are known, by id: float32 (statements, dimension)."""
    return {
        passage_id: unpacked(stored, dimension)
        for some in pages(ids)
        for passage_id, stored in connection.execute(
            f"SELECT id, statement_vectors FROM passages WHERE id IN ({marks(some)})", some
        )
    }


def stored_vectors(connection: sqlite3.Connection, ids: Sequence[str]) -> list[VectorGroup]:
    """The vectors of known passages, as they were given to `insert_document`, by collection."""
    groups: dict[str, list[tuple[str, str, bytes]]] = {}
    for some in pages(ids):
        for collection, *row in connection.execute(
            f"SELECT collection, id, text, vector FROM passages WHERE id IN ({marks(some)}) ORDER BY number", some
        ):
            groups.setdefault(collection, []).append((row[0], row[1], row[2]))
    return [
        VectorGroup(
            collection,
            [passage_id for passage_id, _, _ in rows],
            [text for _, text, _ in rows],
            np.stack([np.frombuffer(vector, dtype=np.float32) for _, _, vector in rows]),
        )
        for collection, rows in sorted(groups.items())
    ]


def count_passages(connection: sqlite3.Connection) -> int:
    """How many passages all documents have together."""
    return int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])


def read_settings(connection: sqlite3.Connection) -> dict[str, str | int]:
    """Everything the index remembers about itself."""
    return dict(connection.execute("SELECT name, value FROM settings"))


def write_setting(connection: sqlite3.Connection, name: str, value: str | int) -> None:
    """Remember a value under a name."""
    connection.execute("INSERT OR REPLACE INTO settings VALUES (?,?)", (name, value))


def read_counter(connection: sqlite3.Connection, name: str) -> int:
    """A number the index counts up; 0 before it ever did."""
    row = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return 0 if row is None else int(row[0])


def raise_counter(connection: sqlite3.Connection, name: str) -> int:
    """Count one up; the new count comes back."""
    count = read_counter(connection, name) + 1
    write_setting(connection, name, count)
    return count


def collection_clause(column: str, collections: Collection[str] | None) -> tuple[str, list[str]]:
    """SQL that is true for rows of these collections, with its values; None for every row."""
    if collections is None:
        return "1", []
    return f"{column} IN ({marks(collections)})", sorted(collections)


def marks(values: Collection[str]) -> str:
    """As many question marks as there are values."""
    return ",".join("?" * len(values))


def pages(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """The values in runs short enough for one SQL statement."""
    for start in range(0, len(values), PAGE):
        yield values[start : start + PAGE]
