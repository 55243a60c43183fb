"""Records in JSON are read as a table where they are alike, else one after the other."""

from pathlib import Path

import pytest

from ingest.elements import ParsedFile, SourceFile
from ingest.errors import EmptyDocument, UnreadableFile
from ingest.formats.json_lines import read_jsonl


def read(folder: Path, content: str) -> ParsedFile:
    path = folder / "records.jsonl"
    path.write_text(content, encoding="utf-8")
    return read_jsonl(SourceFile(path, "records.jsonl"))


def told(parsed: ParsedFile) -> list[tuple[str, str]]:
    return [(each.kind.value, "".join(run.text for run in each.runs)) for each in parsed.elements]


RATES = (("grade", "rate"), ("P3", "58"), ("P4", ""))


@pytest.mark.parametrize(
    "content",
    [
        '{"grade": "P3", "rate": 58}\n\n{"grade": "P4", "rate": null}\n',
        '[{"grade": "P3", "rate": 58}, {"grade": "P4"}]',
        '{"rates": [{"grade": "P3", "rate": 58}, {"grade": "P4"}]}',
    ],
    ids=["lines", "list", "object of one list"],
)
def test_records_that_are_alike_are_a_table(tmp_path: Path, content: str) -> None:
    (table,) = read(tmp_path, content).elements
    assert (table.rows, table.header_rows) == (RATES, 1)


def test_a_record_is_its_title_its_facts_and_its_text(tmp_path: Path) -> None:
    meta = '"meta": {"author": "Ada", "tags": ["x", true]}'
    record = f'{{"id": 1, "title": "Leave", {meta}, "text": "Ask early.\\n\\nAsk Bob."}}'
    assert told(read(tmp_path, record)) == [
        ("heading", "Leave"),
        ("paragraph", "id: 1\nmeta.author: Ada\nmeta.tags: x, true"),
        ("paragraph", "Ask early."),
        ("paragraph", "Ask Bob."),
    ]


def test_bad_lines_are_told_by_their_number(tmp_path: Path) -> None:
    parsed = read(tmp_path, '{"text": "Leave"}\nbad\n\n{"text": \n{"text": "Pay"}\n')
    assert parsed.notes == ("Line 2 is no JSON and was left out.", "Line 4 is no JSON and was left out.")
    assert told(parsed) == [("paragraph", "text: Leave"), ("paragraph", "text: Pay")]


@pytest.mark.parametrize("content", ["no JSON", "[" * 100_000, "{'a': 1}", "1" * 5000 + "x"])
def test_what_is_no_json_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableFile, match="no JSON"):
        read(tmp_path, content)


@pytest.mark.parametrize("content", ["", " \n", "{}", "[]", '{"a": null}'])
def test_records_without_words_are_empty(tmp_path: Path, content: str) -> None:
    with pytest.raises(EmptyDocument):
        read(tmp_path, content)
