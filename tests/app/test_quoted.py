"""Citations of places in passages and documents: their page, their section, their document's other names."""

from app.quoted import document_citation, passage_citation
from retriever.types import Document, Page, Passage, Section, Statement, StatementKind

TEXT = "Cover\nLeave is 30 days.\nPay is monthly."
PAGES = (Page(1, 0, "i"), Page(2, 6, "1"), Page(3, 24, "2"))
DOCUMENT = Document(
    source="a.pdf",
    title="A",
    text=TEXT,
    sections=(Section(("A",), 0, len(TEXT), (), page=1),),
    content_hash="0",
    pages=PAGES,
    also=("b.pdf",),
)


def test_a_citation_of_a_document_is_on_the_page_where_its_quote_starts():
    assert document_citation(DOCUMENT, (6, 39)).page == PAGES[1]
    assert document_citation(DOCUMENT, (24, 39)).page == PAGES[2]


def test_a_citation_of_a_passage_over_two_pages_is_on_the_one_where_its_quote_starts():
    passage = Passage("p", "a.pdf", "A", ("A",), 6, 39, TEXT[6:], (), pages=PAGES[1:], also=("b.pdf",))
    assert passage_citation(passage, (6, 23)).page == PAGES[1]
    assert passage_citation(passage, (24, 39)).page == PAGES[2]


def test_a_citation_without_pages_has_none():
    assert passage_citation(Passage("p", "a.txt", "A", (), 0, 5, "Cover", ()), (0, 5)).page is None


ROWS = "Grade | Rate\nP2 | 48\nP3 | 58"
STATEMENTS = (
    Statement(0, 12, StatementKind.ROW),
    Statement(13, 20, StatementKind.ROW, (0, 12)),
    Statement(21, 28, StatementKind.ROW, (0, 12)),
)


def test_a_row_is_cited_with_the_header_of_its_table():
    document = Document("a.csv", "A", ROWS, (Section((), 0, 28, STATEMENTS),), "0")
    assert document_citation(document, (21, 28)).header == "Grade | Rate"
    assert document_citation(document, (0, 12)).header == ""
    assert document_citation(document, (13, 28)).header == ""


def test_a_row_of_a_passage_far_below_its_header_is_cited_with_it():
    whole = Passage("p", "a.csv", "A", (), 0, 28, ROWS, STATEMENTS)
    below = Passage("q", "a.csv", "A", (), 21, 28, ROWS[21:], STATEMENTS[2:], header="Grade | Rate")
    for passage in (whole, below):
        assert passage_citation(passage, (21, 28)).header == "Grade | Rate"


def test_a_citation_carries_the_other_names_of_its_document():
    assert document_citation(DOCUMENT, (0, 5)).also == ("b.pdf",)
