"""Documents as web pages of their own."""

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from app.web.headers import SOURCE_POLICY
from app.web.reading.source_page import failure_page, source_page
from app.web.site import Site
from retriever.errors import RetrieverError, UnknownDocument


def add_reading_routes(app: FastAPI, site: Site) -> None:
    """Add `/source/NAME`, a document with the quote from `start` to `end` marked."""

    @app.get("/source/{source:path}")
    def source(request: Request, source: str, start: int | None = None, end: int | None = None) -> HTMLResponse:
        highlight = (start, end) if start is not None and end is not None else None
        headers = {"content-security-policy": SOURCE_POLICY}
        root = str(request.scope.get("root_path", ""))
        try:
            html = source_page(site.assistant.document(source), highlight, root)
        except UnknownDocument as error:
            return HTMLResponse(failure_page(str(error)), 404, headers)
        except RetrieverError as error:
            return HTMLResponse(failure_page(str(error)), 503, headers)
        return HTMLResponse(html, headers=headers)
