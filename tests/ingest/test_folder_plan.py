"""What a run looks at is decided by the folders given and those known, never by chance or by silence."""

import os
import socket
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.plan import plan_run
from ingest.report import Problem
from ingest.roots import Root, read_roots, write_roots


def write(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"The text of {name}.")
    return folder


def sources(plan) -> list[str]:
    return [planned.source for planned in plan.files]


def after(paths, known=()):
    """The roots that a later run finds when all files of this one went in."""
    return plan_run(paths, known).remaining_roots()


def test_documents_are_named_by_their_path_below_the_folder_in_order(tmp_path):
    folder = write(tmp_path / "docs", "b.txt", "a.txt", "hr/leave/parents.md", "Z.md")
    plan = plan_run([folder], [])
    assert sources(plan) == ["Z.md", "a.txt", "b.txt", "hr/leave/parents.md"]


def test_the_first_folder_is_the_collection_and_main_where_there_is_none(tmp_path):
    folder = write(tmp_path / "docs", "a.txt", "hr/leave/parents.md")
    assert [planned.collection for planned in plan_run([folder], []).files] == ["main", "hr"]


def test_hidden_files_lock_files_and_the_provenance_page_are_left_out(tmp_path):
    names = ("a.txt", ".secret", ".git/config", "~$a.docx", "SOURCES.md", "hr/SOURCES.md", "hr/.DS_Store")
    assert sources(plan_run([write(tmp_path, *names)], [])) == ["a.txt", "hr/SOURCES.md"]


def test_a_file_named_by_itself_is_taken_whatever_its_name(tmp_path):
    folder = write(tmp_path, "SOURCES.md", ".hidden.txt")
    assert sources(plan_run([folder / "SOURCES.md", folder / ".hidden.txt"], [])) == [".hidden.txt", "SOURCES.md"]


def test_links_are_followed_to_files_inside_the_folder_only(tmp_path):
    outside = write(tmp_path / "outside", "secret.txt")
    folder = write(tmp_path / "docs", "a.txt", "hr/b.txt")
    (folder / "inside.txt").symlink_to(folder / "hr" / "b.txt")
    (folder / "secret.txt").symlink_to(outside / "secret.txt")
    (folder / "outside").symlink_to(outside)
    (folder / "again").symlink_to(folder)
    (folder / "broken.txt").symlink_to(folder / "nothing.txt")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    plan = plan_run([folder], [])
    assert sources(plan) == ["a.txt", "hr/b.txt", "inside.txt"]
    assert {problem.source: problem.reason for problem in plan.skipped} == {
        "secret.txt": "a link out of the folder",
        "outside": "a link out of the folder",
        "again": "a link to a folder",
        "broken.txt": "a link that leads nowhere",
        "self.txt": "a link that leads nowhere",
    }


def test_a_pipe_and_a_socket_are_skipped_without_being_opened(tmp_path):
    folder = write(tmp_path / "docs", "a.txt")
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(folder / "socket.txt"))
        plan = plan_run([folder], [])
    assert sources(plan) == ["a.txt"]
    assert {problem.source for problem in plan.skipped} == {"pipe.txt", "socket.txt"}


def test_a_name_that_is_not_unicode_fails_and_stops_nothing(tmp_path):
    folder = write(tmp_path / "docs", "a.txt")
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("Coffee.")
    plan = plan_run([folder], [])
    assert sources(plan) == ["a.txt"]
    assert plan.failed == [Problem("caf\\xe9.txt", "its name is not valid Unicode; rename it")]


def test_several_folders_with_files_of_one_name_do_not_collide(tmp_path):
    one = write(tmp_path / "one" / "docs", "leave.txt")
    two = write(tmp_path / "two" / "docs", "leave.txt")
    other = write(tmp_path / "other", "leave.txt")
    assert sources(plan_run([one, two, other], [])) == ["docs/leave.txt", "other/leave.txt", "two/docs/leave.txt"]


def test_a_folder_ingested_later_does_not_collide_with_an_earlier_one(tmp_path):
    one, two = write(tmp_path / "one", "leave.txt"), write(tmp_path / "two", "leave.txt")
    known = after([one])
    assert sources(plan_run([one], known)) == ["leave.txt"]
    assert sources(plan_run([two], known)) == ["two/leave.txt"]
    assert sources(plan_run([one, two], known)) == ["leave.txt", "two/leave.txt"]


def test_a_folder_ingested_later_without_a_collision_needs_no_prefix(tmp_path):
    one, two = write(tmp_path / "one", "leave.txt"), write(tmp_path / "two", "pay.txt")
    assert sources(plan_run([two], after([one]))) == ["pay.txt"]


def test_a_file_that_takes_the_name_of_another_folders_document_fails_alone(tmp_path):
    one, two = write(tmp_path / "one", "leave.txt"), write(tmp_path / "two", "pay.txt")
    known = after([two], after([one]))
    write(two, "leave.txt")
    plan = plan_run([two], known)
    assert sources(plan) == ["pay.txt"]
    assert [problem.source for problem in plan.failed] == ["leave.txt"]
    assert str(one) in plan.failed[0].reason


def test_only_files_gone_from_the_folders_given_lose_their_documents(tmp_path):
    one, two = write(tmp_path / "one", "a.txt", "b.txt"), write(tmp_path / "two", "c.txt", "d.txt")
    known = after([two], after([one]))
    (one / "a.txt").unlink()
    (two / "c.txt").unlink()
    assert plan_run([one], known).gone == {"a.txt"}
    assert plan_run([two], known).gone == {"c.txt"}


def test_a_folder_found_empty_loses_no_documents_and_says_so(tmp_path):
    folder = write(tmp_path / "docs", "a.txt", "b.txt")
    known = after([folder])
    (folder / "a.txt").unlink()
    (folder / "b.txt").unlink()
    plan = plan_run([folder], known)
    assert plan.gone == set()
    assert [problem.source for problem in plan.failed] == [str(folder)]
    assert "its 2 documents stay" in plan.failed[0].reason
    assert plan.remaining_roots() == known


def test_a_folder_inside_a_known_one_keeps_the_names_of_that_one(tmp_path):
    folder = write(tmp_path / "docs", "a.txt", "hr/leave.txt", "hr/pay.txt", "hr2/x.txt")
    known = after([folder])
    (folder / "hr" / "pay.txt").unlink()
    (folder / "a.txt").unlink()
    plan = plan_run([folder / "hr"], known)
    assert sources(plan) == ["hr/leave.txt"]
    assert [planned.collection for planned in plan.files] == ["hr"]
    assert plan.gone == {"hr/pay.txt"}
    assert [root.sources for root in plan.remaining_roots()] == [{"a.txt", "hr/leave.txt", "hr2/x.txt"}]


def test_a_folder_around_a_known_one_renames_its_documents_and_doubles_none(tmp_path):
    folder = write(tmp_path / "docs", "a.txt", "hr/leave.txt")
    known = after([folder / "hr"])
    plan = plan_run([folder], known)
    assert sources(plan) == ["a.txt", "hr/leave.txt"]
    assert plan.gone == {"leave.txt"}
    assert [root.path for root in plan.remaining_roots()] == [folder]


def test_a_single_file_removes_no_document_beside_it(tmp_path):
    folder = write(tmp_path / "docs", "a.txt", "b.txt")
    known = after([folder])
    (folder / "b.txt").unlink()
    assert plan_run([folder / "a.txt"], known).gone == set()


def test_a_single_file_then_its_folder_gives_it_one_name(tmp_path):
    folder = write(tmp_path / "docs", "a.txt", "b.txt")
    plan = plan_run([folder], after([folder / "a.txt"]))
    assert sources(plan) == ["a.txt", "b.txt"]
    assert plan.gone == set()


def test_a_folder_given_twice_or_within_another_is_walked_once(tmp_path):
    folder = write(tmp_path / "docs", "hr/leave.txt")
    assert sources(plan_run([folder, folder / "hr", folder / ".." / "docs"], [])) == ["hr/leave.txt"]


def test_a_folder_that_has_moved_keeps_the_names_of_its_documents(tmp_path):
    folder = write(tmp_path / "old", "a.txt")
    known = after([folder])
    moved = folder.rename(tmp_path / "new")
    assert sources(plan_run([moved], known)) == ["a.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser can open every folder")
def test_documents_in_a_folder_that_cannot_be_opened_stay(tmp_path):
    folder = write(tmp_path / "docs", "a.txt", "hr/leave.txt")
    known = after([folder])
    (folder / "hr").chmod(0)
    try:
        plan = plan_run([folder], known)
    finally:
        (folder / "hr").chmod(0o755)
    assert plan.gone == set()
    assert [problem.source for problem in plan.failed] == ["hr"]


def test_the_ledger_reads_back_as_it_was_written(tmp_path):
    roots = (Root(tmp_path / "döcs", "docs/", frozenset({"docs/é.txt"})), Root(tmp_path / "b"))
    ledger = tmp_path / "new" / "folders.json"
    write_roots(ledger, roots)
    assert read_roots(ledger) == roots
    write_roots(ledger, [replace(roots[0], sources=frozenset())])
    assert read_roots(ledger)[0].sources == frozenset()


@pytest.mark.parametrize("content", [None, "", "{", "[1]", '[{"path": "/a"}]'])
def test_a_missing_or_damaged_ledger_knows_no_folder_so_nothing_is_removed(tmp_path, content):
    ledger = tmp_path / "folders.json"
    if content is not None:
        ledger.write_text(content)
    assert read_roots(ledger) == ()
