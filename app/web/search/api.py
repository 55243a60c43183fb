"""Documents and passages for programs: `GET /api/search`, `/api/documents`, `/api/documents/NAME`."""

from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from app.render import document_json
from app.search.passage_search import MOST_FOUND, PassageSearch
from app.search.search_json import search_json
from app.web.api.problem import BadRequest, answered
from app.web.search.asked import asked
from app.web.site import Site

if TYPE_CHECKING:
    from retriever.index import DocumentRecord

NO_QUERY = "Say what to search for: /api/search?q=…"
BAD_COUNT = f"k must be a whole number from 1 to {MOST_FOUND}."


def add_search_routes(app: FastAPI, site: Site) -> None:
    """Add the addresses; what goes wrong is told as RFC 9457 has it."""
    search = PassageSearch(site.index)

    @app.get("/api/search")
    def passages(request: Request) -> JSONResponse:
        return answered(lambda: _search(search, request))

    @app.get("/api/documents")
    def documents() -> JSONResponse:
        return answered(lambda: {"documents": [_record_json(one) for one in site.index.documents()]})

    @app.get("/api/documents/{source:path}")
    def document(source: str) -> JSONResponse:
        return answered(lambda: document_json(site.index.document(source)))


def _search(search: PassageSearch, request: Request) -> dict[str, Any]:
    """The hits for `q`, at most `k`, in what `document`, `collection`, `type` and `read` leave; `words=1` by words."""
    fields = dict(request.query_params)
    count = fields.get("k", "10")
    sought = asked(fields)
    if not sought.query.strip():
        raise BadRequest(NO_QUERY)
    if not count.isascii() or not count.isdecimal() or not 1 <= int(count[:9]) <= MOST_FOUND:
        raise BadRequest(BAD_COUNT)
    result = search.find(sought.query, sought.filters, by_words=sought.by_words, k=int(count))
    return search_json(sought.query, result)


def _record_json(record: "DocumentRecord") -> dict[str, Any]:
    return {
        "source": record.source,
        "title": record.title,
        "collection": record.collection,
        "passages": record.passages,
        "statements": record.statements,
        "characters": record.characters,
        "ingested_at": record.ingested_at.isoformat(),
        "also": list(record.also),
    }
