"""The Insights place in a browser, over the brief."""

import json
import re

import pytest
from playwright.sync_api import expect

from app.history.records import Vote
from app.web.server import create_app

pytestmark = pytest.mark.browser

SHOE_SIZE = "What is the director's shoe size?"
SHOES = "What shoe size does the director wear?"
BUDGET = "What is the budget for Pakistan?"


@pytest.fixture
def site(brief, make_site):
    """A site on which a budget was asked for and, twice in other words, a shoe size."""
    site = make_site(*brief)
    conversation = site.history.start("p")
    for question in (BUDGET, SHOE_SIZE, SHOES):
        exchange = site.history.begin("p", conversation, question)
        site.history.finish(exchange, answer=brief[0].ask(question))
        if question == BUDGET:
            site.history.vote("p", exchange, Vote(False, "<b>wrong year</b>"))
    return site


# The servers are fixtures, so that they end after the pages that hold connections to them.
@pytest.fixture
def address(site, serve_app):
    with serve_app(create_app(site)) as address:
        yield address


@pytest.fixture
def empty_address(brief, make_site, serve_app):
    with serve_app(create_app(make_site(*brief))) as address:
        yield address


def test_a_topic_opens_to_its_questions_and_one_becomes_a_golden_question(site, address, visit, keep_screenshot):
    page = visit(f"{address}/insights")
    unanswered = page.get_by_role("region", name="Not answered")
    expect(unanswered.locator("tbody tr")).to_have_count(1)
    unanswered.locator("summary").click()
    expect(unanswered.locator("li")).to_have_count(2)
    expect(page.get_by_role("region", name="Low votes")).to_contain_text("<b>wrong year</b>")
    expect(page.get_by_role("img", name=re.compile("Questions asked and answered"))).to_be_visible()
    keep_screenshot(page, "insights")

    unanswered.locator("li", has_text=SHOE_SIZE).get_by_role("button", name="Make a golden question").press("Enter")
    dialog = page.get_by_role("dialog", name="Make a golden question")
    expect(dialog.get_by_label("The documents do not answer this")).to_be_checked()
    dialog.get_by_label("These words of a document").check()
    dialog.get_by_label("Passage that answers").fill("size 44")
    dialog.get_by_role("button", name="Keep").click()
    expect(dialog.get_by_role("alert")).to_contain_text("No document holds these words")
    dialog.get_by_label("The documents do not answer this").check()
    dialog.get_by_role("button", name="Keep").click()
    expect(dialog).to_be_hidden()
    expect(unanswered.locator("li", has_text=SHOE_SIZE).get_by_text("Golden question")).to_be_focused()
    (line,) = site.insights.golden.path.read_text("utf-8").splitlines()
    assert json.loads(line)["question"] == SHOE_SIZE

    page.get_by_role("link", name="7 days").click()
    expect(page).to_have_url(f"{address}/insights?days=7")
    expect(page.get_by_role("link", name="7 days")).to_have_attribute("aria-current", "true")
    with page.expect_download() as download:
        page.get_by_role("region", name="Not answered").get_by_role("link", name="Download CSV").click()
    assert download.value.suggested_filename == "citewell-not-answered.csv"


def test_the_place_fits_a_narrow_screen(address, visit):
    page = visit(f"{address}/insights", width=360)
    expect(page.locator("#insights .figures")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_place_says_when_nothing_was_asked(empty_address, visit):
    expect(visit(f"{empty_address}/insights").locator("#insights")).to_contain_text(
        "Nothing was asked in the last 30 days"
    )
