"""What a search found, in the form that leaves the program."""

from app.render import Json, hit_json
from app.search.records import FoundPassage, SearchResult
from retriever.types import Hit


def search_json(query: str, result: SearchResult) -> Json:
    """Return the record of a search: its passages, best first, each with the spans of its document that are marked."""
    return {
        "query": query,
        "searched_as": result.searched_as or None,
        "hits": [_hit_json(rank, one) for rank, one in enumerate(result.found, start=1)],
        "timings_ms": {"total": round(result.milliseconds, 1)},
    }


def _hit_json(rank: int, found: FoundPassage) -> Json:
    return {**hit_json(rank, Hit(found.passage, found.score)), "marks": [list(span) for span in found.marks]}
