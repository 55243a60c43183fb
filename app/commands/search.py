"""`citewell search`: the passages nearest to one query, or to each of a batch."""

import time
from collections.abc import Sequence
from typing import Any

from app.batch import BadLine, read_questions
from app.commands.opening import open_index, open_lines, warn_of_unknown
from app.commands.output import WrongUsage, say, write_json
from app.render import hit_json
from app.settings import Settings
from retriever.index import Index
from retriever.types import Hit

Collections = frozenset[str] | None


def search(settings: Settings, query: str, count: int, collections: Collections, *, as_json: bool) -> int:
    """Print the passages nearest to a query, best first; return 0."""
    if not query.strip():
        raise WrongUsage("the query is empty; give some words in quotation marks")
    with open_index(settings) as index:
        warn_of_unknown(collections, index.documents())
        hits, milliseconds = _timed_hits(index, query, count, collections)
    if as_json:
        write_json({"query": query, **_record(hits, milliseconds)})
    else:
        from app.commands.terminal import print_hits

        print_hits(hits)
    return 0


def search_batch(settings: Settings, file: str, count: int, collections: Collections) -> int:
    """Print one line of JSON for each line of a batch, in order; return 1 if a line has no query, else 0."""
    failed = 0
    with open_lines(file) as lines, open_index(settings) as index:
        warn_of_unknown(collections, index.documents())
        for query in read_questions(lines, name="query"):
            if isinstance(query, BadLine):
                failed += 1
                say(query.error)
                write_json(query.as_json(), indent=None)
            else:
                hits, milliseconds = _timed_hits(index, query.text, count, collections)
                write_json({"id": query.id, **_record(hits, milliseconds)}, indent=None)
    return 1 if failed else 0


def _timed_hits(index: Index, query: str, count: int, collections: Collections) -> tuple[Sequence[Hit], float]:
    started = time.perf_counter()
    hits = index.search(query, count, collections)
    return hits, (time.perf_counter() - started) * 1000


def _record(hits: Sequence[Hit], milliseconds: float) -> dict[str, Any]:
    return {
        "hits": [hit_json(rank, hit) for rank, hit in enumerate(hits, start=1)],
        "timings_ms": {"total": round(milliseconds, 1)},
    }
