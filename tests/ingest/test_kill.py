"""An ingest killed at any moment leaves every document whole, old or new, and the next one completes."""

import random

import pytest

from retriever.index import Index
from tests.ingest.command_process import ended, printed_json, said
from tests.ingest.index_contents import differences, inconsistencies, read_contents
from tests.ingest.killed_ingest import KillRound, Moment, kill_once
from tests.ingest.two_editions import FIRST, GONE_FILES

# Rounds of the default run; `python benchmarks/kills.py` does a hundred.
ROUNDS = 3
SEED = 20


def test_an_index_brought_up_to_date_equals_one_built_anew(library):
    data_dir = library.copy_of_index("updated")
    assert ended(library.start(data_dir)) == 0
    after = read_contents(data_dir)
    assert inconsistencies(after) == []
    assert differences(after, library.new) == []
    assert not GONE_FILES & after.documents.keys()
    assert "twin-b.txt" in after.documents
    assert after.files["pair-b.txt"]["document"] == "pair-a.txt"
    assert "bundle.zip/notes/4.txt" in after.documents
    assert "bundle.zip/gone.txt" not in after.documents


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_kill_at_a_random_moment_breaks_no_document_and_the_next_run_completes(library, number):
    moment = library.random_moment(random.Random(SEED + number))
    assert_whole(kill_once(library, library.copy_of_index(f"killed-{number}"), moment))


def test_a_kill_between_the_last_change_and_the_end_leaves_nothing_undone(library):
    moment = Moment(library.changes - 1, 0.0)
    assert_whole(kill_once(library, library.copy_of_index("killed-late"), moment))


def test_asking_works_while_an_ingest_is_at_work(library):
    data_dir = library.copy_of_index("asked-meanwhile")
    with Index.open(data_dir, library.encoder) as index:
        index.search("the model is loaded", 1)
        process = library.start(data_dir)
        searches = 0
        while process.is_alive():
            assert index.search("visitors sign the book", 5)
            searches += 1
        assert ended(process) == 0
        assert searches > 1
        assert all(FIRST not in hit.passage.text for hit in index.search(f"the {FIRST} edition", 50))


def test_a_second_ingest_at_the_same_time_is_refused_with_exit_code_3(library):
    data_dir = library.copy_of_index("locked")
    with Index.open(data_dir, library.encoder, writable=True):
        assert ended(library.start(data_dir)) == 3
        assert "another process" in said(data_dir)
        assert printed_json(data_dir) is None
    assert differences(read_contents(data_dir), library.old) == []


def assert_whole(seen: KillRound) -> None:
    assert (seen.broken, seen.survivors) == ([], [])
    assert seen.told == ""
    assert (seen.next_code, seen.different) == (0, [])
