"""Search in a real browser: passages as one types, by keys alone, under an address that brings them back."""

import re

from playwright.sync_api import expect


def test_passages_come_as_one_types_and_open_by_keys(visit, brief_site):
    page = visit(brief_site)
    expect(page.locator("#question textarea")).to_be_visible()
    page.locator("#navigation .brand").focus()
    page.keyboard.press("/")
    expect(page.locator(".search-start h2")).to_have_text(re.compile(r"1 document, \d+ passages"))
    box = page.locator("#search-box").get_by_role("textbox", name="Search the documents")
    expect(box).to_be_focused()
    box.press_sequentially("Pakis")
    expect(page.locator(".found")).to_have_attribute("data-for", "Pakis")
    expect(page.locator(".result mark").first).to_have_text(re.compile("pakistan", re.IGNORECASE))
    expect(page).to_have_url(re.compile(r"/search\?q=Pakis$"))
    expect(page.locator("#announced")).to_have_text(re.compile(r"\d+ passages? in 1 document"))
    page.keyboard.press("ArrowDown")
    expect(page.locator("#result-1")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#source-panel mark").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#result-1")).to_be_focused()
    page.keyboard.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_value("Pakis")


def test_an_address_brings_a_search_back_and_so_does_the_back_button(visit, brief_site):
    page = visit(f"{brief_site}/search?q=zzzqx&words=1", width=360)
    box = page.locator("#search-box").get_by_role("textbox")
    words_only = page.get_by_role("checkbox", name="Words only")
    expect(page.locator(".search-nothing")).to_contain_text("No passage has “zzzqx”.")
    expect(box).to_have_value("zzzqx")
    expect(words_only).to_be_checked()
    box.fill("budget")
    expect(page.locator(".result mark").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    words_only.uncheck()
    expect(page).to_have_url(f"{brief_site}/search?q=budget")
    page.go_back()
    expect(words_only).to_be_checked()
    expect(box).to_have_value("budget")
    page.go_back()
    expect(page.locator(".search-nothing")).to_be_visible()
    expect(box).to_have_value("zzzqx")


def test_nothing_in_a_document_becomes_a_tag_among_the_results(visit, hostile_site):
    page = visit(f"{hostile_site}/search?q=sesame")
    expect(page.locator(".result").first).to_contain_text("<script>alert(3)</script>")
    assert page.locator("#search-results :is(script, img, svg, b)").count() == 0
