"""Tables of web pages are read as rows under the names of their columns."""

from ingest.elements import Element, ElementKind
from ingest.formats.web.reader import page_of_text


def elements(page: str) -> list[Element]:
    return list(page_of_text(page).elements)


def texts(page: str) -> list[str]:
    return ["".join(run.text for run in each.runs) for each in elements(page)]


def test_merged_cells_stand_in_each_place_they_cover() -> None:
    (table,) = elements(
        "<table><tr><th>Grade<th colspan=2>Rate</tr><tr><td rowspan=2>P3<td>58<td>60</tr><tr><td>59<td>61</tr></table>"
    )
    assert table.rows == (("Grade", "Rate", "Rate"), ("P3", "58", "60"), ("P3", "59", "61"))
    assert table.header_rows == 1


def test_a_head_of_two_rows_names_the_columns() -> None:
    (table,) = elements(
        "<table><thead><tr><th rowspan=2>Grade<th colspan=2>2023</tr><tr><th>Q1<th>Q2</tr></thead>"
        "<tbody><tr><th>P3<td>58<td>60</tr></tbody></table>"
    )
    assert table.rows == (("Grade", "2023", "2023"), ("Grade", "Q1", "Q2"), ("P3", "58", "60"))
    assert table.header_rows == 2


def test_names_of_rows_are_no_names_of_columns() -> None:
    (table,) = elements("<table><tr><th>Founded<td>1975</tr><tr><th>Staff<td>400</tr></table>")
    assert table.header_rows == 0


def test_bold_cells_name_columns() -> None:
    (table,) = elements("<table><tr><td><b>Grade</b><td><b>Step</b></tr><tr><td>P3<td>one</tr></table>")
    assert table.header_rows == 1


def test_captions_and_rows_of_one_title_stand_before_the_table() -> None:
    page = (
        "<table><caption>Rates</caption><tr><th colspan=2>In euros</tr><tr><th>A<th>B</tr><tr><td>1<td>2</tr></table>"
    )
    assert [each.kind for each in elements(page)] == [ElementKind.PARAGRAPH, ElementKind.PARAGRAPH, ElementKind.TABLE]
    assert texts(page)[:2] == ["Rates", "In euros"]
    assert elements(page)[2].rows == (("A", "B"), ("1", "2"))


def test_lines_and_lists_in_a_cell_become_one_line() -> None:
    (table,) = elements(
        "<table><tr><th>A<th>B</tr><tr><td>one<br>two<td><ul><li>x<li>y</ul></tr>"
        "<tr><td><table><tr><td>in<td>side</tr></table><td><ol><li>p.<li>q</ol></tr></table>"
    )
    assert table.rows[1:] == (("one two", "x; y"), ("in side", "1. p. 2. q"))


def test_empty_rows_and_columns_are_left_out() -> None:
    (table,) = elements("<table><tr><th>A<th>&nbsp;<th>B</tr><tr><td><td><td></tr><tr><td>1<td><td>2</tr></table>")
    assert table.rows == (("A", "B"), ("1", "2"))


def test_a_table_for_layout_is_read_cell_by_cell() -> None:
    page = "<table><tr><td><h1>Leave</h1><p>Ask early.</p></td></tr></table>"
    assert texts(page) == ["Leave", "Ask early."]
    page = f"<table><tr><td>{'left ' * 200}</td><td>{'right ' * 200}</td></tr><tr><td>a</td><td>b</td></tr></table>"
    assert all(each.kind is ElementKind.PARAGRAPH for each in elements(page))


def test_a_label_beside_its_value_stays_in_its_line() -> None:
    page = "<table role=presentation><tr><td>Grade:</td><td>P3</td></tr><tr><td>Step:</td><td>2</td></tr></table>"
    assert [" ".join(text.split()) for text in texts(page)] == ["Grade: P3", "Step: 2"]


def test_a_table_inside_a_layout_is_read_as_a_table() -> None:
    page = (
        "<table><tr><td>Menu</td></tr><tr><td><table><tr><th>A<th>B</tr><tr><td>1<td>2</tr></table></td></tr></table>"
    )
    assert [each.rows for each in elements(page)] == [(), (("A", "B"), ("1", "2"))]


def test_words_between_rows_are_not_lost() -> None:
    assert "stray" in " ".join(texts("<table><tr><td>a<td>b</tr><div>stray</div><tr><td>c<td>d</tr></table>"))


def test_a_table_that_claims_to_be_huge_costs_little() -> None:
    page = "<table>" + "<tr><td colspan=1000 rowspan=65000>c<td>d</tr>" * 600 + "</table>"
    assert texts(page)[:2] == ["c", "d"]
