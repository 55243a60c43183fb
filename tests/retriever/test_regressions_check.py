"""A file of regressions that a reader cannot be made from is refused with its name and the field."""

import json
from pathlib import Path

import pytest

import retriever
from retriever.errors import ModelUnavailable
from retriever.reader import EvidenceReader
from retriever.regressions_check import check_regressions

BUNDLED = Path(retriever.__file__).parent / "weights" / "reader.json"


def written(folder: Path, text: str) -> Path:
    (folder / "own.json").write_text(text, encoding="utf-8")
    return folder / "own.json"


def test_the_bundled_regressions_are_whole():
    check_regressions(BUNDLED)


@pytest.mark.parametrize("regression", ["first", "statement", "reading"])
def test_every_field_is_needed_by_the_reader_and_by_the_check(tmp_path, regression):
    models = json.loads(BUNDLED.read_text())
    for name in models[regression]:
        rest = {one: weight for one, weight in models[regression].items() if one != name}
        file = written(tmp_path, json.dumps({**models, regression: rest}))
        with pytest.raises(ModelUnavailable, match=rf"own\.json has no '{regression}\.{name}'"):
            check_regressions(file)
        with pytest.raises(KeyError):
            EvidenceReader(file)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is not JSON"),
        ("[]", "has no 'first'"),
        ('{"first": 3}', "has no 'first'"),
        ('{"first": {"similarity": "much"}}', "has 'much' for 'first.similarity', which is not a number"),
        ('{"first": {"similarity": NaN}}', "has nan for 'first.similarity'"),
    ],
)
def test_what_is_wrong_is_said_with_the_file(tmp_path, text, said):
    with pytest.raises(ModelUnavailable) as refusal:
        check_regressions(written(tmp_path, text))
    assert f"own.json {said}" in str(refusal.value)
    assert "CITEWELL_READER_REGRESSIONS" in str(refusal.value)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ModelUnavailable, match=r"none\.json cannot be read \(No such file"):
        check_regressions(tmp_path / "none.json")


def test_a_file_that_is_not_text_is_said(tmp_path):
    (tmp_path / "own.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ModelUnavailable, match=r"own\.json is not JSON"):
        check_regressions(tmp_path / "own.json")
