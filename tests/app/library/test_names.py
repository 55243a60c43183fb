"""Names of uploaded files lead nowhere, hide nothing and fit every system."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library.names import free_name, safe_collection, safe_name
from ingest.walk import walk_path

HOSTILE = {
    "../../etc/passwd": "passwd",
    "..\\..\\windows\\system.ini": "system.ini",
    "/etc/shadow": "shadow",
    "..": "untitled",
    "": "untitled",
    ".htaccess": "htaccess",
    "~$plan.docx": "plan.docx",
    "a\x00b\n\x1b[31m.txt": "a_b _[31m.txt",
    "\u202etxt.exe.pdf": "_txt.exe.pdf",
    "con.txt": "_con.txt",
    "what? <b>now</b>.pdf": "b_.pdf",
    "plan.pdf. . ": "plan.pdf",
    "  two   spaces .txt": "two spaces.txt",
    "\udce4.txt": "_.txt",
}


@pytest.mark.parametrize(("name", "kept"), HOSTILE.items(), ids=ascii)
def test_a_hostile_name_becomes_a_plain_one(name, kept):
    assert safe_name(name) == kept


def test_a_long_name_is_cut_before_its_suffix_and_within_a_letter_nowhere():
    assert safe_name("é" * 300 + ".docx") == "é" * 87 + ".docx"


@given(st.text(max_size=300))
def test_every_safe_name_can_be_a_file_that_ingesting_finds(tmp_path_factory, name):
    folder = tmp_path_factory.mktemp("named")
    kept = safe_name(name)
    (folder / kept).write_text("x")
    assert [found.relative for found in walk_path(folder, folder).files] == [kept]


def test_a_collection_is_one_folder_or_none():
    assert [safe_collection(name) for name in ("HR", "a/b", "..", "🙂", " Pay \n and leave ")] == [
        "HR",
        "a_b",
        "",
        "",
        "Pay and leave",
    ]


def test_a_name_that_is_taken_gets_a_number_whatever_its_capitals():
    assert free_name("a.pdf", {"A.PDF", "a (2).pdf"}) == "a (3).pdf"
    assert free_name("README", {"readme"}) == "README (2)"
