"""The tables are brought up to date when the history is opened, or the program says why not."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from app.history.database import HistoryDatabase
from app.history.errors import HistoryTooNew
from app.history.migrations.upgrade import FOLDER
from app.history.store import History
from app.history.tables import METADATA


def test_the_steps_from_an_empty_database_make_the_declared_tables(history, history_url):
    with HistoryDatabase(history_url).reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), METADATA)
    assert differences == []


def test_the_steps_form_one_line():
    steps = ScriptDirectory(FOLDER, version_locations=[FOLDER / "versions"])
    assert len(steps.get_heads()) == 1
    assert len(list(steps.walk_revisions())) == len([*(FOLDER / "versions").glob("step_*.py")])


def test_a_history_made_by_a_newer_program_is_left_alone_and_says_what_to_do(history, history_url, tmp_path):
    history.start("ana")
    history.close()
    with sqlite3.connect(tmp_path / "history.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (tmp_path / "history.sqlite3").read_bytes()
    with pytest.raises(HistoryTooNew, match=r"newer Citewell.*step 9999.*up to 0002.*CITEWELL_HISTORY_URL"):
        History(history_url)
    assert (tmp_path / "history.sqlite3").read_bytes() == before


def test_an_empty_database_can_be_opened_by_many_at_once(history_url):
    with ThreadPoolExecutor(4) as threads:
        opened = list(threads.map(lambda _: History(history_url), range(4)))
    id = opened[0].start("ana")
    assert [one.id for one in opened[3].conversations("ana")] == [id]
    for one in opened:
        one.close()
