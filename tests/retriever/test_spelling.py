"""Slips between words are counted as people make them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retriever.spelling import distance, first_letter_edits

WORDS = st.text("abc", max_size=6)


@pytest.mark.parametrize(
    ("word", "other", "slips"),
    [
        pytest.param("donor", "donor", 0, id="none"),
        pytest.param("donr", "donor", 1, id="letter left out"),
        pytest.param("donnor", "donor", 1, id="letter added"),
        pytest.param("doner", "donor", 1, id="letter exchanged"),
        pytest.param("dnoor", "donor", 1, id="neighbours swapped"),
        pytest.param("odnro", "donor", 2, id="two pairs swapped"),
        pytest.param("kitten", "sitting", 3, id="three"),
        pytest.param("", "abc", 3, id="all"),
    ],
)
def test_slips_are_counted(word, other, slips):
    assert distance(word, other, 3) == slips


def test_more_slips_than_asked_for_are_not_counted_further():
    assert distance("kitten", "sitting", 1) == 2


@given(WORDS, WORDS)
def test_the_distance_is_the_same_both_ways(word, other):
    assert distance(word, other, 9) == distance(other, word, 9)


@given(WORDS, WORDS, st.integers(0, 3))
def test_a_limit_changes_only_what_lies_beyond_it(word, other, most):
    assert distance(word, other, most) == min(distance(word, other, 9), most + 1)


@pytest.mark.parametrize("word", ["donor", "ab"])
def test_edits_of_the_first_letter_are_one_slip_away(word):
    assert {distance(word, edited, 2) for edited in first_letter_edits(word)} == {1}
