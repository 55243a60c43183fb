"""The history's database keeps its promises, and what is wrong with it is said in words."""

import os
import sqlite3

import pytest

from app.history.errors import HistoryUnavailable
from app.history.store import History


def test_sqlite_runs_in_write_ahead_mode_with_foreign_keys(history, tmp_path, answered):
    conversation = history.start("ana")
    exchange = history.begin("ana", conversation, "How long?")
    history.finish(exchange, answered("How long?"))
    history.delete("ana", conversation)
    with sqlite3.connect(tmp_path / "history.sqlite3") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("SELECT count(*) FROM exchanges").fetchone() == (0,)


def test_nothing_of_a_deleted_conversation_stays_in_the_file(history, tmp_path):
    conversation = history.start("ana")
    history.begin("ana", conversation, "What is the xylophone allowance?")
    history.delete("ana", conversation)
    history.close()
    assert not any(b"xylophone" in file.read_bytes() for file in tmp_path.iterdir())


def test_the_folder_of_the_file_is_made(tmp_path):
    History(f"sqlite:///{tmp_path}/a/b/history.sqlite3").close()
    assert (tmp_path / "a" / "b" / "history.sqlite3").is_file()


def test_a_file_that_is_no_database_is_refused_and_named(tmp_path):
    (tmp_path / "history.sqlite3").write_text("These are my notes, no database at all. " * 40, encoding="utf-8")
    with pytest.raises(HistoryUnavailable, match=r"history\.sqlite3 cannot be used: file is not a database"):
        History(f"sqlite:///{tmp_path}/history.sqlite3")


@pytest.mark.parametrize("url", ["notes", "nosuch://host/name", "sqlite+nosuch:///x", "postgresql://h:port/x"])
def test_an_address_that_means_nothing_is_refused_with_the_setting(url):
    with pytest.raises(HistoryUnavailable, match="CITEWELL_HISTORY_URL"):
        History(url)


def test_a_password_is_never_shown():
    with pytest.raises(HistoryUnavailable) as refusal:
        History("mysql+mysqldb://ana:secret-word@localhost/citewell")
    assert "secret-word" not in str(refusal.value)


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="needs permissions that hold for this user")
def test_a_folder_that_may_not_be_written_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(HistoryUnavailable, match="cannot be used"):
        History(f"sqlite:///{tmp_path}/inner/history.sqlite3")
    tmp_path.chmod(0o700)
