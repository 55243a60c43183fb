"""Notebooks are read cell by cell: text as it reads, code and what it printed as code."""

import json
from pathlib import Path

import pytest

from ingest.elements import ElementKind, ParsedFile, Run, SourceFile
from ingest.errors import EmptyDocument, UnreadableFile
from ingest.formats.notebook import MAX_OUTPUT_CHARS, read_ipynb

FRAME = "<table><thead><tr><th></th><th>rate</th></tr></thead><tbody><tr><th>P3</th><td>58</td></tr></tbody></table>"


def read(folder: Path, notebook: object) -> ParsedFile:
    path = folder / "notebook.ipynb"
    path.write_text(notebook if isinstance(notebook, str) else json.dumps(notebook), encoding="utf-8")
    return read_ipynb(SourceFile(path, "notebook.ipynb"))


def code(source: str, *outputs: dict[str, object]) -> dict[str, object]:
    return {"cell_type": "code", "source": source, "outputs": list(outputs)}


def told(parsed: ParsedFile) -> list[tuple[str, str]]:
    return [(each.kind.value, "".join(run.text for run in each.runs)) for each in parsed.elements]


def test_text_is_read_as_markdown(tmp_path: Path) -> None:
    source = [
        "# Leave\n",
        "See [the **plan**](https://a.org).\n",
        "\n",
        "- one\n",
        "  - two\n",
        "\n",
        "| A | B |\n",
        "|---|---|\n",
        "| 1 | 2 |\n",
    ]
    parsed = read(tmp_path, {"cells": [{"cell_type": "markdown", "source": source}]})
    heading, paragraph, one, two, table = parsed.elements
    assert (heading.kind, heading.level) == (ElementKind.HEADING, 1)
    assert paragraph.runs[1:3] == (
        Run("the ", url="https://a.org"),
        Run("plan", strong=True, url="https://a.org"),
    )
    assert [(each.kind, each.level, each.marker) for each in (one, two)] == [
        (ElementKind.ITEM, 1, "•"),
        (ElementKind.ITEM, 2, "•"),
    ]
    assert (table.rows, table.header_rows) == ((("A", "B"), ("1", "2")), 1)


def test_code_and_what_it_shows_are_read_without_pictures(tmp_path: Path) -> None:
    cell = code(
        "x = 1\nx",
        {"output_type": "stream", "text": ["\x1b[31m1\x1b[0m\n"]},
        {"output_type": "display_data", "data": {"text/plain": "<Figure size 640x480>", "image/png": "iVBOR"}},
        {"output_type": "error", "ename": "ValueError", "evalue": "bad", "traceback": ["long"]},
    )
    assert told(read(tmp_path, {"cells": [cell]})) == [("code", "x = 1\nx"), ("code", "1"), ("code", "ValueError: bad")]


def test_a_table_that_code_shows_is_a_table(tmp_path: Path) -> None:
    shown = {"output_type": "execute_result", "data": {"text/html": [FRAME], "text/plain": ["  rate"]}}
    table = read(tmp_path, {"cells": [code("frame", shown)]}).elements[1]
    assert (table.rows, table.header_rows) == ((("", "rate"), ("P3", "58")), 1)


def test_a_long_output_is_cut_and_the_file_says_so(tmp_path: Path) -> None:
    parsed = read(tmp_path, {"cells": [code("x", {"output_type": "stream", "text": "y" * 6000})]})
    assert len(told(parsed)[1][1]) == MAX_OUTPUT_CHARS == 5000
    assert parsed.notes == ("Outputs longer than 5,000 characters were cut.",)


def test_notebooks_of_version_three_are_read(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "source": "Leave"},
        {"cell_type": "code", "input": ["x"], "outputs": []},
    ]
    assert told(read(tmp_path, {"worksheets": [{"cells": cells}]})) == [("heading", "Leave"), ("code", "x")]


@pytest.mark.parametrize("notebook", ["no JSON", "[" * 100_000, [], {"cells": 3}, {"nbformat": 4}])
def test_what_is_no_notebook_is_refused(tmp_path: Path, notebook: object) -> None:
    with pytest.raises(UnreadableFile, match="no notebook"):
        read(tmp_path, notebook)


def test_a_notebook_without_words_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocument):
        read(tmp_path, {"cells": [code(""), {"cell_type": "markdown", "source": 5}]})
