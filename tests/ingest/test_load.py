"""From a file to a document: encodings, errors, titles."""

import hashlib
from pathlib import Path

import pytest

from ingest.elements import Limits, SourceFile
from ingest.errors import EmptyDocument, UnsupportedFormat
from ingest.load import load, load_file
from ingest.loaded import LoadRequest, Outcome

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


def test_text_is_read_whatever_its_file_is_called(tmp_path: Path) -> None:
    assert load(saved(tmp_path, "plan.xyz", b"Some words."), "plan.xyz").text == "Some words."


def test_another_kind_of_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFormat, match="Save it as one of PDF, Word"):
        load(saved(tmp_path, "plan.bin", b"\x7fELF\x02\x01\x01" + bytes(57)), "plan.bin")


def test_a_missing_file_is_an_operating_system_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "gone.txt", "gone.txt")


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"---\n***\n", b"<!-- nothing -->"])
def test_a_file_without_words_is_an_empty_document(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(EmptyDocument, match="holds no words"):
        load(saved(tmp_path, "a.md", content), "a.md")


def request(path: Path, **limits: int) -> LoadRequest:
    return LoadRequest(SourceFile(path, path.name, limits=Limits(**limits)), path.name)


def test_what_is_wrong_with_a_file_is_a_result_in_words(tmp_path: Path) -> None:
    result = load_file(request(tmp_path / "gone.txt"))
    assert (result.outcome, result.document) == (Outcome.DAMAGED, None)
    assert result.reason == "cannot be opened: No such file or directory."


def test_a_file_larger_than_allowed_is_not_read(tmp_path: Path) -> None:
    result = load_file(request(saved(tmp_path, "a.txt", b"words " * 400_000), file_bytes=1 << 20))
    assert (result.outcome, result.reason) == (
        Outcome.TOO_LARGE,
        "it is larger (2 MB) than the 1 MB allowed.",
    )


def test_of_too_much_text_the_beginning_is_read(tmp_path: Path) -> None:
    result = load_file(request(saved(tmp_path, "a.txt", b"Some words. " * 100), characters=600))
    assert result.outcome is Outcome.PARTLY_READ
    assert result.document is not None
    assert len(result.document.text) == 600
    assert "600 characters" in result.reason


def test_the_facts_of_a_file_are_counted(tmp_path: Path) -> None:
    text = b"# Rates\n\nTwo grades.\n\n| Grade | Rate |\n|---|---|\n| P3 | 58 |\n"
    facts = load_file(request(saved(tmp_path, "a.md", text))).facts
    assert (facts.format, facts.words, facts.tables, facts.pages) == ("markdown", 7, 1, 0)
    assert facts.size_bytes == len(text)


def test_pages_of_plain_text_end_at_form_feeds(tmp_path: Path) -> None:
    document = load(saved(tmp_path, "a.txt", b"First page.\n\fSecond page.\n\f"), "a.txt")
    assert [document.text[page.start :].split()[0] for page in document.pages] == ["First", "Second"]


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
