"""Search for passages, in the documents that filters leave."""

from collections.abc import Collection
from datetime import UTC, datetime
from time import perf_counter

from app.search.catalogue import Catalogue, Catalogued, offered
from app.search.excerpt import marks_of, shown_span
from app.search.records import Filters, FoundPassage, Offered, SearchResult
from retriever.index import Index, Scope
from retriever.types import Hit, Span

MOST_FOUND = 100
# Passages without any of the words are shown from this cosine on. By measurement on the brief: of 44 passages with
# evidence, found for golden questions, the least had 0.32; for nine queries that have nothing to do with it the best
# passage had at most 0.21. Single words of its own topic can lie below, too.
LEAST_SIMILARITY = 0.22

NO_FILTERS = Filters()

Collections = Collection[str] | None


class PassageSearch:
    """Searches one index. Safe to use from several threads.

    Every method may raise RetrieverError.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._catalogue = Catalogue(index)

    def offered(self, filters: Filters, collections: Collections = None) -> Offered:
        """What each filter can be set to; collections that may not be seen are not offered."""
        return offered(self._catalogue.documents(collections), filters, datetime.now(UTC))

    def documents(self, collections: Collections = None) -> list[Catalogued]:
        """Every document that may be searched, by title."""
        return self._catalogue.documents(collections)

    def find(
        self,
        query: str,
        filters: Filters = NO_FILTERS,
        *,
        by_words: bool = False,
        k: int = 10,
        collections: Collections = None,
    ) -> SearchResult:
        """The passages for what is typed, best first; none for no words.

        Args:
            query: Words or a question; the last word may still be typed.
            filters: Documents that they leave out are not searched.
            by_words: Search for the words alone; else passages of the same meaning are found too.
            k: At most so many, and never more than `MOST_FOUND`.
            collections: Those that may be seen; None for all.
        """
        started = perf_counter()
        every = self._catalogue.documents(collections)
        now = datetime.now(UTC)
        left = [one.source for one in every if one.fits(filters, now)]
        scope = Scope.of(collections, left if filters else None)
        findings = self._index.find(query, max(1, min(k, MOST_FOUND)), scope, by_words=by_words)
        found = [_found(*pair) for pair in zip(findings.hits, findings.matched, strict=True) if _is_near(pair[0])]
        return SearchResult(
            tuple(found),
            findings.respelt,
            len(left),
            (perf_counter() - started) * 1000,
        )


def _is_near(hit: Hit) -> bool:
    """Whether a passage has some of the words, or means nearly the same."""
    return hit.keyword is not None or (hit.similarity or 0.0) >= LEAST_SIMILARITY


def _found(hit: Hit, matched: tuple[Span, ...]) -> FoundPassage:
    marks = marks_of(hit, matched)
    shown = shown_span(hit.passage, marks)
    return FoundPassage(hit.passage, hit.score, shown, marks, hit.keyword is not None)
