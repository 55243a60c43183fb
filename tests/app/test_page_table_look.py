"""A table in the browser: its columns line up, its quote is marked, and a wide one scrolls by itself."""

from collections.abc import Iterator

import pytest

from app.web.reading.source_page import Opened, source_page
from retriever.types import Document, Section, Statement, StatementKind

pytestmark = pytest.mark.browser

COLUMNS = [f"Allowance number {number}" for number in range(1, 13)]
ROWS = [" | ".join(COLUMNS), *(" | ".join([f"P{row}", *("58",) * 11]) for row in (2, 3, 4))]


def wide_table() -> Document:
    text, statements, start = "\n".join(ROWS), [], 0
    for row in ROWS:
        lead = (0, len(ROWS[0])) if statements else None
        statements.append(Statement(start, start + len(row), StatementKind.ROW, lead))
        start += len(row) + 1
    return Document(
        "a.xlsx", "Allowances", text, (Section((), 0, len(text), tuple(statements)),), "0", also=("b.xlsx",)
    )


@pytest.fixture(scope="module")
def table_site(serve_app) -> Iterator[str]:
    """The address of a page that shows a wide table with its third row marked."""
    from fastapi import FastAPI
    from fastapi.responses import FileResponse, HTMLResponse

    from app.web.shell_view import assets

    app, document = FastAPI(), wide_table()
    start = document.text.index("P3")

    @app.get("/page/{name:path}")
    def asset(name: str) -> FileResponse:
        return FileResponse(assets()[name])

    @app.get("/")
    def source() -> HTMLResponse:
        return HTMLResponse(source_page(Opened(document, (start, start + len(ROWS[2])))))

    with serve_app(app) as address:
        yield address


def test_a_quoted_row_is_marked_cell_by_cell_without_its_borders(visit, table_site, keep_screenshot):
    page = visit(table_site)
    marked = page.locator("mark:visible").all_inner_texts()
    assert marked == ["P3", *("58",) * 11]
    assert "|" not in page.locator("main").inner_text()
    keep_screenshot(page, "table")


def test_a_wide_table_scrolls_by_itself_and_never_the_page(visit, table_site):
    page = visit(table_site, width=400)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("(box => box.scrollWidth > box.clientWidth)(document.querySelector('.table'))")
