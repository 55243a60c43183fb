"""The web server: the chat page, the documents it cites, and the addresses that monitors ask."""

from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse

from app.web.headers import SOURCE_POLICY, LocalOnlyHeaders
from app.web.page import build_page, mount_page
from app.web.source_page import failure_page, source_page
from retriever.errors import RetrieverError, UnknownDocument

if TYPE_CHECKING:
    from app.assistant import Assistant

WEB_FOLDER = Path(__file__).parent
SECONDS_TO_STOP = 3


def create_app(assistant: "Assistant") -> FastAPI:
    """Return the web application: the chat page at `/`, each cited document below `/source/`.

    `/healthz` answers as soon as the server runs, `/readyz` with 200 only when questions can be answered.
    """
    app = FastAPI(title="Citewell", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(LocalOnlyHeaders)
    _add_health(app, assistant)
    _add_sources(app, assistant)
    mount_page(app, build_page(assistant))
    return app


def serve(assistant: "Assistant", listener: socket) -> None:
    """Serve the web application on a listening socket until the process is told to stop.

    Pages that are still open then keep it from stopping for `SECONDS_TO_STOP` at most.
    """
    config = uvicorn.Config(create_app(assistant), log_level="warning", timeout_graceful_shutdown=SECONDS_TO_STOP)
    uvicorn.Server(config).run(sockets=[listener])


def _add_health(app: FastAPI, assistant: "Assistant") -> None:
    @app.get("/healthz")
    def healthz() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @app.get("/readyz")
    def readyz() -> JSONResponse:
        try:
            documents = len(assistant.documents())
        except RetrieverError as error:
            return JSONResponse({"status": "not ready", "reason": str(error)}, status_code=503)
        return JSONResponse({"status": "ready", "documents": documents})


def _add_sources(app: FastAPI, assistant: "Assistant") -> None:
    @app.get("/page/page.css")
    def page_css() -> FileResponse:
        return FileResponse(WEB_FOLDER / "page.css", headers={"cache-control": "no-cache"})

    @app.get("/page/page.js")
    def page_js() -> FileResponse:
        return FileResponse(WEB_FOLDER / "page.js", headers={"cache-control": "no-cache"})

    @app.get("/source/{source:path}")
    def source(request: Request, source: str, start: int | None = None, end: int | None = None) -> HTMLResponse:
        highlight = (start, end) if start is not None and end is not None else None
        headers = {"content-security-policy": SOURCE_POLICY}
        root = str(request.scope.get("root_path", ""))
        try:
            html = source_page(assistant.document(source), highlight, root)
        except UnknownDocument as error:
            return HTMLResponse(failure_page(str(error)), 404, headers)
        except RetrieverError as error:
            return HTMLResponse(failure_page(str(error)), 503, headers)
        return HTMLResponse(html, headers=headers)
