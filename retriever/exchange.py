"""Vectors that differ from those the database keeps, found and exchanged; a page of them at a time is in memory."""

import sqlite3
from collections.abc import Iterator, Sequence

import numpy as np

from retriever.database import Database
from retriever.passages import StoredVectors, read_places, vectors_after, vectors_of
from retriever.remembered import read_settings
from retriever.vectors import PAGE, VectorStore

# Chroma keeps float32; what it gives back may differ in the last digits.
TOLERANCE = 1e-5


def exchange_differing(database: Database, vectors: VectorStore) -> None:
    """Delete vectors without a passage, and write those anew that passages lack or that differ."""
    vectors.delete(left_over(database, vectors))
    for page in differing(database, vectors):
        vectors.add(page.ids, page.collections, page.vectors)


def exchange_some(database: Database, vectors: VectorStore, ids: Sequence[str]) -> None:
    """Delete those of the vectors without a passage, and write those anew that are missing or differ."""
    with database.snapshot() as connection:
        known = vectors_of(connection, ids, dimension_of(connection))
    vectors.delete(sorted(set(ids).difference(known.ids)))
    unlike = unlike_held(known, vectors)
    vectors.add(unlike.ids, unlike.collections, unlike.vectors)


def left_over(database: Database, vectors: VectorStore) -> list[str]:
    """The ids of vectors without a passage."""
    found: list[str] = []
    for ids in vectors.ids():
        with database.snapshot() as connection:
            known = read_places(connection, ids)
        found += [passage_id for passage_id in ids if passage_id not in known]
    return found


def differing(database: Database, vectors: VectorStore) -> Iterator[StoredVectors]:
    """Passages whose vector is missing or differs, or whose collection does, with what it should be."""
    for page in all_vectors(database):
        unlike = unlike_held(page, vectors)
        if unlike.ids:
            yield unlike


def unlike_held(wanted: StoredVectors, vectors: VectorStore) -> StoredVectors:
    """Those of the vectors that the store lacks or holds otherwise."""
    held = vectors.held(wanted.ids)
    rows = [
        row
        for row, passage_id in enumerate(wanted.ids)
        if passage_id not in held
        or held[passage_id][0] != wanted.collections[row]
        or not np.allclose(held[passage_id][1], wanted.vectors[row], rtol=0, atol=TOLERANCE)
    ]
    return StoredVectors(
        [wanted.ids[row] for row in rows], [wanted.collections[row] for row in rows], wanted.vectors[rows]
    )


def all_vectors(database: Database) -> Iterator[StoredVectors]:
    """Every passage's vector as the database keeps it."""
    with database.snapshot() as connection:
        dimension = dimension_of(connection)
    number = 0
    while True:
        with database.snapshot() as connection:
            number, page = vectors_after(connection, number, PAGE, dimension)
        if not page.ids:
            return
        yield page


def dimension_of(connection: sqlite3.Connection) -> int:
    """The length of the index's vectors."""
    return int(read_settings(connection)["dimension"])
