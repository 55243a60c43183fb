"""Whoever starts the server hears who can reach it."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli import run
from app.commands.serve import is_this_machine_only, listening, open_to_all
from app.settings import read_settings


@pytest.mark.parametrize(("host", "only_here"), [("127.0.0.1", True), ("localhost", True), ("0.0.0.0", False)])
def test_only_loopback_is_out_of_reach(host, only_here):
    with listening(host, 0) as listener:
        assert is_this_machine_only(listener) is only_here


def test_the_warning_names_what_can_be_done_here():
    settings = read_settings(Path("unused"), environment={})
    assert "can ask, read every document and add, replace and delete documents." in open_to_all(settings)
    settings = replace(settings, uploads=False)
    assert "can ask and read every document." in open_to_all(settings)
    assert "can ask, read every document and spend the chat model's tokens." in open_to_all(
        replace(settings, chat_model="openai:any")
    )


def test_a_server_that_others_can_reach_says_so_in_one_line(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "leave.txt").write_text("Staff have 30 days of annual leave a year.")
    assert run(["ingest", str(tmp_path / "docs"), "--data-dir", str(tmp_path / "index"), "--json"]) == 0
    words = ["serve", "--host", "0.0.0.0", "--port", "0", "--data-dir", str(tmp_path / "index")]
    with subprocess.Popen(
        [sys.executable, "-m", "app.cli", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as server:
        assert "http://localhost:" in server.stdout.readline()
        server.terminate()
        _, told = server.communicate(timeout=60)
    (line,) = told.splitlines()
    assert line.startswith("citewell: there is no sign-in yet, so anybody who reaches this address can ask")
