"""What the page shows when an answer fails, takes long, or is stopped: assistants that do so on purpose."""

import pytest
from playwright.sync_api import Page, expect

from app.web.ask.notices import BUSY, UNEXPECTED
from app.web.server import create_app

pytestmark = pytest.mark.browser

LOCKED = "another process is writing to <data>. Wait until it is done, then ask again."


@pytest.fixture(scope="module")
def assistant(make_troubled_assistant):
    return make_troubled_assistant()


@pytest.fixture(scope="module")
def site(assistant, serve_app, make_site):
    with serve_app(create_app(make_site(assistant))) as address:
        yield address
        assistant.go_on.set()


def box(page: Page):
    return page.get_by_role("textbox", name="Your question")


def ask(page: Page, question: str) -> None:
    box(page).fill(question)
    box(page).press("Enter")


def test_an_error_that_a_person_can_act_on_is_one_line_and_no_answer(visit, site, keep_screenshot):
    page = visit(site)
    ask(page, "locked")
    expect(page.locator(".failure")).to_have_text(LOCKED)
    expect(page.locator(":is(.claim, .abstained)")).to_have_count(0)
    expect(page.locator("#announced")).to_have_text(LOCKED)
    keep_screenshot(page, "wide-failure")


def test_an_unexpected_error_shows_no_details(visit, site):
    page = visit(site)
    ask(page, "broken")
    expect(page.locator(".failure")).to_have_text(UNEXPECTED)
    expect(page.get_by_text("ZeroDivisionError")).to_have_count(0)


@pytest.mark.parametrize("question", ["locked", "broken"])
def test_the_next_question_is_answered_after_an_error(visit, site, question):
    page = visit(site)
    ask(page, question)
    expect(page.locator(".failure")).to_be_visible()
    ask(page, "fine")
    expect(page.locator("#exchange-2 .abstained")).to_have_text("Nothing found.")


def test_stop_gives_the_question_back_and_the_next_one_is_answered(visit, site):
    page = visit(site)
    ask(page, "slow one")
    expect(page.locator(".pending")).to_be_visible()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(box(page)).to_have_value("slow one")
    expect(page.locator(".exchange")).to_have_count(0)
    ask(page, "fine")
    expect(page.locator("#exchange-1 .abstained")).to_have_text("Nothing found.")


def test_a_second_question_waits_for_the_first_and_keeps_its_words(visit, site):
    page = visit(site)
    ask(page, "slow one")
    expect(page.locator(".pending")).to_be_visible()
    ask(page, "fine")
    expect(page.get_by_role("alert")).to_have_text(BUSY)
    expect(box(page)).to_have_value("fine")
    expect(page.locator(".exchange")).to_have_count(1)
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator(".exchange")).to_have_count(0)


def test_the_question_box_can_be_typed_in_while_an_answer_is_made(visit, site):
    page = visit(site)
    ask(page, "slow one")
    expect(page.locator(".pending")).to_be_visible()
    expect(box(page)).to_be_editable()
    expect(box(page)).to_be_focused()
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.locator(".exchange")).to_have_count(0)
