"""The passages of documents, in a table, with their vectors."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retriever.encoder import Vectors
from retriever.files import names_of
from retriever.records import (
    pages_from_json,
    pages_json,
    section_from_json,
    section_json,
    statements_from_json,
    statements_json,
)
from retriever.scope import EVERYTHING, Scope
from retriever.sql import marks, runs
from retriever.statement_vectors import packed, unpacked
from retriever.types import Passage

TABLES = (
    """CREATE TABLE passages(
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, collection TEXT NOT NULL,
        section TEXT NOT NULL, pages TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
        heading TEXT NOT NULL, header TEXT NOT NULL, text TEXT NOT NULL, statements TEXT NOT NULL,
        vector BLOB NOT NULL, statement_vectors BLOB NOT NULL)""",
    "CREATE INDEX passages_of_document ON passages(source, start)",
)
FLOAT_BYTES = 4
Place = tuple[str, int]
"""A passage's source and where it starts, which order passages that score alike."""


@dataclass(frozen=True, slots=True)
class StoredVectors:
    """Passages with their collections and vectors, float32 (n, dimension)."""

    ids: list[str]
    collections: list[str]
    vectors: Vectors


def insert_passages(
    connection: sqlite3.Connection,
    passages: Sequence[Passage],
    vectors: Vectors,
    statement_vectors: Sequence[Vectors],
) -> None:
    """Write passages that are not there yet, in the order of their vectors and their statements' vectors."""
    connection.executemany(
        "INSERT INTO passages(id, source, collection, section, pages, start, end, heading, header, text, statements, "
        "vector, statement_vectors) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            (
                passage.id,
                passage.source,
                passage.collection,
                section_json(passage.section),
                pages_json(passage.pages),
                passage.start,
                passage.end,
                " / ".join((passage.title, *passage.section)),
                passage.header,
                passage.text,
                statements_json(passage.statements),
                vector.tobytes(),
                packed(own),
            )
            for passage, vector, own in zip(passages, vectors, statement_vectors, strict=True)
        ),
    )


def read_places(connection: sqlite3.Connection, ids: Sequence[str], scope: Scope = EVERYTHING) -> dict[str, Place]:
    """Source and start of those of the passages that are known and in the scope, by id."""
    allowed, values = scope.passages()
    return {
        passage_id: (source, start)
        for some in runs(ids)
        for passage_id, source, start in connection.execute(
            f"SELECT id, source, start FROM passages WHERE id IN ({marks(some)}) AND {allowed}", (*some, *values)
        )
    }


def read_passages(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Passage]:
    """Those of the passages that are known, by id."""
    rows = [
        row
        for some in runs(ids)
        for row in connection.execute(
            "SELECT id, source, title, section, start, end, passages.text, passages.statements, "
            "passages.collection, passages.pages, header FROM passages JOIN documents USING (source) "
            f"WHERE id IN ({marks(some)})",
            some,
        )
    ]
    names = names_of(connection, sorted({row[1] for row in rows}))
    return {
        passage_id: Passage(
            passage_id,
            source,
            title,
            section_from_json(section),
            start,
            end,
            text,
            statements_from_json(statements),
            collection,
            pages_from_json(pages),
            header,
            names.get(source, ()),
        )
        for passage_id, source, title, section, start, end, text, statements, collection, pages, header in rows
    }


def passage_ids(connection: sqlite3.Connection, source: str) -> list[str]:
    """The ids of one document's passages, in order of place."""
    rows = connection.execute("SELECT id FROM passages WHERE source = ? ORDER BY start, id", (source,))
    return [row[0] for row in rows]


def read_vectors(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Vectors]:
    """The vectors of those of the passages that are known, by id: float32 (dimension,)."""
    return {
        passage_id: np.frombuffer(vector, dtype=np.float32)
        for some in runs(ids)
        for passage_id, vector in connection.execute(
            f"SELECT id, vector FROM passages WHERE id IN ({marks(some)})", some
        )
    }


def read_statement_vectors(connection: sqlite3.Connection, ids: Sequence[str], dimension: int) -> dict[str, Vectors]:
    """The vectors of the statements of those of the passages that are known, by id: float32 (statements, dimension)."""
    return {
        passage_id: unpacked(stored, dimension)
        for some in runs(ids)
        for passage_id, stored in connection.execute(
            f"SELECT id, statement_vectors FROM passages WHERE id IN ({marks(some)})", some
        )
    }


def vectors_after(
    connection: sqlite3.Connection, number: int, count: int, dimension: int, scope: Scope = EVERYTHING
) -> tuple[int, StoredVectors]:
    """The next passages of the scope by number with their vectors, at most `count`, and the number of the last.

    None at the end. Vectors of another length than they should have are left out.
    """
    allowed, values = scope.passages()
    rows = connection.execute(
        f"SELECT number, id, collection, vector FROM passages WHERE {allowed} AND number > ? AND length(vector) = ? "
        "ORDER BY number LIMIT ?",
        (*values, number, dimension * FLOAT_BYTES, count),
    ).fetchall()
    return rows[-1][0] if rows else number, stored_vectors([row[1:] for row in rows], dimension)


def vectors_of(connection: sqlite3.Connection, ids: Sequence[str], dimension: int) -> StoredVectors:
    """Those of the passages that are known, with their vectors; those of another length are left out."""
    rows = [
        row
        for some in runs(ids)
        for row in connection.execute(
            f"SELECT id, collection, vector FROM passages WHERE id IN ({marks(some)}) AND length(vector) = ?",
            (*some, dimension * FLOAT_BYTES),
        )
    ]
    return stored_vectors(rows, dimension)


def stored_vectors(rows: Sequence[tuple[str, str, bytes]], dimension: int) -> StoredVectors:
    """Rows of id, collection and vector as arrays."""
    vectors = np.frombuffer(b"".join(row[2] for row in rows), dtype=np.float32).reshape(len(rows), dimension)
    return StoredVectors([row[0] for row in rows], [row[1] for row in rows], vectors)


def count_passages(connection: sqlite3.Connection, scope: Scope = EVERYTHING) -> int:
    """How many passages the documents of the scope have together."""
    if scope.is_everything:
        return int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])
    allowed, values = scope.documents()
    return int(connection.execute(f"SELECT total(passages) FROM documents WHERE {allowed}", values).fetchone()[0])


def ids_within(connection: sqlite3.Connection, scope: Scope) -> list[str]:
    """The ids of all passages of the scope."""
    allowed, values = scope.passages()
    return [row[0] for row in connection.execute(f"SELECT id FROM passages WHERE {allowed}", values)]
