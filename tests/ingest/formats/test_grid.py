"""The tables, titles and notes of one sheet's grid."""

import pytest

from ingest.elements import Element, ElementKind
from ingest.formats.grid.elements import grid_elements
from ingest.formats.grid.header import header_row_count, is_typed

HEADING, PARAGRAPH, TABLE = ElementKind.HEADING, ElementKind.PARAGRAPH, ElementKind.TABLE


def grid(text: str) -> list[list[str]]:
    """One row a line, cells parted by "|"; a "." is an empty cell."""
    return [
        [cell.strip(" ").replace(".", "", cell.strip() == ".") for cell in line.split("|")] for line in text.split("\n")
    ]


def words(element: Element) -> str:
    return "".join(run.text for run in element.runs)


def test_a_plain_table_keeps_its_rows_and_has_one_header_row() -> None:
    (table,) = grid_elements([["Grade", "Allowance"], ["P-3", "1,200"], ["P-4", "1,450"]], page=4)
    assert table.rows == (("Grade", "Allowance"), ("P-3", "1,200"), ("P-4", "1,450"))
    assert (table.kind, table.header_rows, table.page) == (TABLE, 1, 4)


def test_an_empty_grid_has_no_elements() -> None:
    assert grid_elements([["", ""], [], [" \n"]], 1) == []


def test_ragged_rows_are_padded_and_empty_edges_cut() -> None:
    (table,) = grid_elements([["", "", "", ""], ["", "A", "B"], ["", "1"], ["", "2", "3", ""], []], 1)
    assert table.rows == (("A", "B"), ("1", ""), ("2", "3"))


def test_a_line_break_in_a_cell_becomes_a_space() -> None:
    (table,) = grid_elements([["Net\nprice", "Unit"], ["1\r\n", "kg"]], 1)
    assert table.rows == (("Net price", "Unit"), ("1", "kg"))


def test_a_title_over_a_table_is_a_heading_of_level_two() -> None:
    title, table = grid_elements(grid("Travel rates | .\n. | .\nTown | Rate\nOslo | 12\nRome | 10"), 1)
    assert (title.kind, title.level, words(title)) == (HEADING, 2, "Travel rates")
    assert table.header_rows == 1


def test_a_title_merged_across_the_columns_is_told_once() -> None:
    title, table = grid_elements(grid("Rates | Rates | Rates\nTown | Rate | Unit\nOslo | 12 | EUR"), 1)
    assert (title.kind, words(title)) == (HEADING, "Rates")
    assert len(table.rows) == 2


def test_titles_over_one_another_go_deeper() -> None:
    first, second, _ = grid_elements(grid("Annex A | .\nDaily rates | .\n. | .\nTown | Rate\nOslo | 12"), 1)
    assert (first.level, second.level) == (2, 3)


def test_a_sentence_over_a_table_is_a_paragraph() -> None:
    note, _ = grid_elements(grid("All rates are before tax; see the annex.|.\nTown|Rate\nOslo|12"), 1)
    assert note.kind is PARAGRAPH


def test_notes_under_a_table_are_paragraphs() -> None:
    table, note, source = grid_elements(grid("Town|Rate\nOslo|12\n(a) Before tax|.\nSource: the bank|."), 1)
    assert table.rows == (("Town", "Rate"), ("Oslo", "12"))
    assert [(part.kind, words(part)) for part in (note, source)] == [
        (PARAGRAPH, "(a) Before tax"),
        (PARAGRAPH, "Source: the bank"),
    ]


def test_the_last_row_may_have_a_label_alone() -> None:
    (table,) = grid_elements(grid("Town|Rate\nOslo|12\nRome|."), 1)
    assert table.rows[-1] == ("Rome", "")


def test_tables_side_by_side_are_parted_at_the_empty_column() -> None:
    left, right = grid_elements(grid("Town|Rate|.|Item|Cost\nOslo|12|.|Taxi|5\nRome|10|.|Train|9"), 1)
    assert left.rows == (("Town", "Rate"), ("Oslo", "12"), ("Rome", "10"))
    assert right.rows == (("Item", "Cost"), ("Taxi", "5"), ("Train", "9"))


def test_tables_side_by_side_may_have_titles_of_their_own() -> None:
    elements = grid_elements(grid("Towns|.|.|Items|.\nTown|Rate|.|Item|Cost\nOslo|12|.|Taxi|5\nRome|10|.|Bus|2"), 1)
    assert [(part.kind, words(part)) for part in elements] == [
        (HEADING, "Towns"),
        (TABLE, ""),
        (HEADING, "Items"),
        (TABLE, ""),
    ]


def test_an_empty_column_within_a_labelled_table_does_not_part_it() -> None:
    (table,) = grid_elements(grid("Zone|2022 sales|.|2023 sales\nNorth|12|.|13\nSouth|10|.|11\nEast|1|.|2"), 1)
    assert table.rows[1] == ("North", "12", "13")


def test_tables_under_one_another_are_parted_at_the_empty_row() -> None:
    first, second = grid_elements(grid("Town|Rate\nOslo|12\n.|.\nItem|Cost\nTaxi|5"), 1)
    assert first.rows == (("Town", "Rate"), ("Oslo", "12"))
    assert second.rows == (("Item", "Cost"), ("Taxi", "5"))


def test_an_empty_row_under_the_names_or_over_the_total_does_not_part_a_table() -> None:
    (table,) = grid_elements(grid("Town|Rate\n.|.\nOslo|12\nRome|10\n.|.\nTotal|22"), 1)
    assert table.rows == (("Town", "Rate"), ("Oslo", "12"), ("Rome", "10"), ("Total", "22"))


def test_a_second_table_follows_without_an_empty_row_where_its_title_and_names_stand() -> None:
    first, title, second = grid_elements(grid("Town|Rate\nOslo|12\nRome|10\nCosts|.\nItem|Cost\nTaxi|5\nBus|2"), 1)
    assert first.rows[-1] == ("Rome", "10")
    assert (title.kind, words(title)) == (HEADING, "Costs")
    assert second.rows == (("Item", "Cost"), ("Taxi", "5"), ("Bus", "2"))


def test_columns_that_only_go_on_with_merged_cells_are_left_out() -> None:
    (table,) = grid_elements(grid("Package|.|Revision\n13-A|13-A|A\n14-B|14-B|C"), 1)
    assert table.rows == (("Package", "Revision"), ("13-A", "A"), ("14-B", "C"))


def test_a_grid_of_one_mark_keeps_every_cell() -> None:
    (table,) = grid_elements([["x", "x", "x"], ["x", "x", "x"]], 1)
    assert table.rows == (("x", "x", "x"), ("x", "x", "x"))


def test_a_column_of_sentences_is_paragraphs() -> None:
    elements = grid_elements([["Fill in every cell."], ["Send the sheet to finance."]], 1)
    assert [part.kind for part in elements] == [PARAGRAPH, PARAGRAPH]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Town|Rate\nOslo|12", 1, id="words over numbers"),
        pytest.param("Year|Month|Revenue\n2022|1|123\n2023|2|143", 1, id="words over numbers alone"),
        pytest.param(".|2022|2023\nSales|12|13\nCosts|5|6", 1, id="years over numbers"),
        pytest.param("Zone|Sales|Sales\nZone|Net|Gross\nNorth|12|13", 2, id="a name spanning two"),
        pytest.param("In millions|.|2023 figures\n.|Net|Gross\nNorth|12|13", 2, id="the second row fills the first"),
        pytest.param("Oslo|12\nRome|10", 0, id="no names"),
        pytest.param("Name|Ann Lee\nTown|Oslo\nUnit|Finance", 0, id="labels and values"),
        pytest.param("Name:|Ann\nAge:|33\nTown:|Oslo", 0, id="labels with colons"),
        pytest.param("Term|Meaning\nAnnex|What is added to the end of a text", 1, id="terms and explanations"),
        pytest.param("Name|Town|Unit\nAnn|Oslo|Finance\nBo|Rome|Travel", 1, id="words over words"),
        pytest.param("x|x|x\nx|x|x", 0, id="one mark throughout"),
        pytest.param("1|2|3\na|b|c\na|b|d", 1, id="numbers over words"),
        pytest.param("Town|Rate", 0, id="one row"),
        pytest.param("Country|Men|Men|Women|Women\nCountry|2022|2023|2022|2023\nMali|1|2|3|4", 2, id="years below"),
        pytest.param("Grade|Rate|Per diem\n.|USD|USD\nP-3|100|20", 2, id="units below"),
        pytest.param("Title|Plan\nVersion|3\nDate|12 May 2023\nPages|7", 0, id="a cover page"),
        pytest.param("Code|Name\nAF|Afghanistan\nBD|Bangladesh", 1, id="codes and names"),
        pytest.param("Task|Done\nCollect|Yes\nSign|No\nSend|Yes\nFile|Yes", 1, id="kinds that come again"),
    ],
)
def test_header_rows_are_counted(text: str, expected: int) -> None:
    assert header_row_count(grid(text)) == expected


@pytest.mark.parametrize(
    "cell", ["1", "-3", "1,250.50", "(1,200)", "€ 5", "12%", "$800K", "2024-01-31", "31 Jan 2024", "TRUE"]
)
def test_amounts_and_dates_are_typed(cell: str) -> None:
    assert is_typed(cell)


@pytest.mark.parametrize(
    "cell", ["", "Grade", "P-3", "January–June 2023", "Updated 12 March 2024", "Q1", "DD37Cf93", "—"]
)
def test_words_are_not_typed(cell: str) -> None:
    assert not is_typed(cell)


def test_many_small_blocks_are_parted_in_linear_time() -> None:
    elements = grid_elements([["Oslo", str(n)] if n % 2 else [] for n in range(40_000)], 1)
    assert sum(len(element.rows) for element in elements) == 20_000
