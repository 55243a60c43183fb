"""Words of lines: raised signs, hyphens, right-to-left order, columns."""

import pytest

from ingest.formats.pdf.bidi import logical_order
from ingest.formats.pdf.lines import lines_of, pieces_of
from ingest.formats.pdf.outline import title_or_none
from ingest.formats.pdf.shapes import Glyph, Look
from ingest.formats.pdf.words import joined, line_runs

LOOK, SMALL = Look(10.0), Look(6.0)


def glyphs(text, left=0.0, baseline=100.0, look=LOOK, width=5.0):
    found, spaced = [], False
    for position, letter in enumerate(text):
        if letter == " ":
            spaced = True
            continue
        x = left + position * width
        found.append(Glyph(letter, x, x + width, baseline, look, spaced))
        spaced = False
    return found


@pytest.mark.parametrize(
    ("before", "raised", "expected"),
    [
        ("policy", "3", "policy 3"),
        ("10", "6", "10⁶"),
        ("5 m", "2", "5 m²"),
        ("2023", "1", "2023 1"),
        ("end.", "*", "end. *"),
    ],
)
def test_a_raised_sign_is_set_off_or_a_power(before, raised, expected):
    line = glyphs(before) + glyphs(raised, left=5.0 * len(before), baseline=96.0, look=SMALL, width=3.0)
    assert "".join(run.text for run in line_runs(line, 10.0, 100.0)) == expected


@pytest.mark.parametrize(
    ("words", "more", "expected"),
    [
        ("the self-", "contained unit", "the self-contained unit"),
        ("state-of-the-", "art", "state-of-the-art"),
        ("pages 3 -", "five", "pages 3 - five"),
        ("https://example.org/", "rules", "https://example.org/rules"),
        ("世界", "你好", "世界你好"),
        ("soft\u00ad", "ware", "software"),
    ],
)
def test_lines_join_as_their_words_ask(words, more, expected):
    assert joined(words, more) == expected


def test_right_to_left_words_come_in_the_order_of_reading_with_their_numbers_upright():
    drawn = glyphs("42 םולש")  # as seen from left to right
    assert "".join(glyph.text for glyph in logical_order(drawn)) == "שלום42"


def test_a_latin_word_in_a_right_to_left_line_stays_upright():
    drawn = glyphs("בא R גד")
    assert "".join(glyph.text for glyph in logical_order(drawn)) == "דגRאב"


def test_letters_of_one_ligature_that_share_a_place_are_read_in_turn():
    lam_alef = [Glyph(letter, 10.0, 15.0, 100.0, LOOK, False) for letter in "אל"]  # as given: the last one first
    assert "".join(glyph.text for glyph in logical_order(lam_alef)) == "לא"


def test_words_drawn_out_of_order_stand_on_their_line_from_left_to_right():
    pieces = pieces_of([*glyphs("third", left=200.0), *glyphs("first", left=0.0), *glyphs("second", left=100.0)])
    assert [line.text for line in lines_of(pieces)] == ["first second third"]


@pytest.mark.parametrize("title", ["Slide 1", "Untitled", "PowerPoint Presentation", "report.docx", "12345", "a_b_c"])
def test_a_programs_word_is_no_title(title):
    assert title_or_none(title, "file.pdf") is None


def test_a_files_own_name_is_no_title():
    assert title_or_none("Travel rules", "Travel rules.pdf") is None
