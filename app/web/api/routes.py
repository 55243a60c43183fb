"""The addresses for programs, and what is told at those where there is nothing."""

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response
from starlette.routing import Match, Route

from app.programs.answer_desk import AnswerDesk
from app.programs.question import CannotBeAsked
from app.web.api.ask import add_ask_api
from app.web.api.completions import add_completions_api
from app.web.api.mcp_address import McpAddress
from app.web.api.metrics import MEDIA_TYPE
from app.web.api.problem import Problem, problem_of, problem_response
from app.web.site import Site
from retriever.errors import RetrieverError

PREFIXES = ("/api/", "/v1/")
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
NOTHING = "There is nothing at this address."


def add_api_routes(app: FastAPI, site: Site, desk: AnswerDesk, mcp: McpAddress) -> None:
    """Add the addresses; to be called after all others below `/api/` have been added."""
    for kind in (Problem, CannotBeAsked, RetrieverError, Exception):
        app.add_exception_handler(kind, _told)
    add_ask_api(app, desk)
    add_completions_api(app, desk)

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(site.metrics.text(), headers={"content-type": MEDIA_TYPE, "cache-control": "no-store"})

    app.router.routes.append(Route("/mcp", mcp))
    for prefix in PREFIXES:
        app.add_api_route(f"{prefix}{{rest:path}}", _nothing, methods=METHODS)


def _told(request: Request, error: Exception) -> Response:
    path = _path(request)
    problem = problem_of(error)
    if problem.status == 500 and not path.startswith(PREFIXES):
        return PlainTextResponse("Internal Server Error", 500)
    return problem_response(problem, path)


def _nothing(request: Request) -> Response:
    """A problem that says which methods the address has, where there are any."""
    routes = [route for route in request.app.router.routes if route.matches(request.scope)[0] is Match.PARTIAL]
    allowed = sorted({method for route in routes for method in getattr(route, "methods", None) or ()})
    if not allowed:
        return problem_response(Problem(404, "Not found", NOTHING), _path(request))
    words = f"This address takes {', '.join(allowed)}, not {request.method}."
    return problem_response(Problem(405, "Wrong method", words, {"allow": ", ".join(allowed)}), _path(request))


def _path(request: Request) -> str:
    return str(request.scope["path"]).removeprefix(str(request.scope.get("root_path", "")))
