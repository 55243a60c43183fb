"""Titles are cut where a reader would cut them, and every text can be kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.history.words import TITLE_CHARS, kept_text, searchable, title_of

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"


@given(st.text(max_size=300))
def test_a_title_is_one_line_of_no_more_than_its_characters(text):
    title = title_of(text)
    assert len(title) <= TITLE_CHARS
    assert title == " ".join(title.split())
    title.encode()


@given(st.text(max_size=100))
def test_a_part_of_a_text_is_found_in_it_whatever_its_case(text):
    assert searchable(text.upper()).casefold() == searchable(text.upper())
    assert searchable(text) == searchable(searchable(text))


@pytest.mark.parametrize(
    ("text", "most", "title"),
    [
        ("", 10, ""),
        ("Who leads?", 10, "Who leads?"),
        ("Who leads it?", 10, "Who leads…"),
        ("Donaudampfschiff", 10, "Donaudamp…"),
        ("Leave, fees, and more", 12, "Leave, fees…"),
        ("abcde" + FAMILY * 2, 12, "abcde" + FAMILY + "…"),
        ("abcdefgh" + FAMILY, 12, "abcdefgh…"),
        ("cafe\u0301 culture", 5, "caf…"),
    ],
)
def test_titles_are_cut_between_words_and_never_within_a_character(text, most, title):
    assert title_of(text, most) == title


def test_what_no_database_keeps_is_replaced():
    assert kept_text("a\x00b\ud83dc") == "a\ufffdb\ufffdc"
