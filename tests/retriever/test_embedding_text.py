"""What of a passage is embedded."""

from dataclasses import replace

from retriever.embedding_text import embedding_text
from retriever.types import Passage


def passage(title: str, section: tuple[str, ...]) -> Passage:
    return Passage("0" * 32, "a.md", title, section, 0, 10, "Some words", ())


def test_the_title_and_the_path_stand_over_the_text() -> None:
    assert embedding_text(passage("Handbook", ("Leave", "Sick leave"))) == "Handbook > Leave > Sick leave\nSome words"


def test_a_title_that_is_in_the_path_is_not_repeated() -> None:
    assert embedding_text(passage("Leave", ("Leave", "Sick leave"))) == "Leave > Sick leave\nSome words"


def test_a_passage_without_title_and_path_is_its_text() -> None:
    assert embedding_text(passage("", ())) == "Some words"


def test_the_header_of_a_table_stands_between_the_place_and_the_text() -> None:
    row = replace(passage("Rates", ()), header="Grade | Allowance")
    assert embedding_text(row) == "Rates\nGrade | Allowance\nSome words"
