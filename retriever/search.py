"""From a question to ranked passages: by meaning, by words, and both merged."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

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
# What a passage's words count beside its meaning where the two are added: the share of the question's words it has,
# by their rarity, against the cosine. This and the next two by measurement, see benchmarks/README.md.
SHARE_OF_WORDS = 1.2
# What a rank by meaning, a rank by words and a rank by both added count.
WEIGHTS = (1.0, 1.0, 4.0)
# With ten passages read, not thousands, the first ranks should lead by more than the customary 60 lets them.
RANK_OFFSET = 5
# How often a search starts over because a document changed under it; then it takes what it has.
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What both searches found for one question in one state of the index."""

    passages: dict[str, Passage]
    dense: list[tuple[str, float]]  # id, cosine; best first
    words: list[tuple[str, float]]  # id, BM25; best first
    cosines: dict[str, float]  # of all passages
    best_keyword: float  # the BM25 of a passage that could not fit the words better


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
            asked = search_terms(connection, question, (a for found in acronyms.values() for a in found))
        vector = self._encoder.encode_questions([asked.text])[0]
        for _ in range(ATTEMPTS):
            found, settled = self._find(asked, vector, max(k, DEPTH), collections)
            if settled:
                break
        return self._with_statements(fused(found, k), vector)

    def _with_statements(self, hits: Sequence[Hit], vector: Vectors) -> list[Hit]:
        """The hits with the cosines of their statements; without, where a document has just been taken out."""
        ids = [hit.passage.id for hit in hits]
        with self._database.snapshot() as connection:
            own = store.read_statement_vectors(connection, ids, len(vector))
        return [
            replace(hit, statement_similarities=tuple(map(float, own[hit.passage.id] @ vector)))
            if hit.passage.id in own
            else hit
            for hit in hits
        ]

    def _find(
        self, asked: SearchTerms, vector: Vectors, depth: int, collections: Collection[str] | None
    ) -> tuple[Found, bool]:
        """What is found, and whether no document changed between the two searches."""
        with self._database.snapshot() as connection:
            before = store.read_counter(connection, GENERATION)
        count = depth
        while True:
            nearest = self._vectors.nearest(vector, count, collections)
            with self._database.snapshot() as connection:
                known = store.read_passages(connection, [passage_id for passage_id, _ in nearest], collections)
                # Vectors of a document half put in take places among the nearest; more are asked for in their stead.
                if len(known) >= depth or len(nearest) < count:
                    words = passages_with(connection, asked.terms, depth, collections)
                    by_words_alone = [passage_id for passage_id, _ in words if passage_id not in known]
                    known |= store.read_passages(connection, by_words_alone, collections)
                    vectors = store.read_vectors(connection, by_words_alone)
                    settled = store.read_counter(connection, GENERATION) == before
                    break
            count *= 2
        dense = [(passage_id, cosine) for passage_id, cosine in nearest if passage_id in known][:depth]
        cosines = {passage_id: float(vector @ other) for passage_id, other in vectors.items()}
        return Found(known, dense, words, cosines | dict(dense), asked.best_keyword), settled


def fused(found: Found, k: int) -> list[Hit]:
    """The best `k` passages of both rankings; ties in order of source and position."""

    def place(scored: tuple[str, float]) -> tuple[float, str, int, str]:
        passage_id, score = scored
        passage = found.passages[passage_id]
        return -score, passage.source, passage.start, passage_id

    bm25 = dict(found.words)
    # Ranks alone forget whether the words fit hardly or wholly, which says how far to trust them.
    both = [
        (passage_id, cosine + SHARE_OF_WORDS * bm25.get(passage_id, 0.0) / found.best_keyword)
        for passage_id, cosine in found.cosines.items()
    ]
    rankings = [
        [passage_id for passage_id, _ in sorted(scores, key=place)] for scores in (found.dense, found.words, both)
    ]
    merged = reciprocal_rank_fusion(rankings, WEIGHTS, RANK_OFFSET)
    return [
        Hit(found.passages[passage_id], score, found.cosines.get(passage_id), bm25.get(passage_id))
        for passage_id, score in sorted(merged, key=place)[:k]
    ]
