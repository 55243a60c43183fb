"""Delimited text as its reader finds it."""

from pathlib import Path

import pytest

from ingest.elements import ElementKind, Limits, ParsedFile, SourceFile
from ingest.errors import EmptyDocument
from ingest.formats.delimited import delimiter_of, read_csv


def read(tmp_path: Path, content: str | bytes, limits: Limits | None = None) -> ParsedFile:
    path = tmp_path / "a.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_csv(SourceFile(path, "a.csv", limits=limits or Limits()))


def only_table(parsed: ParsedFile) -> tuple[tuple[str, ...], ...]:
    (table,) = parsed.elements
    assert table.kind is ElementKind.TABLE
    return table.rows


def test_rows_come_under_the_names_of_their_columns(tmp_path: Path) -> None:
    parsed = read(tmp_path, "Town,Rate\nOslo,12\nRome,10\n")
    assert only_table(parsed) == (("Town", "Rate"), ("Oslo", "12"), ("Rome", "10"))
    assert parsed.elements[0].header_rows == 1
    assert [(page.kind, page.label) for page in parsed.pages] == [("sheet", "")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2\n3,5;4\n", ";"),
        ("a\tb\nx, y\tz\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ('a,b\n"x;y;z",2\n"x;y;z",3\n', ","),
        ("Lorem, ipsum; dolor; amet\nsit; elit; eiusmod\nut, labore; et, dolore; magna\n", ";"),
        ("", ","),
    ],
)
def test_the_delimiter_is_what_parts_lines_evenly(text: str, expected: str) -> None:
    assert delimiter_of(text) == expected


def test_a_declared_delimiter_is_followed(tmp_path: Path) -> None:
    assert only_table(read(tmp_path, "sep=;\r\nTown, land;Rate\r\nOslo, Norway;12\r\n")) == (
        ("Town, land", "Rate"),
        ("Oslo, Norway", "12"),
    )


def test_quoted_fields_may_hold_delimiters_quotes_and_line_breaks(tmp_path: Path) -> None:
    parsed = read(tmp_path, 'Town,Note\nOslo,"cold, ""dark""\nand wet"\nRome,warm\n')
    assert only_table(parsed) == (("Town", "Note"), ("Oslo", 'cold, "dark" and wet'), ("Rome", "warm"))


def test_ragged_rows_are_padded_and_empty_columns_left_out(tmp_path: Path) -> None:
    assert only_table(read(tmp_path, "Year;Cost;;\n2022;1;;\n2023;2;;x\n")) == (
        ("Year", "Cost", ""),
        ("2022", "1", ""),
        ("2023", "2", "x"),
    )


def test_a_quote_left_open_costs_no_other_row(tmp_path: Path) -> None:
    rows = [f"town {number},{number}" for number in range(1_000)]
    rows[10] = '"town 10,10'
    found = only_table(read(tmp_path, "Town,Rate\n" + "\n".join(rows)))
    assert len(found) == 1_001
    assert found[11] == ('"town 10', "10")
    assert found[-1] == ("town 999", "999")


def test_a_line_separator_within_a_field_does_not_end_its_row(tmp_path: Path) -> None:
    assert only_table(read(tmp_path, "Town,Note\nOslo,cold\u2028wet\n"))[1] == ("Oslo", "cold wet")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told(tmp_path: Path, encoding: str) -> None:
    content = "Größe;Preis\nmäßig groß;12\nübergroß;15\n".encode(encoding)
    assert only_table(read(tmp_path, content))[1] == ("mäßig groß", "12")


def test_a_title_over_the_rows_stands_apart(tmp_path: Path) -> None:
    title, table = read(tmp_path, "Daily rates\n\nTown,Rate\nOslo,12\n").elements
    assert (title.kind, title.runs[0].text) == (ElementKind.HEADING, "Daily rates")
    assert table.rows == (("Town", "Rate"), ("Oslo", "12"))


def test_rows_beyond_the_limit_are_counted_in_a_note(tmp_path: Path) -> None:
    parsed = read(tmp_path, "word,word\n" * 1_000, Limits(characters=80))
    assert len(only_table(parsed)) == 10
    assert parsed.notes == ("Only the first 10 of 1,000 rows were read.",)


@pytest.mark.parametrize("content", [b"", b"\n\n", b",,,\n,,\n"])
def test_a_file_without_words_is_empty(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(EmptyDocument):
        read(tmp_path, content)
