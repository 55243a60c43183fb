"""A published model, and regressions of one's own, answer through the real commands."""

import json
from pathlib import Path

import pytest

import retriever
from app.cli import run
from retriever.cross_encoder import Part
from retriever.published_reader import PublishedReader

QUESTION = "How many weeks of parental leave do parents receive?"
RULES = """# Rules

## Parental leave

Parents receive 16 weeks of parental leave, paid in full. Leave must be requested three months ahead.

## Parking

The garage opens at seven.
"""
# What is read of them, by hand: a statement that no line introduces is read after the one before it.
PARTS = [
    Part("Rules > Parental leave", "", "Parents receive 16 weeks of parental leave, paid in full."),
    Part(
        "Rules > Parental leave",
        "Parents receive 16 weeks of parental leave, paid in full.",
        "Leave must be requested three months ahead.",
    ),
    Part("Rules > Parking", "", "The garage opens at seven."),
]
BUNDLED = json.loads((Path(retriever.__file__).parent / "weights" / "reader.json").read_text())


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "rules.md").write_text(RULES)
    index = str(tmp_path_factory.mktemp("index"))
    assert run(["ingest", str(folder), "--data-dir", index, "--json"]) == 0
    return index


@pytest.fixture
def ask(capsys, data_dir):
    """Asks on the command line; gives the answer."""

    def asked() -> dict:
        capsys.readouterr()
        assert run(["ask", QUESTION, "--json", "--data-dir", data_dir]) == 0
        return json.loads(capsys.readouterr().out)

    return asked


def only(regression: str, name: str, weight: float, constant: float) -> dict[str, float]:
    """The regression in which one feature counts."""
    return {**dict.fromkeys(BUNDLED[regression], 0.0), name: weight, "constant": constant}


@pytest.mark.parametrize("model", ["scoring_model", "marking_model"])
def test_the_statement_that_a_published_model_scores_highest_is_quoted(request, monkeypatch, tmp_path, ask, model):
    folder = str(request.getfixturevalue(model))
    own = {**BUNDLED, "statement": only("statement", "cross", 1, 0), "reading": only("reading", "best", 0, 9)}
    (tmp_path / "own.json").write_text(json.dumps(own))
    monkeypatch.setenv("CITEWELL_READER_MODEL", folder)
    monkeypatch.setenv("CITEWELL_READER_REGRESSIONS", str(tmp_path / "own.json"))
    scores = [judgement.score for judgement in PublishedReader(folder).judge(QUESTION, PARTS)]
    answer = ask()
    assert answer["status"] == "answered"
    assert answer["citations"][0]["quote"] == PARTS[scores.index(max(scores))].text


def test_own_regressions_decide_whether_the_question_is_answered(monkeypatch, tmp_path, ask):
    assert ask()["status"] == "answered"
    (tmp_path / "own.json").write_text(json.dumps({**BUNDLED, "reading": only("reading", "best", 0, -9)}))
    monkeypatch.setenv("CITEWELL_READER_REGRESSIONS", str(tmp_path / "own.json"))
    assert ask()["status"] == "abstained"


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("CITEWELL_READER_MODEL", "nowhere/no-such-model", "not on this machine"),
        ("CITEWELL_READER_REGRESSIONS", "/no/such/regressions.json", "/no/such/regressions.json cannot be read"),
    ],
)
def test_a_reader_that_cannot_be_had_is_exit_code_2(capsys, monkeypatch, data_dir, variable, value, said):
    monkeypatch.setenv(variable, value)
    capsys.readouterr()
    assert run(["ask", QUESTION, "--data-dir", data_dir]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert variable in shown.err


def test_status_names_the_reader(capsys, monkeypatch, data_dir):
    def shown() -> tuple[str, str]:
        capsys.readouterr()
        assert run(["status", "--json", "--data-dir", data_dir]) == 0
        status = json.loads(capsys.readouterr().out)
        return status["reader_model"], status["reader_regressions"]

    assert shown() == ("bundled", "bundled")
    monkeypatch.setenv("CITEWELL_READER_MODEL", "some/model")
    monkeypatch.setenv("CITEWELL_READER_REGRESSIONS", "/srv/own.json")
    assert shown() == ("some/model", "/srv/own.json")
