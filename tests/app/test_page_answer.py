"""The conversation on the page: what is shown for each outcome, and what is remembered."""

from dataclasses import replace
from html.parser import HTMLParser

from app.types import Abstention, Answer, Citation, Claim, Disagreement, Turn
from app.web.ask.answer_view import claims_html, conversation_html, source_path
from app.web.ask.conversation import Exchange, claim_by_claim, history, settled
from app.web.ask.welcome_view import notice_html, welcome_html
from retriever.errors import UnknownDocument
from retriever.types import Document, Page, Section, Statement, StatementKind

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


def shown(*exchanges: Exchange) -> str:
    return conversation_html(exchanges)


ANSWERED = Exchange("What is it?", ANSWER, claims_html(ANSWER, fees))


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
    assert chip["title"] == "Fees › FEES, page 4 (fees.txt)"


def test_names_of_documents_are_quoted_in_addresses():
    odd = Citation(1, "a b/c?d#e&f.txt", "Odd", (), None, 1, 2, "x")
    assert source_path(odd) == "source/a%20b/c%3Fd%23e%26f.txt?start=1&end=2"


def test_ids_are_unique_and_stay_as_the_conversation_grows():
    one = Elements(shown(ANSWERED)).found
    two = Elements(shown(ANSWERED, ANSWERED)).found
    ids = [attrs["id"] for _, attrs in two if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert two[: len(one)] == one


def test_the_question_as_understood_is_shown_only_when_it_differs():
    assert "Understood as: What is the fee?" in shown(ANSWERED)
    assert "Understood" not in shown(Exchange("Why?", ABSTAINED))


def test_an_abstention_shows_its_message_and_the_closest_passages_whole():
    html = shown(Exchange("Why?", ABSTAINED))
    assert "Not there." in html
    assert "Visit\n10 euros" in html
    assert 'class="confidence"' not in html


def test_a_failure_is_not_shown_as_an_answer():
    html = shown(Exchange("Why?", failure="the index is locked; wait & retry"))
    assert '<p class="failure">the index is locked; wait &amp; retry</p>' in html
    assert 'class="claim"' not in html


def test_while_an_answer_grows_only_its_first_claims_are_shown():
    first, _ = claim_by_claim(ANSWER)
    html = shown(Exchange("What is it?", first, claims_html(ANSWER, fees)))
    assert "10 euros" in html
    assert "is free" not in html.split('class="foot"')[0]


def test_an_answer_grows_claim_by_claim_to_the_whole():
    growing = claim_by_claim(ANSWER)
    assert [len(answer.claims) for answer in growing] == [1, 2]
    assert growing[-1] is ANSWER


def test_an_abstention_comes_whole():
    assert claim_by_claim(ABSTAINED) == [ABSTAINED]


def test_only_questions_with_answers_are_remembered():
    conversation = (Exchange("a", ANSWER), Exchange("b", failure="no"), Exchange("c", ABSTAINED), Exchange("d"))
    assert history(conversation) == [
        Turn("user", "a"),
        Turn("assistant", "Visit 10 euros [1]\nThe first visit is free. [2]"),
        Turn("user", "c"),
        Turn("assistant", "Not there."),
    ]


def test_an_exchange_that_is_being_answered_is_not_settled():
    conversation = (Exchange("a", ANSWER), Exchange("b", failure="no"), Exchange("c"))
    assert settled(conversation) == conversation[:2]


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
    shown = conversation_html((Exchange("What is it?", disagreeing, ("<p>a</p>", "<p>b</p>")),))
    note = "<strong>The documents do not agree.</strong> [1] is dated 1 May 2020; [2] has no date."
    assert note in shown
    assert shown.index(note) < shown.index("<p>a</p>")
    assert "not agree" not in conversation_html((Exchange("What is it?", ANSWER, ("<p>a</p>", "<p>b</p>")),))


def test_a_single_row_is_shown_under_the_head_of_its_table():
    text = "Grade | Rate\nA1 | 58"
    row = Statement(13, 20, StatementKind.ROW, (0, 12))
    document = Document("a.md", "A", text, (Section((), 0, 20, (Statement(0, 12, StatementKind.ROW), row)),), "0")
    citation = Citation(1, "a.md", "A", (), None, 13, 20, "A1 | 58")
    answer = replace(ANSWER, claims=(Claim("A1 | 58", (1,)),), citations=(citation,), short_answer=None)
    (shown,) = claims_html(answer, lambda source: document)
    assert '<thead class="beside"><tr><th scope="col" dir="auto">Grade' in shown
    assert '<tbody><tr><td dir="auto">A1' in shown
