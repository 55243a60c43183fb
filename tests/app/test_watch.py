"""`citewell ingest --watch`, in a process of its own: every change of a folder ends up in the index."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from retriever.locks import WriterLock

LEAVE = "Staff have 30 days of annual leave a year."


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "leave.txt").write_text(LEAVE)
    return tmp_path / "docs"


@contextmanager
def watching(folder: Path, *options: str) -> Iterator[subprocess.Popen]:
    """A process that follows a folder, once it does; it is ended as Ctrl-C ends it."""
    command = [sys.executable, "-m", "app.cli", "ingest", str(folder), "--watch", *options]
    command += ["--data-dir", str(folder.parent / "index")]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "CITEWELL_PARSE_PROCESSES": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, preexec_fn=listen_to_ctrl_c
    ) as process:
        try:
            next_line(process.stderr, "following")
            yield process
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0


def listen_to_ctrl_c() -> None:
    """Undo what a shell does to jobs in the background: they are deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def next_line(stream, words: str) -> str:
    """The next line that holds these words; waits for it, and fails where the stream ends before."""
    for line in stream:
        if words in line:
            return line
    raise AssertionError(f"the process ended before it said {words!r}")


def test_what_comes_changes_and_goes_is_told_in_one_line_each(folder):
    with watching(folder) as process:
        (folder / "travel.txt").write_text("Economy class is booked for flights under nine hours.")
        assert next_line(process.stdout, "travel.txt").split()[1:] == ["added", "travel.txt"]
        (folder / "leave.txt").write_text(LEAVE.replace("30", "31"))
        assert next_line(process.stdout, "leave.txt").split()[1:] == ["updated", "leave.txt"]
        (folder / "travel.txt").unlink()
        assert next_line(process.stdout, "travel.txt").split()[1:] == ["removed", "travel.txt"]


def test_an_index_that_another_process_changes_is_waited_for(folder):
    with watching(folder, "--json") as process:
        lock = WriterLock(folder.parent / "index")
        (folder / "pay.txt").write_text("Salaries are paid on the last working day of the month.")
        assert "another process" in next_line(process.stderr, "another process")
        lock.release()
        reports = (json.loads(line) for line in process.stdout if line.startswith("{"))
        assert next(report for report in reports if report["added"] == ["pay.txt"])["passages"] == 1


def test_a_folder_that_goes_and_comes_back_is_followed_again(folder):
    with watching(folder) as process:
        away = folder.rename(folder.with_name("away"))
        assert "is gone" in next_line(process.stderr, "is gone")
        (away / "pay.txt").write_text("Salaries are paid on the last working day of the month.")
        away.rename(folder)
        assert "added pay.txt" in next_line(process.stdout, "pay.txt")
        (folder / "leave.txt").unlink()
        assert "removed leave.txt" in next_line(process.stdout, "leave.txt")
