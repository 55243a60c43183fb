"""The conversation on the page: what is shown for each outcome, and what is remembered."""

from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

from app.history.records import Exchange, Vote
from app.types import Abstention, Answer, Choice, Citation, Claim, Clarification, Considered, Disagreement, Turn
from app.web.ask.answer_view import source_path
from app.web.ask.claim_view import claims_html
from app.web.ask.conversation import Shown, claim_by_claim, turns
from app.web.ask.exchange_view import exchanges_html
from app.web.ask.welcome_view import notice_html, suggestions_html, welcome_html
from retriever.errors import UnknownDocument
from retriever.types import Document, Page, Section, Statement, StatementKind

WHEN = datetime(2026, 3, 1, tzinfo=UTC)
TEXT = "FEES\nVisit\n10 euros\nThe first visit\nis free."
FEES = Document(
    source="fees.txt",
    title="Fees",
    text=TEXT,
    sections=(
        Section(
            path=("FEES",),
            start=0,
            end=len(TEXT),
            statements=(Statement(5, 19, StatementKind.FACT), Statement(20, 44, StatementKind.SENTENCE)),
            heading=(0, 4),
        ),
    ),
    content_hash="0",
)
FACT = Citation(1, "fees.txt", "Fees", ("FEES",), None, 5, 19, "Visit\n10 euros")
SENTENCE = Citation(2, "fees.txt", "Fees", ("FEES",), Page(4, 0), 20, 44, "The first visit\nis free.")
ANSWER = Answer(
    question="What is it?",
    standalone_question="What is the fee?",
    text="Visit 10 euros [1]\nThe first visit is free. [2]",
    confidence=0.8,
    timings_ms={},
    claims=(Claim("Visit 10 euros", (1,)), Claim("The first visit is free.", (2,))),
    citations=(FACT, SENTENCE),
    short_answer="10 euros",
)
ABSTAINED = Answer("Why?", "Why?", "Not there.", 0.1, {}, abstention=Abstention("not_in_documents", (FACT,)))


def fees(source: str) -> Document:
    assert source == "fees.txt"
    return FEES


def shown(*exchanges: Shown) -> str:
    return exchanges_html(exchanges, "c1")


ANSWERED = Shown("What is it?", ANSWER, claims_html(ANSWER, fees))


class Elements(HTMLParser):
    """The elements of a page, each with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_a_quote_is_set_out_as_in_its_document_with_the_short_answer_bold():
    html = shown(ANSWERED)
    assert '<p class="fact">Visit\n<strong>10 euros</strong></p>' in html


def test_a_quote_whose_document_has_changed_is_shown_in_the_answers_words():
    changed = Document("fees.txt", "Fees", "Everything is new.", (), "1")
    assert claims_html(ANSWER, lambda source: changed)[0] == "<p>Visit <strong>10 euros</strong></p>"


def test_a_quote_whose_document_is_gone_is_shown_in_the_answers_words():
    def gone(source):
        raise UnknownDocument(f"no document '{source}'")

    assert claims_html(ANSWER, gone)[1] == "<p>The first visit is free.</p>"


def test_a_citation_names_title_section_and_page_and_opens_the_document_at_the_quote():
    html = shown(ANSWERED)
    chip = next(attrs for tag, attrs in Elements(html).found if attrs.get("id") == "source-1-2")
    assert chip["href"] == "source/fees.txt?start=20&end=44"
    assert chip["data-quote"] == "The first visit is free."
    marker = next(attrs for tag, attrs in Elements(html).found if attrs.get("id") == "marker-1-2")
    assert marker["aria-label"] == "Open source 2: Fees › FEES, page 4 (fees.txt)"


def test_names_of_documents_are_quoted_in_addresses():
    odd = Citation(1, "a b/c?d#e&f.txt", "Odd", (), None, 1, 2, "x")
    assert source_path(odd) == "source/a%20b/c%3Fd%23e%26f.txt?start=1&end=2"


def test_ids_are_unique_and_stay_as_the_conversation_grows():
    one = Elements(shown(ANSWERED)).found
    two = Elements(shown(ANSWERED, replace(ANSWERED, id="e2"))).found
    ids = [attrs["id"] for _, attrs in two if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert two[: len(one)] == one


def test_the_question_as_understood_is_shown_only_when_it_differs():
    assert "Understood as: What is the fee?" in shown(ANSWERED)
    assert "Understood" not in shown(Shown("Why?", ABSTAINED))


def test_an_abstention_shows_its_message_and_the_closest_passages_whole():
    html = shown(Shown("Why?", ABSTAINED))
    assert "Not there." in html
    assert "Visit\n10 euros" in html
    assert 'class="confidence"' not in html


def test_a_failure_is_not_shown_as_an_answer():
    html = shown(Shown("Why?", failure="the index is locked; wait & retry"))
    assert '<p class="failure">the index is locked; wait &amp; retry</p>' in html
    assert 'class="claim"' not in html


def test_while_an_answer_grows_only_its_first_claims_are_shown():
    first, _ = claim_by_claim(ANSWERED)
    html = shown(first)
    assert "10 euros" in html
    assert "is free" not in html.split('class="sources"')[0]


def test_an_answer_grows_claim_by_claim_to_the_whole():
    growing = claim_by_claim(ANSWERED)
    assert [len(one.answer.claims) for one in growing] == [1, 2]
    assert growing[-1] is ANSWERED


def test_an_abstention_comes_whole():
    abstained = Shown("Why?", ABSTAINED)
    assert claim_by_claim(abstained) == [abstained]


def test_only_questions_with_answers_are_remembered():
    asked = [("a", ANSWER, None), ("b", None, "no"), ("c", ABSTAINED, None), ("d", None, None)]
    exchanges = [Exchange(question, question, WHEN, answer, failure) for question, answer, failure in asked]
    assert turns(exchanges) == [
        Turn("user", "a"),
        Turn("assistant", "Visit 10 euros [1]\nThe first visit is free. [2]"),
        Turn("user", "c"),
        Turn("assistant", "Not there."),
    ]


def test_what_was_found_is_listed_with_its_scores_and_times():
    passage = Considered("fees.txt", "Fees", ("FEES",), None, 5, 44, 0.5, 0.61, None, 0.42)
    html = shown(replace(ANSWERED, answer=replace(ANSWER, considered=(passage,), timings_ms={"read": 41.2})))
    assert "<td>42 %</td><td>0.61</td><td>–</td>" in html
    assert 'href="source/fees.txt?start=5&amp;end=44"' in html
    assert "Time: reading 41 ms." in html


def test_a_question_back_offers_whole_questions_to_ask():
    back = Clarification("Which do you mean?", (Choice("Sick leave", "How long is sick leave?"),))
    html = shown(Shown("Leave?", replace(ABSTAINED, clarification=back)))
    assert 'data-do="ask" data-question="How long is sick leave?"' in html
    assert "Closest passages" not in html


def test_a_vote_shows_as_pressed_and_a_low_one_asks_why_once():
    assert 'data-up="yes" aria-label="Helpful" aria-pressed="true"' in shown(replace(ANSWERED, vote=Vote(True)))
    asked_why, told = (shown(replace(ANSWERED, vote=Vote(False, reason))) for reason in ("", "<wrong>"))
    assert "What was wrong?" in asked_why
    assert "You said: &lt;wrong&gt;" in told
    assert "What was wrong?" not in told


def test_an_exchange_links_to_itself_in_its_conversation():
    assert 'href="./?conversation=c1#exchange-2"' in shown(ANSWERED, ANSWERED)


def test_suggested_questions_are_escaped():
    assert 'data-question="&quot;&gt;&lt;b&gt;"' in suggestions_html(['"><b>'])
    assert suggestions_html([]) == ""


def test_few_documents_are_named_and_many_can_be_unfolded():
    few = welcome_html([("a.txt", "A"), ("b.txt", "B")])
    many = welcome_html([(f"{n}.txt", f"Title {n}") for n in range(1, 1201)])
    assert "Reads 2 documents: " in few
    assert "<details" not in few
    assert "<summary>Reads 1,200 documents</summary>" in many
    assert "Title 1200" in many


def test_titles_and_notices_are_escaped():
    assert "<b>" not in welcome_html([('"><b>.txt', "<b>bold</b>")])
    assert notice_html("<b>") == '<p role="alert">&lt;b&gt;</p>'


def test_documents_that_disagree_are_told_above_the_answer():
    other = replace(SENTENCE, source="annex.txt")
    disagreeing = replace(ANSWER, citations=(FACT, other), disagreements=(Disagreement((1, 2), ("1 May 2020", None)),))
    shown = exchanges_html((Shown("What is it?", disagreeing, ("<p>a</p>", "<p>b</p>")),))
    note = "<strong>The documents do not agree.</strong> [1] is dated 1 May 2020; [2] has no date."
    assert note in shown
    assert shown.index(note) < shown.index("<p>a</p>")
    assert "not agree" not in exchanges_html((Shown("What is it?", ANSWER, ("<p>a</p>", "<p>b</p>")),))


def test_a_single_row_is_shown_under_the_head_of_its_table():
    text = "Grade | Rate\nA1 | 58"
    row = Statement(13, 20, StatementKind.ROW, (0, 12))
    document = Document("a.md", "A", text, (Section((), 0, 20, (Statement(0, 12, StatementKind.ROW), row)),), "0")
    citation = Citation(1, "a.md", "A", (), None, 13, 20, "A1 | 58")
    answer = replace(ANSWER, claims=(Claim("A1 | 58", (1,)),), citations=(citation,), short_answer=None)
    (shown,) = claims_html(answer, lambda source: document)
    assert '<thead class="beside"><tr><th scope="col" dir="auto">Grade' in shown
    assert '<tbody><tr><td dir="auto">A1' in shown
