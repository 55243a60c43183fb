"""From a file to a document: encodings, errors, titles."""

import hashlib
from pathlib import Path

import pytest

from ingest.errors import EmptyDocument, UnreadableFile, UnsupportedFormat
from ingest.load import load

TEXT = "Café staff are paid “monthly”."


def saved(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_any_common_encoding(tmp_path: Path, encoding: str) -> None:
    assert load(saved(tmp_path, "a.txt", TEXT.encode(encoding)), "a.txt").text == TEXT


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_the_same_text(tmp_path: Path, line_end: str) -> None:
    content = f"one{line_end}two".encode()
    assert load(saved(tmp_path, "a.txt", content), "a.txt").text == "one\ntwo"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.markdown", "A.TXT"])
def test_text_and_markdown_files_are_read(tmp_path: Path, name: str) -> None:
    assert load(saved(tmp_path, name, b"# A title\n\nSome words."), name).title == "A title"


def test_another_kind_of_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFormat, match=r"plan\.xyz: .*\.txt"):
        load(saved(tmp_path, "plan.xyz", b"words"), "plan.xyz")


def test_a_binary_file_is_refused_whatever_its_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="not a text file"):
        load(saved(tmp_path, "a.txt", b"PK\x03\x04\x00\x00words"), "a.txt")


def test_half_a_character_of_utf_16_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        load(saved(tmp_path, "a.txt", "words".encode("utf-16") + b"\x41"), "a.txt")


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"gone\.txt"):
        load(tmp_path / "gone.txt", "gone.txt")


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"---\n***\n", b"<!-- nothing -->"])
def test_a_file_without_words_is_an_empty_document(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(EmptyDocument, match=r"a\.md"):
        load(saved(tmp_path, "a.md", content), "a.md")


TITLES = {
    "front matter": ("x.md", "---\ntitle: Paid leave\n---\n# Leave\n\nSome words.", "Paid leave"),
    "first heading": ("x.md", "# Leave\n\nSome words.", "Leave"),
    "opening line over its text": ("x.txt", f"Paid leave\n{'Staff are paid. ' * 9}", "Paid leave"),
    "file name": ("paid-leave_2021.txt", "Some words.", "Paid leave 2021"),
    "file name and not a question": ("paid-leave.txt", f"Who is paid?\n{'Staff are paid. ' * 9}", "Paid leave"),
    "file name and not a part": ("paid-leave.md", "## Who is paid\n\nSome words.", "Paid leave"),
}


@pytest.mark.parametrize(("name", "text", "title"), TITLES.values(), ids=TITLES.keys())
def test_the_title_is_what_the_document_calls_itself(tmp_path: Path, name: str, text: str, title: str) -> None:
    assert load(saved(tmp_path, name, text.encode()), f"folder/{name}").title == title


def test_a_document_carries_its_source_collection_and_hash(tmp_path: Path) -> None:
    document = load(saved(tmp_path, "a.txt", b"Some words."), "folder/a.txt", "legal")
    assert (document.source, document.collection) == ("folder/a.txt", "legal")
    assert document.content_hash == hashlib.sha256(b"Some words.").hexdigest()
