"""What the Insights place fetches: tables as CSV, and the form for a golden question."""

from collections.abc import Mapping
from typing import Any

from fastapi import Body, FastAPI
from fastapi.responses import HTMLResponse, JSONResponse, Response

from app.history.errors import HistoryError
from app.insights.csv_file import csv_bytes
from app.insights.golden import GoldenDraft, NotGolden, golden_draft
from app.insights.period import PERIODS
from app.insights.tables import TABLES, table_of
from app.web.insights.golden_view import failure_html, golden_form
from app.web.site import Site
from retriever.errors import RetrieverError

GONE = "This question is no longer in the history."
NOT_WRITTEN = "The golden question could not be written. Check that the data folder has space and can be written to."


def add_insights_routes(app: FastAPI, site: Site) -> None:
    """Add `/insights/TABLE.csv` and `/insights/golden/EXCHANGE`; nothing where the insights are off."""
    if site.settings.insights:
        _add_tables(app, site)
        _add_golden(app, site)


def _add_tables(app: FastAPI, site: Site) -> None:
    @app.get("/insights/{name}.csv")
    def table(name: str, days: int = 0) -> Response:
        if name not in TABLES or days not in PERIODS:
            return Response("There is no such table.", 404)
        try:
            found = site.insights.insights(days)
        except (HistoryError, RetrieverError) as error:
            return Response(str(error), 503)
        headers = {"content-disposition": f'attachment; filename="citewell-{name}.csv"', "cache-control": "no-store"}
        return Response(csv_bytes(table_of(name, found, None)), headers=headers, media_type="text/csv; charset=utf-8")


def _add_golden(app: FastAPI, site: Site) -> None:
    @app.get("/insights/golden/{exchange_id}")
    def form(exchange_id: str) -> HTMLResponse:
        try:
            asked = site.insights.asked(exchange_id)
        except HistoryError as error:
            return HTMLResponse(failure_html(str(error)), 503)
        return HTMLResponse(golden_form(golden_draft(asked))) if asked else HTMLResponse(failure_html(GONE), 404)

    @app.post("/insights/golden")
    def keep(confirmed: dict[str, Any] = Body()) -> JSONResponse:  # noqa: B008
        try:
            id = site.insights.golden.add(_confirmed(confirmed))
        except NotGolden as error:
            return JSONResponse({"message": str(error)}, 422)
        except RetrieverError as error:
            return JSONResponse({"message": str(error)}, 503)
        except OSError:
            return JSONResponse({"message": NOT_WRITTEN}, 503)
        return JSONResponse({"id": id})


def _confirmed(fields: Mapping[str, Any]) -> GoldenDraft:
    """The draft as the form sends it; what is missing is empty."""
    answerable = fields.get("answerable") == "yes"
    passages = fields.get("passages")
    given = [passage for passage in passages if isinstance(passage, str)] if isinstance(passages, list) else []
    return GoldenDraft(
        question=_text(fields, "question"),
        answerable=answerable,
        source=_text(fields, "source"),
        passages=tuple(given) if answerable else (_text(fields, "near"),),
        short_answer=_text(fields, "short_answer"),
        needs_all=fields.get("needs_all") is True,
    )


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
