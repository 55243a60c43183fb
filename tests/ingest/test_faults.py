"""What goes wrong around an ingest ends in a clear word, loses nothing, and is mended by the next run."""

import os
import shutil
import signal
import zipfile
from functools import partial
from pathlib import Path

import pytest

from ingest.folder import ingest_folder
from retriever.index import Index
from tests.ingest.circumstances_of_processes import PRIVILEGES_STAY, drop_privileges, limit_files
from tests.ingest.command_process import (
    ended,
    printed_json,
    processes_left,
    said,
    start_command,
    wait_for_changes,
)
from tests.ingest.index_contents import differences, inconsistencies, read_contents
from tests.ingest.killed_ingest import Library, not_whole

DONE, FAILED, WRONG_USAGE, INDEX_UNUSABLE, INTERRUPTED = 0, 1, 2, 3, 130


@pytest.fixture
def data_dir(library, tmp_path) -> Path:
    """An index of the first edition, whose files now hold the second."""
    return Path(shutil.copytree(library.folder / "first", tmp_path / "index"))


def run(library: Library, data_dir: Path, *arguments: str, prepare=None) -> int:
    return ended(start_command(arguments, data_dir, library.model, prepare))


def ingest(library: Library, data_dir: Path, *options: str, prepare=None) -> int:
    return run(library, data_dir, "ingest", str(library.documents), "--json", *options, prepare=prepare)


def run_unprivileged(library: Library, data_dir: Path, *arguments: str) -> int:
    code = run(library, data_dir, *arguments, prepare=drop_privileges)
    if code == PRIVILEGES_STAY:
        pytest.skip("this system lets root drop no privileges")
    return code


def assert_said_clearly(data_dir: Path, *words: str) -> None:
    """One line says what is wrong, and nothing of the program's insides."""
    told = said(data_dir)
    assert "Traceback" not in told
    assert "unexpected" not in told
    for word in words:
        assert word in told.splitlines()[-1]


def assert_whole(library: Library, data_dir: Path) -> None:
    left = read_contents(data_dir)
    assert (inconsistencies(left), not_whole(left, library)) == ([], [])


def assert_complete(library: Library, data_dir: Path) -> None:
    after = read_contents(data_dir)
    assert (inconsistencies(after), differences(after, library.new)) == ([], [])


# Files and folders


def texts(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number}.txt").write_text(f"Rule {number}: badges are worn by all visitors.\n")
    return folder


def ingest_here(folder: Path, index: Index, at_file: str, change) -> object:
    """Ingest one file at a time, and call `change` when it is a given file's turn."""

    def on_progress(progress) -> None:
        if at_file and progress.source == at_file:
            change()

    ledger = folder.parent / "folders.json"
    return ingest_folder([folder], index, ledger, passage_chars=200, on_progress=on_progress, processes=1)


def test_a_file_that_vanishes_before_it_is_read_fails_alone_and_keeps_its_document(library, tmp_path):
    folder = texts(tmp_path / "docs", 9)
    with Index.open(tmp_path / "index", library.encoder, writable=True) as index:
        ingest_here(folder, index, "", lambda: None)
        for path in folder.iterdir():
            path.write_text(f"Now {path.read_text()}")
        report = ingest_here(folder, index, "0.txt", (folder / "8.txt").unlink)
        assert [(one.source, one.reason) for one in report.failed] == [
            ("8.txt", "cannot be opened: No such file or directory.")
        ]
        assert report.updated == tuple(f"{number}.txt" for number in range(8))
        assert index.document("8.txt").text.startswith("Rule 8")
        assert ingest_here(folder, index, "", lambda: None).removed == ("8.txt",)


def test_a_file_that_was_away_for_a_moment_is_read_by_the_next_run(library, tmp_path):
    folder = texts(tmp_path / "docs", 9)
    with Index.open(tmp_path / "index", library.encoder, writable=True) as index:
        away = tmp_path / "away.txt"
        ingest_here(folder, index, "0.txt", lambda: (folder / "8.txt").rename(away))
        away.rename(folder / "8.txt")
        assert ingest_here(folder, index, "", lambda: None).added == ("8.txt",)


def test_a_text_can_be_read_after_an_archive_whose_members_are_all_known(library, tmp_path):
    folder = texts(tmp_path / "docs", 1)
    shutil.copy(library.documents / "bundle.zip", folder / "0.zip")
    with Index.open(tmp_path / "index", library.encoder, writable=True) as index:
        ingest_here(folder, index, "", lambda: None)
        with zipfile.ZipFile(folder / "0.zip", "a") as archive:
            archive.comment = b"Other bytes, the same members."
        (folder / "1.txt").write_text("Visitors sign the book when they come and wear a badge. " * 9)
        assert ingest_here(folder, index, "", lambda: None).failed == ()


def test_a_folder_that_vanishes_while_it_is_read_fails_file_by_file_and_the_rest_goes_in(library, tmp_path):
    folder = texts(tmp_path / "docs", 3)
    texts(folder / "hr", 9)
    with Index.open(tmp_path / "index", library.encoder, writable=True) as index:
        report = ingest_here(folder, index, "0.txt", lambda: shutil.rmtree(folder / "hr"))
        assert report.added[:3] == ("0.txt", "1.txt", "2.txt")
        assert {one.source for one in report.failed} >= {f"hr/{number}.txt" for number in range(3, 9)}
        again = ingest_here(folder, index, "", lambda: None)
        assert [record.source for record in index.documents()] == ["0.txt", "1.txt", "2.txt"]
        assert not again.failed


def test_a_file_that_changes_before_it_is_read_is_right_after_the_next_run(library, tmp_path):
    folder = texts(tmp_path / "docs", 9)
    with Index.open(tmp_path / "index", library.encoder, writable=True) as index:
        ingest_here(folder, index, "0.txt", lambda: (folder / "8.txt").write_text("Another rule altogether.\n"))
        ingest_here(folder, index, "", lambda: None)
        assert index.document("8.txt").text.strip() == "Another rule altogether."


def test_a_run_cut_off_among_the_members_of_an_archive_is_taken_up_again(library, tmp_path, data_dir):
    def interrupt() -> None:
        raise KeyboardInterrupt

    ledger = data_dir / "folders.json"
    with Index.open(data_dir, library.encoder, writable=True) as index:
        seen = []

        def on_progress(progress) -> None:
            seen.append(progress.source)
            if progress.source == "bundle.zip/notes/3.txt":
                interrupt()

        with pytest.raises(KeyboardInterrupt):
            ingest_folder([library.documents], index, ledger, passage_chars=200, on_progress=on_progress, processes=1)
    assert "bundle.zip/more/0.txt" in read_contents(data_dir).documents
    assert ingest(library, data_dir) == DONE
    assert_complete(library, data_dir)


def test_a_folder_without_permission_fails_and_keeps_its_documents(library, tmp_path):
    documents = Path(shutil.copytree(library.documents, tmp_path / "documents"))
    index = tmp_path / "other"
    assert run(library, index, "ingest", str(documents), "--json") == DONE
    (documents / "hr").chmod(0)
    try:
        code = run_unprivileged(library, index, "ingest", str(documents), "--json")
    finally:
        (documents / "hr").chmod(0o755)
    assert code == FAILED
    assert [(one["source"], one["reason"]) for one in printed_json(index)["failed"]] == [
        ("hr", "cannot be opened: Permission denied")
    ]
    assert differences(read_contents(index), library.new) == []


# The disk


@pytest.mark.parametrize(
    "kilobytes", [pytest.param(48, id="at once"), pytest.param(600, id="in the middle"), pytest.param(2000, id="late")]
)
def test_a_full_disk_stops_the_run_with_a_clear_word_and_the_next_run_completes(library, data_dir, kilobytes):
    assert ingest(library, data_dir, prepare=partial(limit_files, kilobytes * 1024)) == INDEX_UNUSABLE
    assert_said_clearly(data_dir, "disk is full")
    assert processes_left(data_dir) == []
    assert_whole(library, data_dir)
    assert ingest(library, data_dir) == DONE
    assert_complete(library, data_dir)


def test_a_data_folder_that_can_only_be_read_is_told_and_nothing_in_it_changes(library, data_dir):
    for folder in (data_dir, data_dir / "chroma"):
        folder.chmod(0o555)
    for file in data_dir.rglob("*"):
        file.chmod(0o555 if file.is_dir() else 0o444)
    try:
        assert run_unprivileged(library, data_dir, "ingest", str(library.documents), "--json") == INDEX_UNUSABLE
        assert_said_clearly(data_dir, "--data-dir")
    finally:
        for path in (data_dir, *data_dir.rglob("*")):
            path.chmod(0o755)
    assert differences(read_contents(data_dir), library.old) == []


def test_a_data_folder_that_is_a_file_is_told(library, tmp_path):
    data_dir = tmp_path / "file"
    data_dir.write_text("no folder")
    assert ingest(library, data_dir) == INDEX_UNUSABLE
    assert_said_clearly(data_dir, str(data_dir), "--data-dir")
    assert data_dir.read_text() == "no folder"


# The index's files


def overwrite(path: Path) -> None:
    path.write_bytes(b"these are not the bytes you are looking for" * 200)


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


CHROMA_FAULTS = {
    "its folder is missing": lambda chroma: shutil.rmtree(chroma),
    "its database is overwritten": lambda chroma: overwrite(chroma / "chroma.sqlite3"),
    "its database is cut short": lambda chroma: cut_in_half(chroma / "chroma.sqlite3"),
    "its database is missing": lambda chroma: (chroma / "chroma.sqlite3").unlink(),
}


@pytest.mark.parametrize("fault", CHROMA_FAULTS)
def test_the_next_ingest_mends_broken_vectors_and_until_then_asking_does_without(library, data_dir, fault):
    CHROMA_FAULTS[fault](data_dir / "chroma")
    assert run(library, data_dir, "search", "visitors sign the book", "--json") == DONE
    assert run(library, data_dir, "status", "--json") == INDEX_UNUSABLE
    assert_said_clearly(data_dir, "citewell ingest")
    assert ingest(library, data_dir) == DONE
    assert_complete(library, data_dir)


@pytest.mark.parametrize("break_file", [overwrite, cut_in_half])
def test_a_broken_database_is_told_and_a_rebuild_reads_every_folder_again(library, data_dir, break_file):
    break_file(data_dir / "citewell.sqlite")
    assert ingest(library, data_dir) == INDEX_UNUSABLE
    assert_said_clearly(data_dir, "citewell ingest --rebuild")
    assert run(library, data_dir, "search", "visitors sign the book", "--json") == INDEX_UNUSABLE
    assert_said_clearly(data_dir, "citewell ingest --rebuild")
    assert run(library, data_dir, "ingest", "--json", "--rebuild") == DONE
    assert_complete(library, data_dir)


# The person


def test_ctrl_c_ends_an_ingest_at_once_and_leaves_the_index_whole(library, data_dir):
    process = start_command(["ingest", str(library.documents), "--json"], data_dir, library.model)
    wait_for_changes(process, data_dir, library.changes // 2)
    os.kill(process.pid, signal.SIGINT)
    assert ended(process) == INTERRUPTED
    assert "Traceback" not in said(data_dir)
    assert "Error" not in said(data_dir)
    assert processes_left(data_dir) == []
    assert_whole(library, data_dir)
    assert ingest(library, data_dir) == DONE
    assert_complete(library, data_dir)
