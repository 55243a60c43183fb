"""Every command's output, errors and exit code, as scripts rely on them."""

import io
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import run

LEAVE = """# Leave

## Parental leave

Parents receive 16 weeks of parental leave, paid in full. Leave must be requested three months ahead.

## Annual leave

Staff have 30 days of annual leave a year. Unused days lapse at the end of March.
"""
TRAVEL = """# Travel

Economy class is booked for flights under nine hours. The Travel Unit (TU) approves every trip.
"""


@pytest.fixture(scope="module")
def policies(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("policies")
    (folder / "leave.md").write_text(LEAVE)
    (folder / "travel").mkdir()
    (folder / "travel" / "flights.md").write_text(TRAVEL)
    return folder


@pytest.fixture(scope="module")
def data_dir(policies, tmp_path_factory) -> str:
    folder = str(tmp_path_factory.mktemp("index"))
    assert run(["ingest", str(policies), "--data-dir", folder, "--json"]) == 0
    return folder


def as_json(capsys, *arguments: str, code: int = 0):
    capsys.readouterr()
    assert run([*arguments, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def json_lines(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def only_line(text: str) -> str:
    (line,) = text.splitlines()
    return line


def standard_input(monkeypatch, *records: object) -> None:
    lines = "\n".join(record if isinstance(record, str) else json.dumps(record) for record in records)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))


def test_ingest_reports_each_file_by_what_became_of_it(capsys, policies, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "leave.md").write_text(LEAVE)
    (tmp_path / "docs" / "photo.bin").write_bytes(bytes(range(256)))
    arguments = ("ingest", str(tmp_path / "docs"), "--data-dir", str(tmp_path / "index"))
    report = as_json(capsys, *arguments)
    assert report["added"] == ["leave.md"]
    assert [problem["source"] for problem in report["skipped"] + report["failed"]] == ["photo.bin"]
    assert report["passages"] >= 1
    again = as_json(capsys, *arguments)
    assert (again["added"], again["unchanged"], again["passages"]) == ([], ["leave.md"], 0)


def test_ingest_of_a_path_that_does_not_exist_is_wrong_usage_and_touches_nothing(capsys, tmp_path):
    assert run(["ingest", str(tmp_path / "nothing"), "--data-dir", str(tmp_path / "index")]) == 2
    assert "nothing" in only_line(capsys.readouterr().err)
    assert not (tmp_path / "index").exists()


def test_ask_gives_an_answer_whose_quotes_are_slices_of_what_show_prints(capsys, data_dir):
    answer = as_json(capsys, "ask", "How long is parental leave?", "--data-dir", data_dir)
    assert answer["status"] == "answered"
    assert "16 weeks" in answer["answer"]
    for citation in answer["citations"]:
        shown = as_json(capsys, "show", citation["source"], "--data-dir", data_dir)
        assert shown["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_ask_for_what_the_documents_do_not_say_abstains_with_exit_code_0(capsys, data_dir):
    answer = as_json(capsys, "ask", "What is the capital of Mongolia?", "--data-dir", data_dir)
    assert answer["status"] == "abstained"
    assert answer["abstention"]["reason"] == "not_in_documents"
    assert answer["citations"] == answer["claims"] == []


def test_ask_in_a_collection_quotes_no_other(capsys, data_dir):
    question = ("ask", "How long is parental leave?", "--data-dir", data_dir)
    answer = as_json(capsys, *question, "--collection", "travel")
    abstention = answer["abstention"] or {"closest": []}
    assert {place["source"] for place in answer["citations"] + abstention["closest"]} <= {"travel/flights.md"}
    assert as_json(capsys, *question, "--collection", "travel", "--collection", "main")["status"] == "answered"


def test_a_collection_that_does_not_exist_is_said_and_holds_nothing(capsys, data_dir):
    assert run(["ask", "How long is leave?", "--json", "--collection", "nope", "--data-dir", data_dir]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["status"] == "abstained"
    assert "'nope'" in only_line(captured.err)


def test_a_batch_of_questions_keeps_order_and_count_and_fails_for_its_bad_lines(capsys, data_dir, monkeypatch):
    history = [["user", "How long is parental leave?"], ["assistant", "16 weeks."]]
    standard_input(
        monkeypatch,
        {"id": 7, "question": "How long is parental leave?"},
        "not json",
        {"id": "c"},
        {"id": "d", "question": "Is it paid?", "history": history},
    )
    assert run(["ask", "--batch", "-", "--json", "--data-dir", data_dir]) == 1
    lines = json_lines(capsys)
    assert [line["id"] for line in lines] == [7, None, "c", "d"]
    assert ["error" in line for line in lines] == [False, True, True, False]
    assert lines[0]["question"] == "How long is parental leave?"


def test_a_batch_gives_the_answers_of_single_questions(capsys, data_dir, tmp_path):
    question = "When do unused days lapse?"
    (tmp_path / "batch.jsonl").write_text(json.dumps({"id": "q", "question": question}))
    assert run(["ask", "--batch", str(tmp_path / "batch.jsonl"), "--json", "--data-dir", data_dir]) == 0
    (batched,) = json_lines(capsys)
    single = as_json(capsys, "ask", question, "--data-dir", data_dir)
    for volatile in ("id", "timings_ms"):
        del batched[volatile], single[volatile]
    assert batched == single


def test_search_gives_passages_best_first_that_are_slices(capsys, data_dir):
    found = as_json(capsys, "search", "parental leave", "-k", "2", "--data-dir", data_dir)
    assert [hit["rank"] for hit in found["hits"]] == [1, 2][: len(found["hits"])]
    assert "16 weeks" in found["hits"][0]["text"]
    shown = as_json(capsys, "show", "leave.md", "--data-dir", data_dir)
    for hit in found["hits"]:
        if hit["source"] == "leave.md":
            assert shown["text"][hit["start"] : hit["end"]] == hit["text"]


def test_a_batch_of_queries_gives_one_line_each(capsys, data_dir, monkeypatch):
    standard_input(monkeypatch, {"id": "a", "query": "flights"}, {"id": "b", "question": "no query"})
    assert run(["search", "--batch", "-", "-k", "1", "--json", "--data-dir", data_dir]) == 1
    found, bad = json_lines(capsys)
    assert found["id"] == "a"
    assert [hit["source"] for hit in found["hits"]] == ["travel/flights.md"]
    assert found["timings_ms"]["total"] >= 0
    assert bad == {"id": "b", "error": "line 2 has no 'query'"}


def test_show_prints_the_whole_text(capsys, data_dir):
    capsys.readouterr()
    assert run(["show", "leave.md", "--data-dir", data_dir]) == 0
    printed = capsys.readouterr().out
    assert "Parents receive 16 weeks of parental leave, paid in full." in printed


def test_show_of_an_unknown_document_fails_in_one_line(capsys, data_dir):
    assert run(["show", "nope.md", "--data-dir", data_dir]) == 1
    captured = capsys.readouterr()
    assert "nope.md" in only_line(captured.err)
    assert captured.out == ""


def test_status_counts_the_documents_and_finds_the_index_sound(capsys, data_dir):
    status = as_json(capsys, "status", "--data-dir", data_dir)
    assert (status["documents"], status["health"], status["problems"]) == (2, "ok", [])
    assert status["collections"] == ["main", "travel"]
    assert status["passages"] >= 2
    assert status["model"] == "all-MiniLM-L6-v2-citewell-1"


def test_evaluate_counts_right_answers_and_names_questions_it_cannot_judge(capsys, data_dir, tmp_path):
    known = {
        "id": "a",
        "kind": "amount",
        "question": "How many weeks of parental leave do parents receive?",
        "source": "leave.md",
        "evidence": ["Parents receive 16 weeks of parental leave, paid in full."],
        "short_answers": ["16 weeks"],
    }
    off_topic = {"id": "b", "kind": "off_topic", "question": "Who won the cup?", "answerable": False}
    lost = {**known, "id": "c", "source": "pets.md"}
    (tmp_path / "q.jsonl").write_text("\n".join(map(json.dumps, [known, off_topic, lost])))
    result = as_json(capsys, "evaluate", str(tmp_path / "q.jsonl"), "--data-dir", data_dir, code=1)
    assert [(one["id"], one["outcome"], one["rank"]) for one in result["questions"]] == [
        ("a", "right", 1),
        ("b", "rightly_abstained", None),
    ]
    assert [one["id"] for one in result["left_out"]] == ["c"]
    assert result["total"]["exact_quotes"] == result["total"]["citations"] >= 1
    assert set(result["kinds"]) == {"amount", "off_topic"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "How long is leave?"),
        ("search", "leave"),
        ("show", "leave.md"),
        ("status",),
        ("serve",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_missing_index_is_exit_code_3_and_says_to_ingest(capsys, tmp_path, arguments):
    assert run([*arguments, "--data-dir", str(tmp_path / "none")]) == 3
    captured = capsys.readouterr()
    assert "citewell ingest" in only_line(captured.err)
    assert captured.out == ""
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("ask",),
        ("ask", ""),
        ("ask", "Who?", "--batch", "-"),
        ("ask", "--batch", "/no/such/file"),
        ("search",),
        ("search", " "),
        ("search", "leave", "-k", "0"),
        ("search", "leave", "-k", "many"),
        ("show",),
        ("evaluate", "/no/such/file"),
        ("serve", "--port", "70000"),
        ("status", "--nonsense"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2_without_a_trace(capsys, data_dir, arguments):
    capsys.readouterr()
    assert run([*arguments, *(("--data-dir", data_dir) if arguments else ())]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    assert only_line(captured.err).startswith("citewell: ")


def test_a_bad_setting_is_exit_code_2_and_named(capsys, monkeypatch):
    monkeypatch.setenv("CITEWELL_PORT", "http")
    assert run(["status"]) == 2
    assert "CITEWELL_PORT" in only_line(capsys.readouterr().err)


def test_an_index_of_another_model_is_exit_code_3_and_says_to_rebuild(capsys, data_dir, monkeypatch):
    monkeypatch.setenv("CITEWELL_EMBEDDING_MODEL", "some-other-model")
    assert run(["ask", "How long is leave?", "--data-dir", data_dir]) == 3
    line = only_line(capsys.readouterr().err)
    assert "some-other-model" in line
    assert "--rebuild" in line


def test_ingest_with_another_passage_size_asks_for_a_rebuild(capsys, policies, tmp_path, monkeypatch):
    arguments = ["ingest", str(policies), "--data-dir", str(tmp_path / "index"), "--json"]
    assert run(arguments) == 0
    monkeypatch.setenv("CITEWELL_PASSAGE_CHARS", "400")
    assert run(arguments) == 3
    assert "--rebuild" in capsys.readouterr().err
    # A rebuild without a path reads the folders again that the index came from.
    rebuilt = as_json(capsys, "ingest", "--rebuild", "--data-dir", str(tmp_path / "index"))
    assert rebuilt["added"] == ["leave.md", "travel/flights.md"]


def test_a_taken_port_is_refused_with_the_option_that_helps(capsys, data_dir):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        assert run(["serve", "--port", str(port), "--data-dir", data_dir]) == 2
    line = only_line(capsys.readouterr().err)
    assert str(port) in line
    assert "--port" in line


def test_the_installed_command_prints_json_and_nothing_else(data_dir):
    """In a fresh process, where the libraries load for the first time."""
    command = [sys.executable, "-m", "app.cli", "ask", "How long is parental leave?", "--json"]
    done = subprocess.run([*command, "--data-dir", data_dir], capture_output=True, check=True)
    assert json.loads(done.stdout)["status"] == "answered"
    assert done.stderr == b""


def test_a_person_sees_the_answer_and_where_it_stands(capsys, data_dir):
    assert run(["ask", "How long is parental leave?", "--data-dir", data_dir]) == 0
    printed = capsys.readouterr().out
    assert "16 weeks" in printed
    assert "[1]" in printed
    assert "leave.md" in printed


def test_control_characters_of_a_document_do_not_reach_the_terminal(capsys, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "notes.txt").write_text("The red \x1b[31malert number is 5555. It is always staffed.\n")
    assert run(["ingest", str(tmp_path / "docs"), "--data-dir", str(tmp_path / "index")]) == 0
    assert run(["ask", "What is the alert number?", "--data-dir", str(tmp_path / "index")]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_serve_prints_its_address_answers_and_stops_on_ctrl_c(data_dir):
    import signal
    from urllib.request import urlopen

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port), "--data-dir", data_dir]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        assert server.stdout is not None
        address = server.stdout.readline()
        assert f"http://127.0.0.1:{port}" in address
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30) as answer:
            assert answer.status == 200
        server.send_signal(signal.SIGINT)
        rest = server.stdout.read()
        assert server.wait(timeout=30) == 0
    assert "Traceback" not in rest
