"""The web server: the page, the addresses that its places use, and those that monitors ask."""

from socket import socket

import uvicorn
from fastapi import FastAPI
from fastapi.responses import FileResponse, JSONResponse, Response

from app.programs.answer_desk import AnswerDesk
from app.programs.tools import Toolbox
from app.web.addresses import PlaceAddresses
from app.web.api.mcp_address import McpAddress
from app.web.api.routes import add_api_routes
from app.web.ask.routes import add_ask_routes
from app.web.headers import LocalOnlyHeaders
from app.web.insights.routes import add_insights_routes
from app.web.origin import OwnPagesOnly
from app.web.page import build_page, mount_page, places_of
from app.web.people import PersonCookie
from app.web.reading.routes import add_reading_routes
from app.web.search.api import add_search_routes
from app.web.shell_view import assets
from app.web.site import Site
from retriever.errors import RetrieverError

SECONDS_TO_STOP = 3
# What Gradio would give to whoever knows its name: uploaded files on their way into the library.
UPLOADED = "/gradio_api/file={path:path}"


def create_app(site: Site) -> FastAPI:
    """Return the web application: the page at the address of each place, documents below `/source/`.

    `/healthz` answers as soon as the server runs, `/readyz` with 200 only when questions can be answered.
    """
    desk = AnswerDesk(site.answering)
    mcp = McpAddress(Toolbox(desk, site.index))
    app = FastAPI(title="Citewell", docs_url=None, redoc_url=None, openapi_url=None, lifespan=mcp.running)
    places = places_of(site)
    # The last one added sees a request first.
    app.add_middleware(PlaceAddresses, places={place.name: place for place in places})
    app.add_middleware(PersonCookie, people=site.people)
    app.add_middleware(OwnPagesOnly)
    app.add_middleware(LocalOnlyHeaders)
    _add_health(app, site)
    _add_assets(app)
    add_reading_routes(app, site)
    add_ask_routes(app, site)
    add_insights_routes(app, site)
    add_search_routes(app, site)
    add_api_routes(app, site, desk, mcp)
    app.add_api_route(UPLOADED, lambda path: Response(status_code=404), methods=["GET", "HEAD"])
    mount_page(app, build_page(site, places), f"{site.settings.max_file_mb}mb")
    return app


def serve(site: Site, listener: socket) -> None:
    """Serve the web application on a listening socket until the process is told to stop.

    Pages that are still open then keep it from stopping for `SECONDS_TO_STOP` at most.
    """
    config = uvicorn.Config(create_app(site), log_level="warning", timeout_graceful_shutdown=SECONDS_TO_STOP)
    uvicorn.Server(config).run(sockets=[listener])


def _add_health(app: FastAPI, site: Site) -> None:
    @app.get("/healthz")
    def healthz() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @app.get("/readyz")
    def readyz() -> JSONResponse:
        try:
            documents = len(site.assistant.documents())
        except RetrieverError as error:
            return JSONResponse({"status": "not ready", "reason": str(error)}, status_code=503)
        return JSONResponse({"status": "ready", "documents": documents})


def _add_assets(app: FastAPI) -> None:
    files = assets()

    @app.get("/page/{name:path}")
    def asset(name: str) -> Response:
        if name not in files:
            return Response(status_code=404)
        return FileResponse(files[name], headers={"cache-control": "no-cache"})
