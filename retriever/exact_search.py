"""The passages nearest to a question by the vectors that the database keeps.

For when few are searched, which is faster than asking Chroma for some of all, and for when Chroma's cannot be used.
"""

import heapq

from retriever.database import Database
from retriever.encoder import Vectors
from retriever.passages import vectors_after
from retriever.scope import EVERYTHING, Scope

# Vectors read at a time: bounds the memory.
PAGE = 5000


def nearest_exactly(
    database: Database, question: Vectors, count: int, scope: Scope = EVERYTHING
) -> list[tuple[str, float]]:
    """The passages whose vectors are nearest to the question's; reads all of the scope, some 4 ms for a thousand.

    Args:
        database: Of the index.
        question: float32 (dimension,), of unit length.
        count: At most so many come back.
        scope: Only its passages are searched.

    Returns:
        ``(id, cosine)``, nearest first; ties in order of the ids.
    """
    best: list[tuple[float, str]] = []
    number = 0
    while True:
        with database.snapshot() as connection:
            number, stored = vectors_after(connection, number, PAGE, len(question), scope)
        cosines = stored.vectors @ question
        scored = ((-float(cosine), passage_id) for cosine, passage_id in zip(cosines, stored.ids, strict=True))
        best = heapq.nsmallest(count, (*best, *scored))
        if len(stored.ids) < PAGE:
            return [(passage_id, -distance) for distance, passage_id in best]
