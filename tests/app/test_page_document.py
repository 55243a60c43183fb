"""Documents and quotes as HTML: everything shown, in its shape, and nothing but text."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.reading.document_view import document_html, quote_html
from app.web.reading.source_page import Opened, clipped, source_page
from retriever.types import Document, Link, Page, Section, Statement, StatementKind

TEXT = """1 of 9
Leave rules

Staff have 30 days of leave. Days are booked
with the office.

Ask your lead for:
- a form
- a date

SICK LEAVE
12 days

See the handbook.
Grade | Days
P3 | 30
P4 | 32
An orphan line
"""


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def statement(words: str, kind: StatementKind) -> Statement:
    return Statement(*span(words), kind)


LEAVE = Document(
    source="leave.txt",
    title="Leave rules",
    text=TEXT,
    sections=(
        Section(
            path=("Leave rules",),
            start=0,
            end=len(TEXT),
            statements=(
                statement("Staff have 30 days of leave.", StatementKind.SENTENCE),
                statement("Days are booked\nwith the office.", StatementKind.SENTENCE),
                statement("Ask your lead for:\n- a form\n- a date", StatementKind.LIST),
                statement("SICK LEAVE\n12 days", StatementKind.FACT),
                statement("See the handbook.", StatementKind.SENTENCE),
                statement("P3 | 30", StatementKind.ROW),
                statement("P4 | 32", StatementKind.ROW),
            ),
            heading=span("Leave rules"),
        ),
    ),
    content_hash="0",
    furniture=(span("1 of 9"),),
    links=(Link(*span("the handbook"), "https://example.org/?a=1&b=2"),),
)


class Shown(HTMLParser):
    """What a browser makes of HTML: the text inside `body`, the text inside `mark`, and the names of elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = self.marked = ""
        self.elements: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self._open.append(tag)

    def handle_endtag(self, tag):
        if tag in self._open:
            self._open.reverse()
            self._open.remove(tag)
            self._open.reverse()

    def handle_data(self, data):
        self.text += data
        if "mark" in self._open:
            self.marked += data


def letters(text: str) -> str:
    return "".join(text.split())


def test_the_whole_text_is_shown_once_and_in_order():
    assert letters(Shown(document_html(LEAVE)).text) == letters(TEXT)


def test_a_heading_is_a_heading():
    assert "<h2>Leave rules</h2>" in document_html(LEAVE)


def test_sentences_of_one_paragraph_share_it():
    assert "<p>Staff have 30 days of leave. Days are booked\nwith the office.</p>" in document_html(LEAVE)


def test_a_list_has_its_lead_and_one_item_a_line():
    html = document_html(LEAVE)
    assert '<p class="lead">Ask your lead for:\n</p><ul><li>- a form\n</li><li>- a date</li></ul>' in html


def test_a_fact_keeps_its_lines():
    assert '<p class="fact">SICK LEAVE\n12 days</p>' in document_html(LEAVE)


def test_neighbouring_rows_are_one_table():
    shown = Shown(document_html(LEAVE))
    assert (shown.elements.count("table"), shown.elements.count("tr"), shown.elements.count("td")) == (1, 2, 4)


def test_furniture_is_set_apart():
    assert '<p class="furniture">1 of 9</p>' in document_html(LEAVE)


@pytest.mark.parametrize(
    "quote",
    ["SICK LEAVE\n12 days", "30 days of leave. Days are", "a date\n\nSICK LEAVE", "See the handbook."],
    ids=["one block", "across sentences", "across blocks", "over a link"],
)
def test_the_highlight_is_the_quote(quote):
    assert letters(Shown(document_html(LEAVE, span(quote))).marked) == letters(quote)


def test_only_the_first_mark_has_the_id_that_is_scrolled_to():
    html = document_html(LEAVE, span("a date\n\nSICK LEAVE"))
    assert html.count('id="quote"') == 1
    assert html.index('id="quote"') == html.index("<mark ") + len("<mark ")


def test_a_quote_of_part_of_a_list_keeps_its_shape():
    assert quote_html(LEAVE, span("a form\n- a date")) == '<p class="lead">a form\n</p><ul><li>- a date</li></ul>'


def test_the_short_answer_is_bold_within_its_quote():
    quote = span("SICK LEAVE\n12 days")
    assert quote_html(LEAVE, quote, span("12 days")) == '<p class="fact">SICK LEAVE\n<strong>12 days</strong></p>'


def test_a_heading_that_is_quoted_is_no_heading_of_the_answer():
    assert quote_html(LEAVE, span("Leave rules")) == '<p class="loose">Leave rules</p>'


def test_a_web_address_becomes_a_link_that_tells_the_other_side_nothing():
    html = document_html(LEAVE)
    link = '<a href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">the handbook</a>'
    assert link in html


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//evil", "http://["],
)
def test_any_other_address_stays_text(url):
    document = Document("a.txt", "A", "click me", (), "0", links=(Link(0, 8, url),))
    assert document_html(document) == '<div class="part"><p class="loose">click me</p></div>'


def test_each_page_begins_with_its_number():
    statements = (Statement(0, 3, StatementKind.SENTENCE), Statement(4, 7, StatementKind.SENTENCE))
    document = Document(
        "a.pdf", "A", "one\ftwo", (Section((), 0, 7, statements),), "0", pages=(Page(1, 0, "i"), Page(2, 4))
    )
    assert document_html(document) == (
        '<div class="part" id="part-0"><p class="page-number" dir="auto" data-page="1">Page i (1 of the file)</p>'
        '<p>one</p></div><div class="part"><p class="page-number" dir="auto" data-page="2">Page 2</p><p>two</p></div>'
    )


def test_a_page_names_the_heading_path_and_the_file_above_the_text():
    html = source_page(Opened(LEAVE, span("12 days")))
    assert '<p class="path" dir="auto">Leave rules</p></header><div class="about"><p class="file">leave.txt</p>' in html


def test_a_highlight_outside_the_text_is_ignored():
    assert clipped(LEAVE, (10_000, 10_050)) is None


HOSTILE = st.text(alphabet=st.sampled_from("<>&\"'`ab/=\n"), max_size=60)
KINDS = st.sampled_from([*StatementKind])


@given(HOSTILE, HOSTILE, KINDS, st.integers(0, 60), st.integers(0, 60))
def test_no_text_becomes_markup(title, text, kind, start, end):
    statement = Statement(0, len(text), kind)
    section = Section((title,), 0, len(text), (statement,) if text.strip() else ())
    document = Document(title, title, text, (section,), "0")
    html = source_page(Opened(document, clipped(document, (start, end))))
    body = Shown(html.split('<div class="text" dir="auto">')[1])
    assert letters(body.text) == letters(text)
    assert set(body.elements) <= {"p", "div", "ul", "li", "mark"}
    assert "script" not in Shown(html).elements


def test_the_borders_of_a_table_are_not_shown():
    text = "Grade | Rate |\n|---|---|\n| A1 | 58"
    rows = (Statement(0, 12, StatementKind.ROW), Statement(27, 34, StatementKind.ROW))
    document = Document("a.md", "A", text, (Section((), 0, len(text), rows),), "0")
    assert "---" not in quote_html(document, (0, 34))
