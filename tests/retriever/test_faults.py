"""A full disk, a folder that cannot be written to and a kill in the middle of tidying each lose nothing."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from retriever.errors import IndexDamaged
from retriever.index import Index

PARAGRAPHS = 30
# An account without rights of its own.
NOBODY = 65534


@pytest.fixture
def filled(tmp_path, letters, edition):
    """A folder with an index of one document."""
    with Index.open(tmp_path, letters, writable=True) as index:
        index.replace(*edition("a.txt", "first", PARAGRAPHS))
    return tmp_path


def editions(index):
    """The editions that all passages are of."""
    hits = index.search("rule of edition", 5000)
    assert len(hits) == sum(record.passages for record in index.documents())
    return {hit.passage.text.split()[-1] for hit in hits}


@pytest.mark.parametrize("limit_bytes", [50_000, 150_000, 300_000, 500_000, 1_000_000])
def test_a_disk_that_is_full_is_an_error_with_its_remedy_and_loses_nothing(filled, letters, writing, limit_bytes):
    with writing("put-limited", "a.txt", "second", 3000, limit_bytes) as process:
        said = process.stdout.read()
    assert said.startswith("IndexDamaged: ")
    assert "disk is full" in said
    with Index.open(filled, letters) as reader:
        assert reader.document("a.txt").text.startswith("Rule 0 of edition first.")
    with Index.open(filled, letters, writable=True) as writer:
        assert (editions(writer), writer.examine()) == ({"first."}, [])


@pytest.mark.parametrize("commit", range(1, 9))
def test_a_writer_killed_while_it_tidies_loses_nothing(filled, letters, writing, edition, commit):
    with Index.open(filled, letters, writable=True) as index:
        for name in ("second", "third", "fourth"):
            index.replace(*edition("a.txt", name, PARAGRAPHS))
    with writing("tidy", commit) as process:
        assert process.stdout.readline() == "stopped\n"
    with Index.open(filled, letters) as reader:
        assert editions(reader) == {"fourth."}
    with Index.open(filled, letters, writable=True) as writer:
        assert (editions(writer), writer.examine()) == ({"fourth."}, [])
        writer.tidy()
        assert (editions(writer), writer.examine()) == ({"fourth."}, [])


@contextmanager
def without_rights():
    """Within, this process has no more rights than an ordinary account."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only(letters, edition):
    """A folder with an index that nobody may write to."""
    folder = Path(tempfile.mkdtemp())
    with Index.open(folder, letters, writable=True) as index:
        index.replace(*edition("a.txt", "first", PARAGRAPHS))
    entries = [folder, *folder.rglob("*")]
    for entry in entries:
        entry.chmod(0o555 if entry.is_dir() else 0o444)
    yield folder
    for entry in entries:
        if entry.is_dir():
            entry.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("writable", [True, False])
def test_a_folder_that_cannot_be_written_to_is_an_error_that_says_so(read_only, letters, writable):
    with (
        without_rights(),
        pytest.raises(IndexDamaged, match="read-only"),
        Index.open(read_only, letters, writable=writable) as index,
    ):
        index.search("rule")


def test_a_new_index_where_nothing_can_be_written_is_an_error_that_says_so(read_only, letters):
    with without_rights(), pytest.raises(IndexDamaged, match="cannot be written to"):
        Index.open(read_only / "below", letters, writable=True)
