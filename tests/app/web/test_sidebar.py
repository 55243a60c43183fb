"""The conversations beside the open one: to open, search, rename and delete, by mouse or keys, on any screen."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from app.types import Abstention, Answer
from app.web.people import COOKIE

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)> ${alert(2)}"


@pytest.fixture(scope="module")
def site(brief, make_site):
    return make_site(*brief)


@pytest.fixture(scope="module")
def address(site, serve_app):
    from app.web.server import create_app

    with ExitStack() as stack:
        yield stack.enter_context(serve_app(create_app(site)))


@pytest.fixture
def visit_as(site, address, visit):
    """Open the page as a person, as `visit_as(person, path, …)`."""

    def open_page(person, path="", **options):
        cookie = {"name": COOKIE, "value": site.people.signed(person), "domain": "127.0.0.1", "path": "/"}
        return visit(f"{address}/{path}", storage_state={"cookies": [cookie], "origins": []}, **options)

    return open_page


@pytest.fixture
def kept(site):
    """Keep a conversation of one question, as `kept(person, question)`, which returns its id."""

    def keep(person, question):
        id = site.history.start(person)
        answer = Answer(question, question, "Not found.", 0.1, {}, abstention=Abstention("not_in_documents"))
        site.history.finish(site.history.begin(person, id, question), answer)
        return id

    return keep


def test_conversations_are_opened_by_link_key_and_back_button(visit_as, kept, address):
    first, second = kept("ana", "Who leads?"), kept("ana", HOSTILE)
    kept("ben", "What is mine alone?")
    page = visit_as("ana")
    rows = page.locator("#conversations li a")
    expect(rows).to_have_text([HOSTILE, "Who leads?"])
    rows.nth(1).click()
    expect(page.locator(".question")).to_have_text("Who leads?")
    expect(page).to_have_url(f"{address}/?conversation={first}")
    expect(page.locator("#conversations a[aria-current]")).to_have_text("Who leads?")
    rows.nth(1).focus()
    page.keyboard.press("ArrowUp")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".question")).to_have_text(HOSTILE)
    expect(page).to_have_url(f"{address}/?conversation={second}")
    page.go_back()
    expect(page.locator(".question")).to_have_text("Who leads?")
    expect(page.locator("#conversations a[aria-current]")).to_have_text("Who leads?")
    page.reload()
    expect(page.locator(".question")).to_have_text("Who leads?")
    page.locator("#navigation nav").get_by_text("Search").click()
    page.locator("#navigation nav").get_by_text("Ask").click()
    expect(page.locator(".question")).to_have_text("Who leads?")
    page.locator(".new-conversation").click()
    expect(page.locator(".question")).to_have_count(0)
    expect(page.locator("#conversations a[aria-current]")).to_have_count(0)


def test_a_new_conversation_appears_with_its_first_question_and_can_be_linked(visit_as):
    page = visit_as("cleo")
    expect(page.locator(".no-conversations")).to_be_visible()
    page.locator("#question textarea").fill("What is the budget for Pakistan?")
    page.keyboard.press("Enter")
    expect(page.locator("#conversations a[aria-current]")).to_have_text("What is the budget for Pakistan?")
    expect(page.locator("#newest .foot")).to_be_visible()
    answer = page.locator("#newest .claim").inner_text()
    other_tab = page.context.new_page()
    other_tab.goto(page.url)
    expect(other_tab.locator("#newest .claim")).to_have_text(answer, use_inner_text=True)


def test_a_conversation_is_renamed_and_deleted_by_keys(visit_as, kept, site):
    older = kept("dan", "Older question?")
    kept("dan", "Newer question?")
    page = visit_as("dan", f"?conversation={older}")
    rows, heading = page.locator("#conversations li a"), page.locator("#conversation-head h1")
    expect(heading).to_have_text("Older question?")
    expect(page.locator("#conversations a[aria-current]")).to_have_text("Older question?")
    rows.nth(1).focus()
    page.keyboard.press("F2")
    page.keyboard.type("Thrown away")
    page.keyboard.press("Escape")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("F2")
    page.keyboard.type(HOSTILE)
    page.keyboard.press("Enter")
    expect(rows).to_have_text([HOSTILE, "Newer question?"])
    expect(rows.nth(0)).to_be_focused()
    expect(heading).to_have_text(HOSTILE)
    page.reload()
    expect(heading).to_have_text(HOSTILE)
    expect(rows).to_have_count(2)
    rows.nth(0).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Delete")
    expect(page.locator("#confirm-words")).to_have_text("Delete “Newer question?” with its question and answer?")
    page.locator("#confirm").get_by_text("Cancel").click()
    expect(rows).to_have_count(2)
    page.keyboard.press("Delete")
    page.locator("#confirm").get_by_text("Delete", exact=True).click()
    expect(rows).to_have_text([HOSTILE])
    expect(rows).to_be_focused()
    page.keyboard.press("Delete")
    page.locator("#confirm").get_by_text("Delete", exact=True).click()
    expect(page.locator(".no-conversations")).to_be_visible()
    expect(page.locator(".question")).to_have_count(0)
    expect(page.locator("#question textarea")).to_be_focused()
    assert site.history.conversations("dan") == []


def test_conversations_are_searched_as_one_types(visit_as, kept):
    for question in ("How long is leave?", "What of fees?"):
        kept("eve", question)
    page = visit_as("eve")
    rows = page.locator("#conversations li a")
    expect(rows).to_have_count(2)
    page.get_by_label("Search your conversations").press_sequentially("LEAVE")
    expect(rows).to_have_text(["How long is leave?"])
    page.keyboard.press("ArrowDown")
    expect(rows).to_be_focused()
    page.get_by_label("Search your conversations").fill("nothing of the kind")
    expect(page.locator(".no-conversations")).to_have_text("No conversation has these words.")


def test_on_a_narrow_screen_the_list_is_a_drawer(visit_as, kept, keep_screenshot):
    id = kept("fay", "A question whose words go on for longer than any narrow screen is wide, and then some?")
    page = visit_as("fay", f"?conversation={id}", width=360, height=740, color_scheme="dark")
    expect(page.locator(".question")).to_be_visible()
    expect(page.locator("#drawer")).not_to_be_visible()
    page.get_by_role("button", name="Conversations").click()
    expect(page.get_by_role("dialog", name="Conversations")).to_be_visible()
    expect(page.locator("#drawer-close")).to_be_focused()
    keep_screenshot(page, "360-conversations")
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).not_to_be_visible()
    expect(page.locator("#drawer-open")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("#conversations li a").click()
    expect(page.locator("#drawer")).not_to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_on_paper_there_is_the_conversation_alone(visit_as, kept):
    page = visit_as("gil", f"?conversation={kept('gil', 'Who leads?')}")
    expect(page.locator(".question")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".question")).to_be_visible()
    for part in ("#navigation", "#sidebar", "#composer", "#newest .foot button >> nth=0"):
        expect(page.locator(part)).not_to_be_visible()
