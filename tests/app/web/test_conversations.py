"""Conversations that go on: after a reload, a restart, in another tab, and when something is in the way."""

import re
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from app.web.people import COOKIE
from app.web.server import create_app

pytestmark = pytest.mark.browser

PAKISTAN = "What is the budget for Pakistan?"
NEPAL_TOO = "And for Nepal?"


def box(page: Page):
    return page.get_by_role("textbox", name="Your question")


def ask(page: Page, question: str):
    """Ask, and return the exchange once it is over."""
    number = page.locator(".exchange").count() + 1
    box(page).fill(question)
    box(page).press("Enter")
    exchange = page.locator(f"#exchange-{number}")
    expect(exchange.locator(".foot, .failure").first).to_be_visible()
    return exchange


def words_shown(page: Page) -> list[str]:
    return page.locator(":is(.question, .claim, .chip)").all_inner_texts()


@pytest.fixture
def slow(make_site, make_troubled_assistant, serve_app):
    """The address of a page whose assistant waits, with the assistant."""
    assistant = make_troubled_assistant()
    with serve_app(create_app(make_site(assistant))) as address:
        yield address, assistant
        assistant.go_on.set()


def test_a_reload_and_another_tab_show_the_same_messages_and_citations(visit, brief_site):
    page = visit(brief_site)
    ask(page, PAKISTAN)
    ask(page, NEPAL_TOO)
    shown, address = words_shown(page), page.url
    page.reload()
    expect(page.locator("#exchange-2 .chip").first).to_be_visible()
    assert words_shown(page) == shown
    tab = page.context.new_page()
    tab.goto(address)
    expect(tab.locator("#exchange-2 .chip").first).to_be_visible()
    assert words_shown(tab) == shown


def test_another_person_cannot_open_a_conversation_by_its_address(visit, brief_site):
    mine = visit(brief_site)
    ask(mine, PAKISTAN)
    theirs = visit(mine.url)
    expect(theirs.get_by_role("alert")).to_contain_text("no such conversation")
    expect(theirs.locator(".exchange")).to_have_count(0)


def test_a_restart_of_the_server_keeps_conversations_and_people(visit, brief, make_site, serve_app):
    site = make_site(*brief)
    with ExitStack() as stack:
        page = visit(stack.enter_context(serve_app(create_app(site))))
        ask(page, PAKISTAN)
        shown, path = words_shown(page), page.url.rpartition("/")[2]
    with serve_app(create_app(site)) as address:  # cookies do not tell ports apart
        page.goto(f"{address}/{path}")
        expect(page.locator("#exchange-1 .chip").first).to_be_visible()
        assert words_shown(page) == shown


def test_the_back_button_goes_to_the_conversation_before_and_to_the_place_before(visit, brief_site):
    page = visit(brief_site)
    ask(page, PAKISTAN)
    page.get_by_role("link", name="New conversation").click()
    expect(page.locator(".exchange")).to_have_count(0)
    page.locator("#navigation a", has_text="Learn").click()
    page.go_back()
    expect(page.locator("#place-ask")).to_be_visible()
    page.go_back()
    expect(page.locator("#exchange-1 .question")).to_have_text(PAKISTAN)


def test_a_double_click_asks_once(visit, brief_site):
    page = visit(brief_site)
    box(page).fill(PAKISTAN)
    page.get_by_role("button", name="Ask", exact=True).dblclick()
    expect(page.locator("#newest .foot")).to_be_visible()
    expect(page.locator(".exchange")).to_have_count(1)


def test_two_tabs_of_one_conversation_do_not_answer_at_once(visit, slow):
    address, assistant = slow
    page = visit(address)
    box(page).fill("slow one")
    box(page).press("Enter")
    expect(page).to_have_url(re.compile(r"conversation=\w+$"))
    tab = page.context.new_page()
    tab.goto(page.url)
    expect(tab.locator(".pending")).to_be_visible()
    assistant.go_on.set()
    for one in (page, tab):
        expect(one.locator("#exchange-1 .abstained")).to_have_text("Nothing found.")


def test_an_answer_is_kept_when_its_page_is_left_before_it_comes(visit, slow):
    address, assistant = slow
    page = visit(address)
    box(page).fill("slow one")
    box(page).press("Enter")
    expect(page.locator(".pending")).to_be_visible()
    page.locator("#navigation a", has_text="Learn").click()
    assistant.go_on.set()
    page.locator("#navigation a", has_text="Ask").click()
    expect(page.locator("#exchange-1 .abstained")).to_have_text("Nothing found.")


def test_a_question_is_changed_in_place_of_what_came_after_it(visit, slow):
    page = visit(slow[0])
    ask(page, "first")
    ask(page, "second")
    first = page.locator("#exchange-1")
    first.hover()
    first.get_by_role("button", name="Edit").click()
    expect(box(page)).to_have_value("first")
    box(page).fill("changed")
    box(page).press("Enter")
    expect(page.locator(".exchange")).to_have_count(1)
    expect(page.locator("#exchange-1 .question")).to_have_text("changed")


def test_the_question_as_understood_can_be_corrected(visit, brief_site):
    page = visit(brief_site)
    ask(page, PAKISTAN)
    understood = ask(page, NEPAL_TOO).locator(".understood")
    understood.locator("summary").click()
    understood.get_by_role("textbox").fill("What is the budget for Fiji?")
    understood.get_by_role("button", name="Ask this").click()
    expect(page.locator("#exchange-2 .understood summary")).to_contain_text("What is the budget for Fiji?")
    expect(page.locator("#exchange-2 .question")).to_have_text(NEPAL_TOO)


def test_a_low_vote_is_kept_with_its_reason_and_the_focus_stays(visit, brief_site):
    page = visit(brief_site)
    ask(page, PAKISTAN).get_by_role("button", name="Not helpful").click()
    form = page.locator("form.reason")
    expect(page.get_by_role("button", name="Not helpful")).to_be_focused()
    form.get_by_role("textbox").fill("<b>Old</b> figure")
    form.get_by_role("button", name="Send").click()
    expect(page.locator("p.reason")).to_contain_text("<b>Old</b> figure")
    page.reload()
    expect(page.locator("p.reason")).to_contain_text("<b>Old</b> figure")


def test_a_conversation_of_200_messages_opens_at_its_end_and_goes_on(visit, brief, make_site, serve_app):
    site = make_site(*brief)
    answer = site.assistant.ask(PAKISTAN)
    with serve_app(create_app(site)) as address:
        page = visit(address)
        ask(page, PAKISTAN)
        id = page.url.rpartition("=")[2]
        cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
        owner = site.people.person_in(cookies[COOKIE])
        for number in range(2, 200):
            site.history.finish(site.history.begin(owner, id, f"question {number}"), answer)
        page.reload()
        expect(page.locator("#exchange-199 .question")).to_be_in_viewport()
        expect(ask(page, NEPAL_TOO).locator(".question")).to_be_in_viewport()
        expect(page.locator(".exchange")).to_have_count(200)
