"""From a question to ranked passages: by meaning and by words, merged."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from retriever import passages
from retriever.changes import GENERATION
from retriever.database import Database
from retriever.encoder import Encoder, Vectors
from retriever.errors import IndexDamaged
from retriever.exact_search import nearest_exactly
from retriever.fusion import reciprocal_rank_fusion
from retriever.matched_words import matched_spans
from retriever.question import SearchTerms, search_terms
from retriever.remembered import read_counter, read_settings
from retriever.schema import check_model
from retriever.scope import Scope
from retriever.types import Hit, Span
from retriever.vectors import VectorStore
from retriever.words import WORD, passages_with

# Characters of a question that are read; encoders of passages read no more, and the database's limits are kept.
LONGEST_QUESTION = 2000
# Passages that each search hands to the fusion.
DEPTH = 50
# What a passage's words count beside its meaning where the two are added: the share of the question's words it has,
# by their rarity, against the cosine. This and the next two by measurement, see benchmarks/README.md.
SHARE_OF_WORDS = 1.2
# What a rank by meaning, a rank by words and a rank by both added count.
WEIGHTS = (1.0, 1.0, 4.0)
# With ten passages read, not thousands, the first ranks should lead by more than the customary 60 lets them.
RANK_OFFSET = 5
# Passages up to which reading all their vectors is faster than asking Chroma for some of all: 20 ms against 35.
FEW_PASSAGES = 5000
# How often a search starts over because a document changed under it; then it takes what it has.
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for words as they are typed."""

    hits: tuple[Hit, ...]  # best first
    matched: tuple[tuple[Span, ...], ...]  # for each hit, the words of its document that matched, in order
    respelt: str  # what was typed with its misspelt words as the documents spell them; empty if there are none


@dataclass(frozen=True, slots=True)
class Found:
    """What both searches found for one question in one state of the index."""

    places: dict[str, passages.Place]
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

    def search(self, question: str, k: int, scope: Scope) -> list[Hit]:
        """The passages that fit the question best; see `Index.search`."""
        question = question[:LONGEST_QUESTION]
        return self._by_both(self._terms(question, scope), k, scope) if WORD.search(question) else []

    def find(self, typed: str, k: int, scope: Scope, *, by_words: bool) -> Findings:
        """The passages that fit what is being typed; see `Index.find`."""
        typed = typed[:LONGEST_QUESTION]
        if not WORD.search(typed):
            return Findings((), (), "")
        asked = self._terms(typed, scope, unfinished=True)
        hits = (self._by_words if by_words else self._by_both)(asked, k, scope)
        matched = matched_spans([hit.passage.text for hit in hits], asked.match)
        return Findings(
            tuple(hits),
            tuple(
                tuple((start + hit.passage.start, end + hit.passage.start) for start, end in spans)
                for hit, spans in zip(hits, matched, strict=True)
            ),
            asked.spelt if asked.spelt != typed else "",
        )

    def _terms(self, question: str, scope: Scope, *, unfinished: bool = False) -> SearchTerms:
        with self._database.snapshot() as connection:
            check_model(read_settings(connection), self._encoder.name, self._database.path.parent)
            return search_terms(connection, question, scope.collections, unfinished=unfinished)

    def _by_words(self, asked: SearchTerms, k: int, scope: Scope) -> list[Hit]:
        with self._database.snapshot() as connection:
            scored = passages_with(connection, asked.match, k, scope)
            known = passages.read_passages(connection, [passage_id for passage_id, _ in scored])
        return [Hit(known[passage_id], score, keyword=score) for passage_id, score in scored]

    def _by_both(self, asked: SearchTerms, k: int, scope: Scope) -> list[Hit]:
        vector = self._encoder.encode_questions([asked.text])[0]
        for _ in range(ATTEMPTS):
            hits, settled = self._find(asked, vector, k, scope)
            if settled:
                break
        return hits

    def _find(self, asked: SearchTerms, vector: Vectors, k: int, scope: Scope) -> tuple[list[Hit], bool]:
        """The hits, and whether no document changed between the two searches."""
        with self._database.snapshot() as connection:
            before = read_counter(connection, GENERATION)
        depth = count = max(k, DEPTH)
        while True:
            nearest = self._nearest(vector, count, scope)
            with self._database.snapshot() as connection:
                places = passages.read_places(connection, [passage_id for passage_id, _ in nearest], scope)
                # Vectors of a document half put in take places among the nearest; more are asked for in their stead.
                if len(places) >= depth or len(nearest) < count:
                    dense = [scored for scored in nearest if scored[0] in places][:depth]
                    words = passages_with(connection, asked.match, depth, scope)
                    by_words_alone = [passage_id for passage_id, _ in words if passage_id not in places]
                    places |= passages.read_places(connection, by_words_alone, scope)
                    others = passages.read_vectors(connection, by_words_alone)
                    cosines = {passage_id: float(vector @ other) for passage_id, other in others.items()}
                    found = Found(places, dense, words, cosines | dict(dense), asked.best_keyword)
                    hits = hits_of(connection, found, fused(found)[:k], vector)
                    return hits, read_counter(connection, GENERATION) == before
            count *= 2

    def _nearest(self, vector: Vectors, count: int, scope: Scope) -> list[tuple[str, float]]:
        """The nearest passages, by the database's own vectors where few are searched.

        So too where Chroma's wait to be mended by the next writer.
        """
        among = None
        if not scope.is_everything:
            with self._database.snapshot() as connection:
                if passages.count_passages(connection, scope) <= FEW_PASSAGES:
                    return nearest_exactly(self._database, vector, count, scope)
                among = passages.ids_within(connection, scope)
        try:
            return self._vectors.nearest(vector, count, among)
        except IndexDamaged:
            return nearest_exactly(self._database, vector, count, scope)


def fused(found: Found) -> list[tuple[str, float]]:
    """All passages by the merged rankings, best first, with their scores; ties in order of source and position."""

    def place(scored: tuple[str, float]) -> tuple[float, str, int, str]:
        passage_id, score = scored
        return -score, *found.places[passage_id], passage_id

    # Ranks alone forget whether the words fit hardly or wholly, which says how far to trust them.
    bm25 = dict(found.words)
    both = [
        (passage_id, cosine + SHARE_OF_WORDS * bm25.get(passage_id, 0.0) / found.best_keyword)
        for passage_id, cosine in found.cosines.items()
    ]
    rankings = [
        [passage_id for passage_id, _ in sorted(scores, key=place)] for scores in (found.dense, found.words, both)
    ]
    return sorted(reciprocal_rank_fusion(rankings, WEIGHTS, RANK_OFFSET), key=place)


def hits_of(
    connection: sqlite3.Connection, found: Found, best: Sequence[tuple[str, float]], question: Vectors
) -> list[Hit]:
    """The passages as hits with all their scores, in the order given."""
    ids = [passage_id for passage_id, _ in best]
    known = passages.read_passages(connection, ids)
    statements = passages.read_statement_vectors(connection, ids, len(question))
    bm25 = dict(found.words)
    return [
        Hit(
            passage=known[passage_id],
            score=score,
            similarity=found.cosines[passage_id],
            keyword=bm25.get(passage_id),
            statement_similarities=tuple(map(float, statements[passage_id] @ question)),
        )
        for passage_id, score in best
    ]
