"""The reading pane as a person uses it, in a real browser: keys, hints, pages as they look, what may fail."""

import pytest
from playwright.sync_api import expect

from tests.app.reading_documents import HANDBOOK, HOSTILE, LEAVE, address_of, site_of, write_documents

pytestmark = pytest.mark.browser

# A list of citations as places of the page show them.
LIST = """(addresses) => {
  const list = document.createElement("div");
  list.dataset.steps = "";
  addresses.forEach(([href, quote], place) => {
    const link = document.createElement("a");
    Object.assign(link, { href, id: `cited-${place}`, textContent: `Source ${place + 1}`, className: "chip" });
    Object.assign(link.dataset, { citation: "", step: "", quote });
    list.append(link, " ");
  });
  document.querySelector("#navigation").after(list);
}"""
QUOTES = ((LEAVE, "thirty days of annual leave"), (LEAVE, "eighteen weeks"), (HANDBOOK, "The office opens at eight"))
CLIPPED = "e => e.scrollWidth - e.clientWidth"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    write_documents(folder)
    with site_of(folder, tmp_path_factory.mktemp("data")) as site:
        yield site


@pytest.fixture(scope="module")
def open_site(site):
    """The address of the page over the documents."""
    from app.web.server import create_app
    from tests.app.conftest import served

    with served(create_app(site)) as address:
        yield address


@pytest.fixture
def reader(visit, open_site, site):
    """Opens the page with citations of the quotes on it, as `reader(quotes, **options)`."""

    def opened(quotes=QUOTES, **options):
        page = visit(open_site, **options)
        expect(page.get_by_role("textbox", name="Your question")).to_be_visible()
        cited = [(address_of(site.assistant.document(source), words), words) for source, words in quotes]
        page.evaluate(LIST, cited)
        return page

    return opened


def pane(page):
    return page.locator("#source-panel")


def test_citations_are_stepped_through_by_keys_and_focus_returns_to_the_link(reader):
    page = reader()
    page.locator("#cited-0").click()
    expect(pane(page).locator("#quote")).to_have_text("thirty days of annual leave")
    expect(pane(page).locator("#quote")).to_be_in_viewport()
    expect(pane(page).locator("mark.other")).to_have_text("eighteen weeks")
    expect(pane(page).locator(".panel-body")).to_be_focused()
    page.keyboard.press("]")
    expect(pane(page).locator("#source-panel-title")).to_have_text("Source 2 of 3")
    expect(pane(page).locator("#quote")).to_have_text("eighteen weeks")
    page.keyboard.press("]")
    expect(pane(page).get_by_role("heading", level=1)).to_contain_text("andbook")
    expect(pane(page).get_by_role("button", name="Next citation")).to_be_disabled()
    page.keyboard.press("[")
    expect(pane(page).locator("#quote")).to_have_text("eighteen weeks")
    page.keyboard.press("Escape")
    expect(pane(page)).to_be_hidden()
    expect(page.locator("#cited-1")).to_be_focused()


def test_a_page_is_shown_as_it_looks_turned_and_left_again(reader, keep_screenshot):
    page = reader()
    page.locator("#cited-2").click()
    pane(page).get_by_role("link", name="Page", exact=True).click()
    picture = pane(page).get_by_role("img", name="Page 1 of “")
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('#source-panel img').naturalWidth === 1240")
    expect(pane(page).locator("svg rect")).to_have_count(1)
    expect(pane(page).get_by_role("link", name="Page", exact=True)).to_be_focused()
    keep_screenshot(page, "reading-page")
    page.keyboard.press("ArrowRight")
    expect(pane(page).get_by_text("2 of 2")).to_be_visible()
    expect(pane(page).locator("svg rect")).to_have_count(0)
    # The next citations are shown as pages too, where they have any.
    page.keyboard.press("[")
    expect(pane(page).locator("#quote")).to_have_text("eighteen weeks")
    page.keyboard.press("]")
    expect(pane(page).get_by_role("img", name="Page 1 of “")).to_be_visible()
    page.keyboard.press("ArrowRight")
    pane(page).get_by_role("link", name="Text", exact=True).click()
    expect(pane(page).locator(".page-number[data-page='2']")).to_be_in_viewport()
    with page.expect_download() as download:
        pane(page).get_by_role("link", name="Download the original").click()
    assert download.value.suggested_filename == HANDBOOK


def test_quotes_and_short_forms_show_themselves_to_pointer_and_keyboard(reader):
    page = reader()
    hint = page.get_by_role("tooltip")
    page.locator("#cited-1").hover()
    expect(hint).to_have_text("“eighteen weeks”")
    hint.hover()
    expect(hint).to_be_visible()
    page.locator("#cited-0").click()
    expect(hint).to_be_hidden()
    short = pane(page).locator("abbr").first
    while not short.evaluate("e => e === document.activeElement"):
        page.keyboard.press("Tab")
    expect(hint).to_have_text("Human Resources Unit")
    expect(short).to_have_attribute("aria-describedby", "hint")
    page.keyboard.press("Escape")
    expect(hint).to_be_hidden()
    expect(short).to_be_focused()
    page.keyboard.press("Escape")
    expect(pane(page)).to_be_hidden()


def test_on_a_small_screen_the_pane_covers_the_page_and_a_section_can_be_asked_about(reader, keep_screenshot):
    page = reader(width=360, height=740, has_touch=True)
    page.locator("#cited-0").click()
    expect(pane(page).locator("#quote")).to_be_in_viewport()
    assert page.locator(".panel-body").evaluate(CLIPPED) == 0
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    keep_screenshot(page, "reading-narrow")
    pane(page).get_by_text("Contents").click()
    pane(page).get_by_role("link", name="Study leave", exact=True).click()
    expect(pane(page).get_by_role("heading", name="Study leave")).to_be_in_viewport()
    pane(page).get_by_role("link", name="Ask about “Study leave”").click()
    expect(pane(page)).to_be_hidden()
    question = page.get_by_role("textbox", name="Your question")
    expect(question).to_have_value("Study leave: ")
    expect(question).to_be_focused()


def test_a_removed_document_and_a_lost_server_are_told_in_words(reader, site):
    page = reader()
    page.evaluate("document.querySelector('#cited-1').setAttribute('href', 'source/gone.md?start=0&end=4')")
    page.locator("#cited-1").click()
    expect(pane(page).get_by_role("alert")).to_contain_text("no longer in the library")
    page.context.set_offline(True)
    page.keyboard.press("[")
    expect(pane(page).get_by_role("alert")).to_contain_text("could not be loaded")
    page.context.set_offline(False)
    pane(page).get_by_role("button", name="Try again").click()
    expect(pane(page).locator("#quote")).to_have_text("thirty days of annual leave")


def test_a_hostile_document_does_nothing_in_the_pane(reader):
    page = reader([(HOSTILE, "opens the garden gate at noon")])
    page.locator("#cited-0").click()
    expect(pane(page).locator("#quote")).to_have_text("opens the garden gate at noon")
    ask = pane(page).locator("a.ask-section").first
    assert "<script>" in ask.get_attribute("data-ask")
    ask.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Your question")).to_have_value(ask.get_attribute("data-ask"))


def test_documents_and_pages_work_without_scripts(visit, open_site, site):
    address = address_of(site.assistant.document(HANDBOOK), "The office opens at eight")
    page = visit(f"{open_site}/{address}", java_script_enabled=False)
    expect(page.locator("#quote")).to_have_text("The office opens at eight")
    page.get_by_role("link", name="Page", exact=True).click()
    expect(page.get_by_role("img", name="Page 1 of “")).to_be_visible()
    page.get_by_role("link", name="Page after").click()
    expect(page.get_by_text("2 of 2")).to_be_visible()
