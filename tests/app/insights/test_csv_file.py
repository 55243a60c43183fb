import csv
import io
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.history.records import Vote
from app.insights.csv_file import FORMULA_SIGNS, csv_bytes, defused
from app.insights.overview import insights
from app.insights.tables import TABLES, Table, table_of
from tests.app.insights.asked_questions import abstained, answered, at, cite

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00")) | st.sampled_from(
    ["=1+1", "@SUM(A1)", '-2+3"', "+cmd|' /C calc'!A0", "\t=1", "\r\n", 'a"b,c', " =1", "＝1"]
)


def read(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_every_cell_comes_back_and_none_begins_as_a_formula(rows):
    head, *back = read(csv_bytes(Table(("A", "B"), tuple(rows))))
    assert head == ["A", "B"]
    assert not [cell for row in back for cell in row if cell.lstrip().startswith(FORMULA_SIGNS)]
    # What was defused has one apostrophe more than was written.
    assert [[cell.removeprefix("'") for cell in row] for row in back] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "  =1"])
def test_a_text_that_begins_as_a_formula_gets_an_apostrophe(text):
    assert defused(text) == f"'{text}"


def test_lines_end_and_quotes_double_as_rfc_4180_asks():
    table = Table(("Question", "Times"), (('Is "A, B" right?', 2),))
    assert csv_bytes(table) == b'\xef\xbb\xbfQuestion,Times\r\n"Is ""A, B"" right?",2\r\n'


def test_each_table_of_the_insights_holds_its_rows(ask, embed):
    asked = [
        ask("leave a", at(9), answered("leave a", cite("b.txt")), vote=Vote(False, "=wrong")),
        ask("=and b", at(10, 9), abstained("leave b", cite("a.txt")), standalone="leave b"),
    ]
    found = insights(asked, [], embed, 2, at(10), UTC)
    tables = {name: read(csv_bytes(table_of(name, found, UTC)))[1:] for name in TABLES}
    asked_b = ["'=and b", "leave b", "1", "2026-06-10 09:00", "2026-06-10 09:00", "not in the documents"]
    assert tables == {
        "not-answered": [["leave b", "1", *asked_b, "a.txt"]],
        "low-votes": [["leave a", "", "2026-06-09 12:00", "'=wrong", "answered", "Leave is 30 days. [1]", "B"]],
        "asked-most": [
            ["leave b", "2", *asked_b, "a.txt; b.txt"],
            ["leave b", "2", "leave a", "", "1", "2026-06-09 12:00", "2026-06-09 12:00", "answered", "a.txt; b.txt"],
        ],
        "documents": [["b.txt", "B", "1", "2026-06-09 12:00", "no"]],
        "days": [["2026-06-09", "1", "1", "100 %"], ["2026-06-10", "1", "0", "0 %"]],
    }
