"""Written answers on the page: they grow as they are checked, say who wrote them, and can be stopped and exchanged."""

import re
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from app.answering import Asked
from app.chat.model import open_chat_model
from app.checking.claim_checker import ClaimChecker
from app.history.errors import UnknownConversation
from app.types import Answer, Citation, Claim, Disagreement, Usage, Withheld
from app.web.ask.answer_mode import switch_html
from app.web.ask.claim_view import claims_html
from app.web.ask.conversation import Shown
from app.web.ask.exchange_view import exchanges_html
from app.web.ask.talk import Talks
from app.web.server import create_app
from app.written.writer import Writer
from retriever.support import SupportReader
from tests.app.chat.scripted_server import PAUSE, hang, reply, status

QUESTION = "Who oversees the full spectrum of IOM's migration crisis related activities?"
OVERSEES = (
    "The Department of Operations and Emergencies oversees the full spectrum of IOM's migration crisis activities."
)
ADVISES = (
    "In addition the department coordinates with and advises other migration services within the Organization on areas "
    "such as health, climate change, humanitarian border management and counter-human trafficking when "
    "relevant to crisis contexts."
)
INVENTED = "The department has 999 staff."
NARROW = {"width": 360, "height": 740}

QUOTE = Citation(1, "<i>.md", "Leave", ("Leave",), None, 0, 20, "Staff have <25> days.", header="| Grade | Days |")
WRITTEN = Answer(
    "And leave?",
    "How long is leave?",
    "Staff have <25> days. [1]",
    0.93,
    {"write": 2150.0, "first_claim": 900.0},
    claims=(Claim("Staff have <25> days.", (1,)),),
    citations=(QUOTE,),
    mode="written",
    model="openai:<b>",
    withheld=(Withheld("It is <40> days.", "“<40>” stands in none of its quotes"),),
    usage=Usage(1200, 1, 2),
    left_out=3,
)
QUOTED = replace(WRITTEN, mode="quoted", model=None, withheld=(), usage=None, left_out=0)


def shown(answer: Answer, **options) -> str:
    words = claims_html(answer, lambda source: pytest.fail("no document is read"))
    return exchanges_html([Shown("And leave?", answer, words, id="e1", **options)], "c1")


def quoted(**options) -> Shown:
    return Shown("And leave?", QUOTED, ("<p>25</p>",), id="e1", **options)


@pytest.fixture
def site(brief, make_site, scripted_chat):
    """A site over the brief whose chat model answers by the script of `scripted_chat`."""
    chat = open_chat_model("openai:scripted", scripted_chat.url, offers_schema=False)
    return make_site(*brief, writer=Writer(chat, ClaimChecker(SupportReader()), seconds=60))


@pytest.fixture
def pausing(scripted_chat):
    """The chat model's server, which waits behind the first of three sentences until it is told to go on."""

    def written(asked):
        first, second, *_ = re.findall(r'<excerpt id="(\w+)"', asked.text)
        sentences = [f"{OVERSEES} [{first}] ", "In ", PAUSE, f"{ADVISES[3:]} [{second}] ", f"{INVENTED} [{first}]"]
        return reply(*sentences)

    scripted_chat.script = [written]
    return scripted_chat


# ---- as HTML ----


def test_a_written_answer_says_who_wrote_it_and_shows_the_words_of_its_sources():
    html = shown(WRITTEN)
    assert "Written by openai:&lt;b&gt;; each sentence was checked" in html
    assert '<div class="written"><div class="claim" dir="auto"><p>Staff have &lt;25&gt; days.</p>' in html
    assert '<p class="quote" dir="auto"><span class="under">' in html
    assert "Staff have &lt;25&gt; days.</p></li>" in html
    assert "Best quote: very likely right (93 %)" in html
    assert "Written by openai:&lt;b&gt;" in html.split('data-copy="')[1]


def test_long_quotes_of_a_written_answer_unfold():
    long = replace(WRITTEN, citations=(replace(QUOTE, quote="word " * 60),))
    assert '<details class="quote"><summary' in shown(long)
    assert '<details class="quote">' not in shown(WRITTEN)


def test_what_was_withheld_and_spent_is_told_with_how_the_answer_was_found():
    html = shown(WRITTEN)
    assert '<strong>Withheld:</strong> <s dir="auto">It is &lt;40&gt; days.</s>' in html
    assert "Not supported: “&lt;40&gt;” stands in none of its quotes." in html
    assert "Chat model openai:&lt;b&gt;: 2 requests, 1,200 tokens in, 1 token out." in html
    assert "3 excerpts were left out" in html
    assert "Time: writing 2.1 s, first sentence shown after 900 ms." in html


def test_the_reason_for_quotes_in_place_of_a_written_answer_stands_above_them():
    fallen = replace(quoted(model="m:n"), answer=replace(QUOTED, fallback="<Too> slow. These are quotes."))
    html = exchanges_html([fallen])
    note = '<p class="fallback" role="note" dir="auto"><span>&lt;Too&gt; slow. These are quotes.</span> <button'
    assert html.index(note) < html.index('class="claim"')


def test_quotes_and_written_answers_can_be_exchanged_where_there_is_a_chat_model():
    as_quotes = '<button type="button" class="plain" data-do="again" data-mode="quoted" data-understood="How long is'
    assert as_quotes in shown(WRITTEN)
    offered = exchanges_html([quoted(model="m:n")])
    assert 'data-mode="written"' in offered
    assert "In the documents’ own words." in offered
    without = exchanges_html([quoted()])
    assert "data-mode" not in without
    assert "own words" not in without
    disagreeing = replace(QUOTED, disagreements=(Disagreement((1,), (None,)),))
    assert "data-mode" not in exchanges_html([replace(quoted(model="m:n"), answer=disagreeing)])


def test_the_switch_is_there_only_with_a_chat_model():
    assert "by a:&lt;b&gt;</span>" in switch_html("a:<b>")
    assert switch_html(None) == ""


# ---- as it is kept ----


def test_an_answer_is_seen_from_everywhere_while_it_grows_and_kept_though_its_page_is_left(site, pausing):
    talks = Talks(site)
    begun = talks.begin("", Asked(QUESTION, person="ann"))
    answers = talks.answered(begun)
    first = next(answers)
    assert [claim.text for claim in first.answer.claims] == [OVERSEES]
    elsewhere = talks.opened("ann", begun.id)
    assert elsewhere.is_busy
    assert [claim.text for claim in elsewhere.exchanges[-1].answer.claims] == [OVERSEES]
    answers.close()
    pausing.go_on.set()
    *_, whole = talks.answered(begun)
    (kept,) = site.history.exchanges("ann", begun.id)
    assert kept.answer == whole.answer
    assert [claim.text for claim in kept.answer.claims] == [OVERSEES, ADVISES]
    assert [one.text for one in kept.answer.withheld] == [INVENTED]
    assert not talks.opened("ann", begun.id).is_busy


def test_stopping_ends_the_request_and_keeps_nothing(site, pausing):
    talks = Talks(site)
    begun = talks.begin("", Asked(QUESTION, person="ann"))
    answers = talks.answered(begun)
    next(answers)
    assert talks.stop("ann", begun.id) == QUESTION
    assert pausing.saw_disconnect()
    assert list(answers) == []
    assert site.history.exchanges("ann", begun.id) == []


def test_deleting_a_conversation_ends_the_request(site, scripted_chat):
    scripted_chat.script = [hang()]
    talks = Talks(site)
    begun = talks.begin("", Asked(QUESTION, person="ann"))
    talks.delete("ann", begun.id)
    assert list(talks.answered(begun)) == []
    with pytest.raises(UnknownConversation):
        talks.opened("ann", begun.id)


def test_taking_the_open_question_back_ends_the_request(site, pausing):
    talks = Talks(site)
    begun = talks.begin("", Asked(QUESTION, person="ann"))
    answers = talks.answered(begun)
    next(answers)
    assert talks.take_back("ann", begun.id, begun.exchange_id) == QUESTION
    assert pausing.saw_disconnect()
    assert list(answers) == []


def test_a_failing_chat_model_leaves_the_quotes_with_the_reason(site, scripted_chat):
    scripted_chat.script = [status(401)]
    talks = Talks(site)
    (whole,) = talks.answered(talks.begin("", Asked(QUESTION, person="ann")))
    assert whole.answer.mode == "quoted"
    assert whole.answer.fallback.endswith("These are the documents' own words.")


def test_no_chat_model_is_asked_for_quotes(site, scripted_chat):
    talks = Talks(site)
    begun = talks.begin("", Asked(QUESTION, mode="quoted", person="ann"))
    assert begun.under_way.writer is None
    (whole,) = talks.answered(begun)
    assert whole.answer.mode == "quoted"
    assert scripted_chat.requests == []


# ---- in the browser ----


@pytest.mark.browser
def test_a_written_answer_grows_is_exchanged_for_quotes_and_can_be_switched_off(
    visit, site, pausing, serve_app, keep_screenshot
):
    with serve_app(create_app(site)) as address:
        page = visit(address)
        box, newest = page.get_by_role("textbox", name="Your question"), page.locator("#newest")
        box.fill(QUESTION)
        box.press("Enter")
        expect(newest.locator(".claim")).to_have_count(1)
        expect(newest.locator(".pending")).to_have_text("Writing on")
        expect(newest.locator(".foot")).to_have_count(0)
        pausing.go_on.set()
        expect(newest.locator(".foot")).to_be_visible()
        expect(page.locator("#announced")).to_contain_text("Written answer. The Department of Operations")
        expect(newest.locator(".claim")).to_have_count(2)
        expect(newest.locator(".quote").first).to_contain_text("oversees the full spectrum")
        newest.locator(".found summary").click()
        expect(newest.locator(".withheld")).to_contain_text(INVENTED)
        keep_screenshot(page, "wide-written")
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(NARROW)
            page.reload()
            newest.locator(".found summary").click()
            assert serious(page) == []
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        newest.get_by_role("button", name="Show the documents’ words").click()
        expect(newest.locator(".author")).to_contain_text("In the documents’ own words.")
        expect(newest.get_by_role("button", name="Write an answer")).to_be_visible()
        page.get_by_role("switch", name="Written answers").press("Space")
        page.reload()
        expect(page.get_by_role("switch", name="Written answers")).not_to_be_checked()
        box.fill(QUESTION)
        box.press("Enter")
        expect(page.locator("#exchange-2 .author")).to_contain_text("In the documents’ own words.")
        assert len(pausing.requests) == 1


@pytest.mark.browser
def test_stop_ends_the_writing_and_gives_the_question_back(visit, site, pausing, serve_app):
    with serve_app(create_app(site)) as address:
        page = visit(address)
        box = page.get_by_role("textbox", name="Your question")
        box.fill(QUESTION)
        box.press("Enter")
        expect(page.locator("#newest .claim")).to_have_count(1)
        page.get_by_role("button", name="Stop", exact=True).click()
        expect(box).to_have_value(QUESTION)
        expect(page.locator(".exchange")).to_have_count(0)
        assert pausing.saw_disconnect()


def serious(page) -> list[str]:
    """What axe-core finds that keeps people out."""
    violations = Axe().run(page).response["violations"]
    return [one["id"] for one in violations if one["impact"] in {"serious", "critical"}]
