"""reStructuredText is read with its structure, and nothing else is."""

from pathlib import Path

import pytest

from ingest.elements import ElementKind, ParsedFile, Run, SourceFile
from ingest.errors import EmptyDocument
from ingest.formats.restructured import read_rst


def read(folder: Path, content: str) -> ParsedFile:
    path = folder / "text.rst"
    path.write_text(content, encoding="utf-8")
    return read_rst(SourceFile(path, "text.rst"))


def told(parsed: ParsedFile) -> list[tuple[str, int, str, str]]:
    return [
        (each.kind.value, each.level, each.marker, "".join(run.text for run in each.runs)) for each in parsed.elements
    ]


def test_sections_are_headings_and_the_only_one_at_the_top_the_title(tmp_path: Path) -> None:
    parsed = read(tmp_path, "Leave\n=====\n\nAsk\nearly.\n\nPay\n---\n\nMonthly.\n")
    assert parsed.title == "Leave"
    assert told(parsed) == [
        ("heading", 1, "", "Leave"),
        ("paragraph", 0, "", "Ask early."),
        ("heading", 2, "", "Pay"),
        ("paragraph", 0, "", "Monthly."),
    ]


def test_lists_terms_and_fields(tmp_path: Path) -> None:
    text = "a) one\nb) two\n\n   - deep\n\nTerm\n   Meaning.\n\n:Author: Ada\n\n| line one\n| line two\n"
    assert told(read(tmp_path, text)) == [
        ("item", 1, "a)", "one"),
        ("item", 1, "b)", "two"),
        ("item", 2, "•", "deep"),
        ("paragraph", 0, "", "Term: Meaning."),
        ("paragraph", 0, "", "Author: Ada"),
        ("paragraph", 0, "", "line one\nline two\n"),
    ]


def test_looks_links_roles_and_notes(tmp_path: Path) -> None:
    text = "See **the** `plan <https://a.org>`_ [1]_, :ref:`the rules <r>` and :func:`~a.b`.\n\n.. [1] A note.\n"
    paragraph, note = read(tmp_path, text).elements
    assert "".join(run.text for run in paragraph.runs) == "See the plan , the rules and a.b."
    assert Run("the", strong=True) in paragraph.runs
    assert Run("plan", url="https://a.org") in paragraph.runs
    assert (note.kind, "".join(run.text for run in note.runs)) == (ElementKind.FOOTNOTE, "1 A note.")


@pytest.mark.parametrize(
    "table",
    [
        "+-------+------+\n| Grade | Rate |\n+=======+======+\n| P3    | 58   |\n+-------+------+\n",
        "=====  ====\nGrade  Rate\n=====  ====\nP3     58\n=====  ====\n",
        '.. csv-table::\n   :header: "Grade", "Rate"\n\n   "P3", 58\n',
        ".. list-table::\n   :header-rows: 1\n\n   * - Grade\n     - Rate\n   * - P3\n     - 58\n",
    ],
    ids=["grid", "simple", "csv", "list"],
)
def test_tables_of_every_kind(tmp_path: Path, table: str) -> None:
    (found,) = read(tmp_path, table).elements
    assert (found.rows, found.header_rows) == ((("Grade", "Rate"), ("P3", "58")), 1)


def test_merged_cells_stand_in_each_place_they_cover(tmp_path: Path) -> None:
    table = "+---+---+\n| a | b |\n|   +---+\n|   | c |\n+---+---+\n| d     |\n+-------+\n"
    assert read(tmp_path, table).elements[0].rows == (("a", "b"), ("a", "c"), ("d", "d"))


def test_code_is_kept_line_by_line(tmp_path: Path) -> None:
    text = "Run::\n\n   if x:\n       y()\n\n.. code-block:: python\n\n   z = 1\n"
    assert told(read(tmp_path, text))[1:] == [("code", 0, "", "if x:\n    y()"), ("code", 0, "", "z = 1")]


def test_admonitions_and_unknown_directives_keep_their_words(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = (
        ".. note:: Ask early.\n\n.. seealso::\n   :class: x\n\n   The rules.\n\n   - one\n\n"
        ".. toctree::\n   :maxdepth: 2\n\n   intro\n"
    )
    assert told(read(tmp_path, text)) == [
        ("paragraph", 0, "", "Note: Ask early."),
        ("paragraph", 0, "", "The rules."),
        ("item", 1, "•", "one"),
    ]
    assert capfd.readouterr() == ("", "")


def test_nothing_is_taken_from_other_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words", encoding="utf-8")
    text = (
        f"Text.\n\n.. include:: {secret}\n\n.. raw:: html\n   :file: {secret}\n\n.. csv-table::\n   :file: {secret}\n"
    )
    assert "secret words" not in " ".join(words for *_, words in told(read(tmp_path, text)))


def test_damaged_markup_is_read_all_the_same(tmp_path: Path) -> None:
    text = "Title\n==\n\n**open and `open\n\n.. table::\n\n  ====\n  a b\n\n|x| and |\n"
    assert "open and" in " ".join(words for *_, words in told(read(tmp_path, text)))


def test_a_text_without_words_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocument):
        read(tmp_path, "\n.. comment\n")
