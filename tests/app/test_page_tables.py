"""Tables, footnotes and lines of code on the page: set out as in their files, and still the document's characters."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web.reading.document_view import document_html, quote_html
from retriever.types import Document, Page, Section, Statement, StatementKind

ROWS = ("Grade | Days | Note", "P3 | 30 | –", "P4 | 32 | paid <in> full")


class Cells(HTMLParser):
    """What a browser makes of tables: the visible words of each cell by row, all text, and the marked text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.names: list[str] = []
        self.text = self.marked = ""
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self._open.append((tag, dict(attrs).get("class") or ""))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.names.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        self.text += data
        if any(tag == "mark" for tag, _ in self._open):
            self.marked += data
        if any(tag in ("td", "th") for tag, _ in self._open) and ("span", "bar") not in self._open:
            self.rows[-1][-1] += data


def table(rows=ROWS, pages=(), has_header=True) -> Document:
    """A document of one table, a row a line."""
    text = "\n".join(rows)
    statements, start = [], 0
    for row in rows:
        lead = (0, len(rows[0])) if statements and has_header else None
        statements.append(Statement(start, start + len(row), StatementKind.ROW, lead))
        start += len(row) + 1
    return Document("a.xlsx", "A", text, (Section((), 0, len(text), tuple(statements)),), "0", pages=pages)


def letters(text: str) -> str:
    return "".join(text.split())


def test_rows_under_a_header_are_a_table_with_the_header_on_top():
    shown = Cells(document_html(table()))
    assert shown.rows == [["Grade", "Days", "Note"], ["P3", "30", "–"], ["P4", "32", "paid <in> full"]]
    assert shown.names == ["th"] * 3 + ["td"] * 6


def test_rows_without_a_header_are_a_table_without_one():
    assert Cells(document_html(table(has_header=False))).names == ["td"] * 9


@pytest.mark.parametrize("border", ["\t", "   "], ids=["tabs", "spaces"])
def test_columns_set_with_white_space_are_columns(border):
    shown = Cells(document_html(table((border.join(["Grade", "Days off"]), border.join(["P5", "34"])))))
    assert shown.rows == [["Grade", "Days off"], ["P5", "34"]]


def test_rows_that_do_not_part_into_the_headers_columns_are_shown_as_lines():
    html = document_html(table(("Grade | Days", "P3 | 30 | 5")))
    assert html == '<div class="part" id="part-0"><div class="rows"><p>Grade | Days</p><p>P3 | 30 | 5</p></div></div>'


def test_a_row_quoted_alone_comes_under_the_header_of_its_table():
    document = table()
    start = document.text.index("P4")
    html = quote_html(document, (start, len(document.text)), (start + 5, start + 7))
    assert Cells(html).rows == [["Grade", "Days", "Note"], ["P4", "32", "paid <in> full"]]
    assert '<thead class="beside">' in html
    assert "<strong>32</strong>" in html


def test_a_part_of_a_row_is_quoted_as_it_is():
    document = table()
    start = document.text.index("30")
    assert quote_html(document, (start, start + 2)) == '<div class="rows"><p>30</p></div>'


def test_a_table_that_goes_on_over_a_page_is_shown_once_with_the_pages_rule_between():
    document = table(pages=(Page(1, 0, "Pay", "sheet"), Page(2, 32, "Leave", "sheet")))
    html = document_html(document)
    assert letters(Cells(html).text) == letters(f"Sheet Pay{document.text[:32]}Sheet Leave{document.text[32:]}")


def test_two_tables_with_headers_one_below_the_other_stay_two():
    first, second = table(), table(("City | Rate", "Rome | 58"))
    shift = len(first.text) + 1
    statements = (
        *first.sections[0].statements,
        Statement(shift, shift + 11, StatementKind.ROW),
        Statement(shift + 12, shift + 21, StatementKind.ROW, (shift, shift + 11)),
    )
    text = f"{first.text}\n{second.text}"
    document = Document("a.txt", "A", text, (Section((), 0, len(text), statements),), "0")
    assert document_html(document).count("<table>") == 2


CELLS = st.text(alphabet=st.sampled_from("ab |<&\t-"), min_size=1, max_size=8).filter(str.strip)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4), st.booleans(), st.data())
def test_the_marks_of_a_quote_in_a_table_hold_its_characters(cells, has_header, data):
    document = table(tuple(" | ".join(row) for row in cells), has_header=has_header)
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    shown = Cells(document_html(document, (start, end)))
    assert letters(shown.marked) == letters(document.text[start:end])
    assert letters(shown.text) == letters(document.text)


def test_the_marks_of_markdown_are_not_shown():
    text = "# Leave\n\n```\nrun()\n```"
    statements = (Statement(13, 18, StatementKind.SENTENCE),)
    document = Document("a.md", "A", text, (Section(("Leave",), 0, len(text), statements, heading=(2, 7)),), "0")
    assert document_html(document) == '<div class="part" id="part-0"><h2>Leave</h2><p>run()</p></div>'


def test_a_footnote_is_set_apart_from_the_text():
    text = "Leave is paid.\n\n1 See the handbook."
    notes = Section(("A", "Notes"), 16, 35, (Statement(16, 35, StatementKind.SENTENCE),))
    document = Document(
        "a.docx", "A", text, (Section(("A",), 0, 16, (Statement(0, 14, StatementKind.SENTENCE),)), notes), "0"
    )
    assert document_html(document) == (
        '<div class="part" id="part-0"><p>Leave is paid.</p></div>'
        '<div class="part" id="part-16"><div class="note"><p>1 See the handbook.</p></div></div>'
    )


def test_lines_of_code_keep_their_places_and_a_hanging_paragraph_does_not():
    code, hanging = "for x in y:\n    work(x)\nend()", "1.1 Staff have\n    30 days of\n    leave."
    for text, expected in [(code, '<p class="lines">'), (hanging, "<p>")]:
        statements = (Statement(0, len(text), StatementKind.SENTENCE),)
        document = Document("a.md", "A", text, (Section((), 0, len(text), statements),), "0")
        assert document_html(document) == f'<div class="part" id="part-0">{expected}{text}</p></div>'
