"""The Library place in a browser: what is uploaded there is answered from, until it is deleted."""

import pytest
from playwright.sync_api import expect

from app.commands.ingest import LEDGER
from app.settings import read_settings

POLICY = "# Bicycles\n\nThe bicycle allowance is 25 euros a month for staff who cycle to the office.\n"
LEAVE = "# Leave\n\nParents receive 16 weeks of parental leave, paid in full.\n"
QUESTION = "How much is the bicycle allowance?"
NAMES = {"bicycles": "Bicycles (2026).md", "canteen": "<img src=x onerror=alert(1)>.md"}


@pytest.fixture
def arrivals(tmp_path, monkeypatch):
    """Where Gradio puts what a browser sends."""
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "arrivals"))
    return tmp_path / "arrivals"


@pytest.fixture
def address(tmp_path, serve_app, arrivals):
    """The page over one document of the organisation's own."""
    from app.commands.opening import open_assistant, open_writer
    from app.web.server import create_app
    from app.web.site import open_site
    from ingest.folder import ingest_folder

    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "leave.md").write_text(LEAVE)
    settings = read_settings(tmp_path / "data", environment={"CITEWELL_PARSE_PROCESSES": "1"})
    with open_writer(settings) as index:
        ingest_folder([tmp_path / "docs"], index, settings.data_dir / LEDGER, passage_chars=settings.passage_chars)
    with open_assistant(settings) as opened:
        site = open_site(*opened, settings)
        with serve_app(create_app(site)) as served:
            yield served
        site.close()


def send(page, **texts: str) -> None:
    """Choose files; their names are those of this module."""
    page.locator("#library-files input[type=file]").set_input_files(
        [
            {"name": NAMES[name], "mimeType": "application/octet-stream", "buffer": text.encode()}
            for name, text in texts.items()
        ]
    )


def ask(page, address: str) -> None:
    page.goto(address)
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")


@pytest.mark.browser
def test_an_uploaded_document_is_answered_from_until_it_is_deleted(address, visit, tmp_path, arrivals, keep_screenshot):
    page = visit(f"{address}/library")
    table, jobs = page.locator("#library-table"), page.locator("#library-jobs")
    expect(table).to_contain_text("leave.md")
    send(page, bicycles=POLICY, canteen="# Canteen\n\nLunch is served from noon.\n")
    expect(jobs).to_contain_text("Bicycles (2026).md Read: 1 passage.")
    expect(table).to_contain_text("main/_img src=x onerror=alert(1)_.md")
    assert [path for path in arrivals.rglob("*") if path.is_file()] == []
    ask(page, address)
    expect(page.locator("#newest")).to_contain_text("25 euros")

    page.goto(f"{address}/library")
    send(page, bicycles=POLICY.replace("25", "40"))
    expect(page.locator("#library-receipt .receipt")).to_be_focused()
    page.get_by_role("button", name="Replace it").click()
    expect(jobs.locator(".job.done")).to_have_count(2)
    keep_screenshot(page, "library")
    ask(page, address)
    expect(page.locator("#newest")).to_contain_text("40 euros")

    page.goto(f"{address}/library")
    row = table.get_by_role("row", name="Bicycles")
    row.get_by_label("Actions for Bicycles").focus()
    page.keyboard.press("Enter")
    row.get_by_role("button", name="Delete").click()
    expect(page.locator("#confirm")).to_contain_text("Delete “Bicycles”?")
    page.keyboard.press("Escape")
    expect(row.get_by_role("button", name="Delete")).to_be_focused()
    row.get_by_role("button", name="Delete").click()
    page.locator("#confirm .sure").click()
    expect(table).not_to_contain_text("Bicycles")
    expect(page.locator("#announced")).to_contain_text("done")
    assert sorted(path.name for path in (tmp_path / "data" / "uploads" / "main").iterdir()) == [
        "_img src=x onerror=alert(1)_.md"
    ]
    ask(page, address)
    expect(page.locator("#newest")).to_contain_text("The documents do not answer this question.")


@pytest.mark.browser
def test_the_table_is_found_in_ordered_and_fits_a_narrow_screen(address, visit):
    page = visit(f"{address}/library", width=360, height=740)
    table = page.locator("#library-table")
    expect(table).to_contain_text("leave.md")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("#sort-title").click()
    expect(table.locator("th.title[aria-sort=descending]")).to_be_visible()
    expect(page.locator("#sort-title")).to_be_focused()
    page.locator("#library-find input").fill("nothing of the kind")
    expect(page.locator("#library-totals")).to_contain_text("0 files of 1 found")
