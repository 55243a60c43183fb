"""From a question to ranked passages: by meaning, by words, and both merged."""

from collections.abc import Collection
from dataclasses import dataclass

from retriever import store
from retriever.changes import GENERATION
from retriever.database import Database
from retriever.encoder import Encoder, Vectors
from retriever.fusion import reciprocal_rank_fusion
from retriever.question import SearchTerms, search_terms
from retriever.schema import check_model
from retriever.types import Hit, Passage
from retriever.vectors import VectorStore
from retriever.words import WORD, passages_with

# Passages that each search hands to the fusion.
DEPTH = 100
# What a rank by meaning and a rank by words count. By measurement, see benchmarks/search.py.
DENSE_WEIGHT = 1.0
WORDS_WEIGHT = 1.0
# How often a search starts over because a document changed under it; then it takes what it has.
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What both searches found for one question in one state of the index."""

    passages: dict[str, Passage]
    dense: list[tuple[str, float]]  # id, cosine; best first
    words: list[tuple[str, float]]  # id, BM25; best first


class Searcher:
    """Searches one index.

    Args:
        database: The index's tables.
        vectors: The index's vectors.
        encoder: The model the vectors were made with.
    """

    def __init__(self, database: Database, vectors: VectorStore, encoder: Encoder) -> None:
        self._database = database
        self._vectors = vectors
        self._encoder = encoder

    def search(self, question: str, k: int, collections: Collection[str] | None) -> list[Hit]:
        """The passages that fit the question best; see `Index.search`."""
        if not WORD.search(question):
            return []
        with self._database.snapshot() as connection:
            check_model(store.read_settings(connection), self._encoder.name, self._database.path.parent)
            acronyms = store.read_acronyms(connection, collections)
            prepared = search_terms(connection, question, (a for found in acronyms.values() for a in found))
        vector = self._encoder.encode_questions([prepared.text])[0]
        for _ in range(ATTEMPTS):
            found, settled = self._found(prepared, vector, collections)
            if settled:
                break
        return fused(found, k)

    def _found(self, prepared: SearchTerms, vector: Vectors, collections: Collection[str] | None) -> tuple[Found, bool]:
        """What is found, and whether no document changed between the two searches."""
        with self._database.snapshot() as connection:
            before = store.read_counter(connection, GENERATION)
        count = DEPTH
        while True:
            nearest = self._vectors.nearest(vector, count, collections)
            with self._database.snapshot() as connection:
                known = store.read_passages(connection, [passage_id for passage_id, _ in nearest], collections)
                # Vectors of a half-written document take places among the nearest; ask for more to make up for them.
                if len(known) >= DEPTH or len(nearest) < count:
                    words = passages_with(connection, prepared.terms, DEPTH, collections)
                    missing = [passage_id for passage_id, _ in words if passage_id not in known]
                    known |= store.read_passages(connection, missing, collections)
                    settled = store.read_counter(connection, GENERATION) == before
                    break
            count *= 2
        dense = [(passage_id, cosine) for passage_id, cosine in nearest if passage_id in known][:DEPTH]
        return Found(known, dense, words), settled


def fused(found: Found, k: int) -> list[Hit]:
    """The best `k` passages of both rankings; ties in order of source and position."""

    def place(passage_id: str) -> tuple[str, int, str]:
        passage = found.passages[passage_id]
        return passage.source, passage.start, passage_id

    dense = sorted(found.dense, key=lambda scored: (-scored[1], place(scored[0])))
    rankings = [[passage_id for passage_id, _ in ranking] for ranking in (dense, found.words)]
    merged = reciprocal_rank_fusion(rankings, (DENSE_WEIGHT, WORDS_WEIGHT))
    best = sorted(merged, key=lambda scored: (-scored[1], place(scored[0])))[:k]
    cosines, bm25 = dict(found.dense), dict(found.words)
    return [
        Hit(found.passages[passage_id], score, cosines.get(passage_id), bm25.get(passage_id))
        for passage_id, score in best
    ]
