"""What to do about files that were not read: a sentence for each kind of trouble, and none where there is none."""

import pytest

from app import advice as module
from app.advice import advice
from app.languages import MULTILINGUAL_MODEL, covers
from ingest.loaded import FileFacts, Outcome
from ingest.report import FileReport


def report(name: str, outcome: Outcome = Outcome.READ, **facts) -> FileReport:
    return FileReport(name, outcome, facts=FileFacts(**facts))


def test_files_that_were_read_need_no_advice():
    assert advice([report("a.txt", language="en"), report("b.txt", Outcome.EMPTY)], "bundled") == []


def test_locked_files_need_a_file_of_passwords():
    files = [report(name, Outcome.NEEDS_PASSWORD) for name in ("a.pdf", "b.pdf", "c.xlsx")]
    assert advice(files, "bundled") == [
        "3 files need a password: put the passwords into a file, one a line, "
        "and run `citewell ingest --passwords FILE`."
    ]


@pytest.mark.parametrize(("found", "remedy"), [(None, "install Tesseract"), ("/usr/bin/tesseract", "scan them anew")])
def test_pictures_of_pages_need_what_is_missing(monkeypatch, found, remedy):
    monkeypatch.setattr(module.shutil, "which", lambda name: found)
    (sentence,) = advice([report("scan.pdf", Outcome.IMAGE_ONLY)], "bundled")
    assert sentence.startswith("1 file is or holds pictures of pages without words")
    assert remedy in sentence


def test_old_binary_files_need_libreoffice_and_other_kinds_another_format():
    old, other = advice(
        [report("a.doc", Outcome.UNSUPPORTED, format="doc"), report("b.bin", Outcome.UNSUPPORTED)], "bundled"
    )
    assert old == "1 file of the old kind .doc: install LibreOffice, then run `citewell ingest` again."
    assert other.startswith("1 file is of a kind that is not read: save as PDF")


def test_damaged_and_too_large_files_each_have_a_remedy():
    damaged, large = advice([report("a.pdf", Outcome.DAMAGED), report("b.pdf", Outcome.TOO_LARGE)], "bundled")
    assert "save it anew" in damaged
    assert "CITEWELL_MAX_FILE_MB" in large


def test_one_unreadable_character_in_a_hundred_is_let_pass_and_more_are_not():
    assert advice([report("a.pdf", characters=100, unreadable=1)], "bundled") == []
    (sentence,) = advice([report("a.pdf", characters=100, unreadable=2)], "bundled")
    assert "could not be read" in sentence


def test_languages_that_the_model_does_not_cover_are_named_with_the_model_to_set():
    files = [report("a", language="fr"), report("b", language="fr"), report("c", language="ar")]
    copy = FileReport("copy", Outcome.READ, facts=FileFacts(language="ar"), duplicate_of="c")
    assert advice([*files, copy], "bundled") == [
        "2 documents are in French and 1 in Arabic, which the embedding model does not cover: set "
        f"CITEWELL_EMBEDDING_MODEL={MULTILINGUAL_MODEL} and run `citewell ingest --rebuild`."
    ]
    assert advice(files, MULTILINGUAL_MODEL) == []


@pytest.mark.parametrize(
    ("model", "is_covered"),
    [
        ("bundled", False),
        ("all-MiniLM-L6-v2", False),
        ("sentence-transformers/all-mpnet-base-v2", False),
        ("BAAI/bge-small-en-v1.5", False),
        ("BAAI/bge-m3", True),
        ("intfloat/multilingual-e5-small", True),
        ("/srv/models/ours", True),
    ],
)
def test_what_a_model_covers_shows_in_its_name_and_an_unknown_one_is_trusted(model, is_covered):
    assert covers(model, "fr") is is_covered
    assert covers(model, "en")
    assert covers(model, "")
