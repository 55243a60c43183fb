"""Vectors that differ from those the database keeps, found and exchanged."""

import numpy as np

from retriever.database import Database
from retriever.passages import StoredVectors, read_places, vectors_after
from retriever.vectors import PAGE, VectorStore

# Chroma keeps float32; what it gives back may differ in the last digits.
TOLERANCE = 1e-5


def exchange_differing(database: Database, vectors: VectorStore) -> int:
    """Delete vectors without a passage, and write those anew that passages lack or that differ from the database's.

    Whatever the size of the index, a page of it at a time is held in memory.

    Returns:
        How many vectors were deleted or written.
    """
    return delete_left_over(database, vectors) + write_differing(database, vectors)


def delete_left_over(database: Database, vectors: VectorStore) -> int:
    """Delete vectors without a passage; how many there were."""
    left_over: list[str] = []
    for ids in vectors.ids():
        with database.snapshot() as connection:
            left_over += set(ids).difference(read_places(connection, ids))
    vectors.delete(sorted(left_over))
    return len(left_over)


def write_differing(database: Database, vectors: VectorStore) -> int:
    """Write the vectors anew that passages lack or that differ; how many there were."""
    written = number = 0
    while True:
        with database.snapshot() as connection:
            number, stored = vectors_after(connection, number, PAGE)
        if not stored.ids:
            return written
        rows = differing_rows(stored, vectors)
        vectors.add([stored.ids[row] for row in rows], [stored.collections[row] for row in rows], stored.vectors[rows])
        written += len(rows)


def differing_rows(stored: StoredVectors, vectors: VectorStore) -> list[int]:
    """The rows of those passages whose vector is missing or differs, or whose collection does."""
    held = vectors.held(stored.ids)
    return [
        row
        for row, passage_id in enumerate(stored.ids)
        if passage_id not in held
        or held[passage_id][0] != stored.collections[row]
        or not np.allclose(held[passage_id][1], stored.vectors[row], rtol=0, atol=TOLERANCE)
    ]
