"""`citewell evaluate` on questions of one's own: its page, its comparison, and what it refuses."""

import json

import pytest

from app.cli import run

TEXT = """# Leave

Parents receive 16 weeks of parental leave, paid in full. Leave must be requested three months ahead.
"""
PARENTS = {
    "id": "a",
    "question": "How many weeks of parental leave do parents receive?",
    "source": "leave.md",
    "evidence": ["Parents receive 16 weeks of parental leave, paid in full."],
    "short_answers": ["16 weeks"],
}
FOLLOW_UP = {
    "id": "b",
    "question": "And how far ahead must it be requested?",
    "history": [["user", "How long is parental leave?"], ["assistant", "16 weeks of parental leave [1]"]],
    "doc_id": "leave",
    "spans": [[67, 110]],
}
PETS = {"id": "c", "question": "Who won the cup?", "answerable": False}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    folder, index = tmp_path_factory.mktemp("policies"), str(tmp_path_factory.mktemp("index"))
    (folder / "leave.md").write_text(TEXT)
    assert run(["ingest", str(folder), "--data-dir", index]) == 0
    return index


@pytest.fixture
def evaluate(capsys, data_dir, tmp_path):
    """Run the command on questions; returns its exit code, standard output and standard error."""

    def evaluate(records, *options):
        path = tmp_path / "mine.jsonl"
        path.write_text("\n".join(map(json.dumps, records)))
        capsys.readouterr()
        code = run(["evaluate", str(path), "--data-dir", data_dir, *map(str, options)])
        return code, *capsys.readouterr()

    return evaluate


def test_a_run_against_its_own_report_says_no_difference(evaluate, tmp_path):
    questions = [PARENTS, FOLLOW_UP, PETS]
    code, out, _ = evaluate(questions, "--json")
    assert code == 0
    assert json.loads(out)["comparison"] is None
    (tmp_path / "first.json").write_text(out)
    code, out, _ = evaluate(questions, "--json", "--against", tmp_path / "first.json")
    assert code == 0
    verdicts = {name: one["verdict"] for name, one in json.loads(out)["comparison"]["measures"].items()}
    assert set(verdicts.values()) == {"no difference"}
    code, out, _ = evaluate(questions, "--against", tmp_path / "first.json")
    assert (code, out.count("no difference")) == (0, len(verdicts))


def test_the_report_is_written_as_a_page(evaluate, tmp_path):
    code, out, _ = evaluate([PARENTS, PETS], "--html", tmp_path / "report.html")
    assert code == 0
    assert "all evidence quoted" in out
    assert "<h1>Evaluation: mine.jsonl</h1>" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_evidence_is_looked_for_within_the_words_asked_for(evaluate):
    # The heading and "Parents" or "Leave", at most: none of the 57 characters of the evidence but the first word's.
    code, out, _ = evaluate([PARENTS], "--json", "--words", 2)
    assert code == 0
    record = json.loads(out)
    assert record["settings"]["words"] == 2
    assert record["total"]["measures"]["evidence_recall"]["value"] < 0.5
    assert record["questions"][0]["rank"] == 1


@pytest.mark.parametrize(
    ("questions", "words", "told"),
    [
        pytest.param([PARENTS], 750, "1 only in the earlier run (c)", id="a question fewer"),
        pytest.param([PARENTS, {**PETS, "id": "d"}], 750, "1 only in this run (d)", id="another id"),
        pytest.param([PARENTS, {**PETS, "question": "Who won?"}], 750, "have changed", id="another question"),
        pytest.param([PARENTS, PETS], 500, "within 750 words; give --words 750", id="another budget"),
    ],
)
def test_runs_that_cannot_be_paired_are_wrong_usage(evaluate, tmp_path, questions, words, told):
    (tmp_path / "first.json").write_text(evaluate([PARENTS, PETS], "--json")[1])
    code, out, err = evaluate(questions, "--against", tmp_path / "first.json", "--words", words)
    assert (code, out) == (2, "")
    assert told in err


def test_files_that_cannot_be_read_or_written_are_wrong_usage(evaluate, tmp_path):
    (tmp_path / "no.json").write_text('{"questions": 1}')
    for options, told in (
        (("--against", tmp_path / "gone.json"), "gone.json"),
        (("--against", tmp_path / "no.json"), "give a report of `evaluate --json`"),
        (("--html", tmp_path / "gone" / "report.html"), "there is no folder"),
        (("--words", "0"), "--words"),
    ):
        code, out, err = evaluate([PARENTS], *options)
        assert (code, out) == (2, "")
        assert told in err


def test_a_span_after_the_end_of_its_document_is_left_out_and_named(evaluate):
    code, _, err = evaluate([PARENTS, {**FOLLOW_UP, "spans": [[5000, 5010]]}], "--json")
    assert code == 1
    assert "question b is left out: a span of its evidence ends after the document" in err
