"""Every place holds to what axe-core checks, in light and dark, wide and narrow, and can be used without a mouse."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from app.web.addresses import PLACES

SERIOUS = {"serious", "critical"}
# What stands in each place once it is shown.
READY = {
    "ask": "#newest .exchange",
    "search": "#search-results p",
    "library": "#place-library tbody tr",
    "learn": "#place-learn blockquote, #place-learn .statement, #place-learn li",
    "insights": "#place-insights h2",
}
QUESTION = "What is the budget for Pakistan?"


@pytest.fixture(scope="module")
def axe():
    return Axe()


def findings(axe, page) -> list[str]:
    """What axe-core finds that keeps people out, each with the elements it is found in."""
    violations = axe.run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]} {node['failureSummary']}"
        for one in violations
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


def show(page, place) -> None:
    page.locator(f"#navigation nav a[data-place={place.name}]").click()
    page.locator(READY[place.name]).first.wait_for()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_any_place(visit, brief_site, axe, scheme):
    page = visit(brief_site, color_scheme=scheme)
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#newest .chip").first.wait_for()
    found = {"answer": findings(axe, page)}
    page.locator("#newest .chip").first.click()
    page.locator("#source-panel mark").first.wait_for()
    found["reading"] = findings(axe, page)
    page.keyboard.press("Escape")
    for place in PLACES:
        show(page, place)
        found[place.name] = findings(axe, page)
    page.keyboard.press("?")
    page.locator("#help[open]").wait_for()
    found["help"] = findings(axe, page)
    assert {name: some for name, some in found.items() if some} == {}


@pytest.mark.browser
def test_no_place_scrolls_sideways_on_a_narrow_screen(visit, brief_site):
    page = visit(brief_site, width=360, height=740)
    page.locator("#question textarea").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#newest .chip").first.wait_for()
    for place in PLACES:
        show(page, place)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (place.name, wide) == (place.name, 0)


@pytest.mark.browser
def test_every_place_can_be_reached_and_left_by_keyboard(visit, brief_site):
    page = visit(brief_site)
    page.locator("#question textarea").wait_for()
    page.locator("body").press("Tab")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    page.wait_for_function("document.activeElement.closest('#search-box')")
    assert page.url.endswith("/search")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.locator("#help[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator("#help[open]").wait_for(state="detached")
    for place in PLACES:
        page.locator(f"#navigation nav a[data-place={place.name}]").focus()
        page.keyboard.press("Enter")
        page.wait_for_function("name => document.documentElement.dataset.place === name", arg=place.name)
        assert page.evaluate("document.activeElement !== document.body")
