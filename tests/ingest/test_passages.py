"""From a document to passages."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.load import load
from ingest.passages import split
from ingest.structure import structure
from retriever.types import Document

SENTENCES = st.lists(
    st.sampled_from(
        ["One.", "It is so.", "A line that leads:", "- an item of more words than a name has", "", "## Part"]
    ),
    max_size=60,
)


def document(text: str) -> Document:
    return Document("a.md", "A", text, structure(text).sections, "0" * 64)


@settings(max_examples=100, deadline=None)
@given(SENTENCES, st.integers(20, 200))
def test_every_statement_is_in_exactly_one_passage_in_order(lines: list[str], max_chars: int) -> None:
    whole = document("\n".join(lines))
    passages = split(whole, max_chars)
    assert [each for passage in passages for each in passage.statements] == [
        each for section in whole.sections for each in section.statements
    ]


@settings(max_examples=100, deadline=None)
@given(SENTENCES, st.integers(20, 200))
def test_no_passage_is_too_long_unless_it_cannot_be_cut(lines: list[str], max_chars: int) -> None:
    for passage in split(document("\n".join(lines)), max_chars):
        led = len(passage.statements) == 2 and passage.statements[1].lead is not None
        assert len(passage.text) <= max_chars or len(passage.statements) == 1 or led


@settings(max_examples=100, deadline=None)
@given(SENTENCES)
def test_a_passage_is_a_slice_of_one_section(lines: list[str]) -> None:
    whole = document("\n".join(lines))
    for passage in split(whole, 60):
        assert passage.text == whole.text[passage.start : passage.end]
        assert any(section.start <= passage.start and passage.end <= section.end for section in whole.sections)


def test_passages_are_even_and_not_full_with_a_scrap_at_the_end() -> None:
    text = " ".join(["This sentence has forty characters in all."] * 5)
    assert [len(passage.statements) for passage in split(document(text), 180)] == [3, 2]


def test_a_cut_falls_between_paragraphs_where_it_can() -> None:
    text = "It is one. It is two. It is three.\n\nIt is four. It is five. It is six. It is seven."
    assert [passage.text.count("\n") for passage in split(document(text), 60)] == [0, 0]


def test_a_leading_line_stays_with_its_first_item() -> None:
    items = "- a passport that has not run out\n- the form, and a pen to sign it"
    text = f"Here is a sentence of some length.\n\nYou must bring these:\n\n{items}"
    assert [passage.text.split("\n")[0] for passage in split(document(text), 70)] == [
        "Here is a sentence of some length.",
        "You must bring these:",
        "the form, and a pen to sign it",
    ]


def test_a_statement_longer_than_a_passage_stands_alone() -> None:
    text = "Short one. W" + "ord " * 60 + "end. Short two."
    assert [len(passage.text) > 100 for passage in split(document(text), 100)] == [False, True, False]


def test_the_same_file_gives_the_same_ids(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One. Two.\n\nThree.")
    first, second = (split(load(path, "a.txt")) for _ in range(2))
    assert [passage.id for passage in first] == [passage.id for passage in second]
    assert all(len(passage.id) == 32 and int(passage.id, 16) >= 0 for passage in first)


@pytest.mark.parametrize("change", [{"source": "b.md"}, {"content_hash": "1" * 64}, {"collection": "legal"}])
def test_ids_differ_between_files_versions_and_collections(change: dict[str, str]) -> None:
    whole = document("One. Two.")
    assert {passage.id for passage in split(whole)}.isdisjoint(
        passage.id for passage in split(replace(whole, **change))
    )


def test_ids_differ_between_passage_sizes() -> None:
    assert split(document("One."), 100)[0].id != split(document("One."), 200)[0].id


def test_rows_parted_from_their_header_carry_it(tmp_path: Path) -> None:
    rows = "\n".join(f"| P{number} | {number * 100} dollars a month |" for number in range(60))
    path = tmp_path / "a.md"
    path.write_text(f"# Rates\n\n| Grade | Allowance |\n|---|---|\n{rows}\n")
    first, *others = split(load(path, "a.md"), 400)
    assert (first.header, {passage.header for passage in others}) == ("", {"Grade | Allowance"})


def test_a_passage_knows_the_pages_it_stands_on(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("First page ends here.\n\fSecond page.\n\fThird page.\n")
    (passage,) = split(load(path, "a.txt"))
    assert [page.number for page in passage.pages] == [1, 2, 3]
