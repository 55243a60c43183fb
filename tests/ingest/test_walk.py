import os
import socket
import subprocess

import pytest

from ingest.walk import walk_path


def names(walk):
    return [file.relative for file in walk.files]


def problems(found):
    return {problem.source: problem.reason for problem in found}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "leave.txt").write_text("Annual leave is 30 days.")
    return folder


def test_files_come_in_the_order_of_their_paths(folder):
    (folder / "b").mkdir()
    (folder / "a").mkdir()
    for name in ("b/one.txt", "a/two.txt", "a.txt", "z.txt"):
        (folder / name).write_text("leave")
    assert names(walk_path(folder, folder)) == ["a.txt", "a/two.txt", "b/one.txt", "leave.txt", "z.txt"]


def test_a_pipe_under_a_harmless_name_is_left_out_and_nothing_waits_for_it(folder):
    os.mkfifo(folder / "notes.txt")
    walk = walk_path(folder, folder)
    assert names(walk) == ["leave.txt"]
    assert problems(walk.skipped) == {"notes.txt": "not a file that can be read (a pipe, a socket or a device)"}


def test_a_pipe_that_is_named_itself_is_left_out(folder):
    os.mkfifo(folder / "notes.txt")
    walk = walk_path(folder / "notes.txt", folder)
    assert (names(walk), list(problems(walk.skipped))) == ([], ["notes.txt"])


def test_a_link_to_a_pipe_is_left_out(folder):
    os.mkfifo(folder / ".pipe")
    (folder / "notes.txt").symlink_to(".pipe")
    walk = walk_path(folder, folder)
    assert (names(walk), list(problems(walk.skipped))) == (["leave.txt"], ["notes.txt"])


def test_a_socket_is_left_out(folder, monkeypatch):
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("notes.txt")
        assert list(problems(walk_path(folder, folder).skipped)) == ["notes.txt"]


def test_links_out_of_the_folder_are_not_followed(folder, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "link").symlink_to(tmp_path)
    (folder / "up.txt").symlink_to("../secret.txt")
    walk = walk_path(folder, folder)
    assert names(walk) == ["leave.txt"]
    assert set(problems(walk.skipped).values()) == {"a link out of the folder"}


def test_links_that_lead_round_in_a_circle_end(folder):
    (folder / "self").symlink_to("self")
    (folder / "here").symlink_to(".")
    (folder / "one").symlink_to("two")
    (folder / "two").symlink_to("one")
    walk = walk_path(folder, folder)
    assert names(walk) == ["leave.txt"]
    assert problems(walk.skipped) == {
        "here": "a link to a folder",
        "one": "a link that leads nowhere",
        "self": "a link that leads nowhere",
        "two": "a link that leads nowhere",
    }


def test_a_link_to_a_file_inside_the_folder_is_followed(folder):
    (folder / "link.txt").symlink_to("leave.txt")
    assert names(walk_path(folder, folder)) == ["leave.txt", "link.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may open any folder")
def test_a_folder_that_may_not_be_opened_is_named(folder):
    (folder / "closed").mkdir(mode=0)
    walk = walk_path(folder, folder)
    assert names(walk) == ["leave.txt"]
    assert problems(walk.unreadable) == {"closed": "cannot be opened: Permission denied"}


@pytest.mark.parametrize(
    ("name", "shown", "reason"),
    [
        (b"a\nb.txt", "a\\nb.txt", "its name holds a line break or other signs that cannot be seen; rename it"),
        (
            b"a\x1b[2Jb.txt",
            "a\\x1b[2Jb.txt",
            "its name holds a line break or other signs that cannot be seen; rename it",
        ),
        (
            "txt\u202eexe".encode(),
            "txt\\u202eexe",
            "its name holds a line break or other signs that cannot be seen; rename it",
        ),
        (b"caf\xe9.txt", "caf\\xe9.txt", "its name is not valid Unicode; rename it"),
    ],
)
@pytest.mark.parametrize("below", [b"", b"inner/"])
def test_a_file_whose_name_cannot_be_shown_is_named_by_what_it_is(folder, below, name, shown, reason):
    os.makedirs(os.fsencode(folder) + b"/" + below, exist_ok=True)
    with open(os.fsencode(folder) + b"/" + below + name, "w") as file:
        file.write("leave")
    walk = walk_path(folder, folder)
    assert names(walk) == ["leave.txt"]
    assert problems(walk.unreadable) == {below.decode() + shown: reason}


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may open any folder")
def test_a_closed_folder_whose_name_cannot_be_shown_is_named_by_what_it_is(folder):
    os.mkdir(os.fsencode(folder) + b"/caf\xe9", mode=0)
    assert problems(walk_path(folder, folder).unreadable) == {"caf\\xe9": "cannot be opened: Permission denied"}


def test_names_in_any_alphabet_are_taken(folder):
    for name in ("отпуск.txt", "年次休暇.txt", "إجازة.txt", "👍.txt", " .txt"):
        (folder / name).write_text("leave")
    assert len(names(walk_path(folder, folder))) == 6


def test_folders_nested_more_deeply_than_functions_may_be_are_walked(folder, monkeypatch):
    monkeypatch.chdir(folder)
    for _ in range(1500):
        os.mkdir("a")
        os.chdir("a")
    with open("deep.txt", "w") as file:
        file.write("leave")
    os.chdir(folder)
    assert names(walk_path(folder, folder)) == ["a/" * 1500 + "deep.txt", "leave.txt"]
    # Neither pytest nor shutil.rmtree can: they call themselves for each folder within another.
    subprocess.run(["rm", "-r", folder / "a"], check=True)
