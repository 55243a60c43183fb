"""The Learn place in a browser: the path with its ticks, the glossary, the flash cards."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_ticks_are_kept_and_quotes_open_in_the_reading_pane(visit, brief_site):
    page = visit(f"{brief_site}/learn")
    page.get_by_label("Read: Facts and Figures").check()
    progress = page.locator("#learn .progress")
    expect(progress).to_contain_text("1 of 37 sections read")
    page.get_by_role("link", name="IOM was established in 1951").click()
    expect(page.locator("#source-panel mark").first).to_contain_text("IOM was established in 1951")
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="IOM was established in 1951")).to_be_focused()
    page.reload()
    expect(page.get_by_label("Read: Facts and Figures")).to_be_checked()
    expect(page.locator("#learn .progress")).to_contain_text("1 of 37 sections read")
    page.get_by_role("button", name="Ask about this section: DURABLE SOLUTIONS").click()
    expect(page.locator("#question textarea")).to_have_value("What do the documents say about durable solutions?")


def test_the_glossary_is_searched_and_names_all_places(visit, brief_site):
    page = visit(f"{brief_site}/learn?part=glossary")
    entries = page.locator("#learn .entry:visible")
    page.get_by_label("Find in the glossary").fill("displacement tracking")
    expect(entries).to_have_count(1)
    expect(entries).to_contain_text("a system to track and monitor displacement and population mobility")
    expect(page.locator("#learn .count")).to_have_text("1 entry found")
    entries.locator("summary").click()
    expect(entries.locator("details li")).to_have_count(10)
    page.get_by_label("Find in the glossary").fill("")
    page.get_by_label("Only what is not defined").check()
    expect(page.locator("#learn .entry:visible .undefined")).to_have_count(entries.count())
    page.get_by_role("link", name="Flash cards").click()
    expect(page).to_have_url(re.compile("part=cards"))
    page.go_back()
    expect(page.get_by_label("Find in the glossary")).to_be_visible()


def test_cards_are_turned_by_keys_and_come_again_until_they_are_known(visit, brief_site):
    page = visit(f"{brief_site}/learn?part=cards")
    card = page.locator("#learn .card:visible")
    first = card.locator(".front").inner_text()
    expect(page.get_by_role("button", name="Knew it")).to_have_count(0)
    page.keyboard.press("Space")
    expect(card.locator(".back")).to_be_focused()
    expect(card.get_by_role("link").first).to_have_attribute("href", re.compile("source/"))
    page.get_by_role("button", name="Not yet").click()
    expect(card.locator(".front")).not_to_have_text(first)
    page.keyboard.press("ArrowLeft")
    expect(card.locator(".front")).to_have_text(first)
    page.keyboard.press("Space")
    page.get_by_role("button", name="Knew it").click()
    expect(page.locator("#learn .done")).to_have_text("1")
    page.reload()
    expect(page.locator("#learn .done")).to_have_text("1")
    expect(page.locator("#learn .place-in-deck")).to_contain_text("of 59")


@pytest.fixture
def empty_site(make_site, tmp_path, serve_app):
    """The address of a page over an index without documents."""
    from app.commands.opening import open_assistant, open_writer
    from app.settings import read_settings
    from app.web.server import create_app

    settings = read_settings(tmp_path, environment={})
    with open_writer(settings):
        pass
    with open_assistant(settings) as opened, serve_app(create_app(make_site(*opened))) as address:
        yield address


# The site comes first, so that it stops after the browser has gone.
def test_an_empty_index_says_what_to_do(empty_site, visit, keep_screenshot):
    page = visit(f"{empty_site}/learn")
    expect(page.locator("#learn")).to_contain_text("no document has been read")
    keep_screenshot(page, "learn-empty")
