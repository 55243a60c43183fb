"""The vocabulary knows every word of the documents and guesses what a misspelt one stands for."""

import sqlite3

import pytest

from retriever import vocabulary
from retriever.vocabulary import count_words, is_ordinary_word, likely_spellings

TEXT = "Donors gave to Pakistan. Donors met in Pakistan; donations grew. WASH means water. Livelihoods, livelihood."


@pytest.fixture
def words():
    connection = sqlite3.connect(":memory:")
    for table in vocabulary.TABLES:
        connection.execute(table)
    count_words(connection, TEXT, 1)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("misspelt", "likely"),
    [
        pytest.param("pakitsan", ["pakistan"], id="neighbours swapped"),
        pytest.param("donrs", ["donors"], id="letter left out"),
        pytest.param("apkistan", ["pakistan"], id="first two swapped"),
        pytest.param("bakistan", ["pakistan"], id="wrong first letter"),
        pytest.param("lifelihods", ["livelihoods"], id="two slips in a long word"),
        pytest.param("livelihoodx", ["livelihood", "livelihoods"], id="two words as near"),
        pytest.param("dxnxrs", [], id="two slips in a short word"),
        pytest.param("mat", [], id="too short to guess"),
        pytest.param("2019", [], id="a number"),
        pytest.param("zzzzzzzz", [], id="nothing near"),
    ],
)
def test_a_misspelt_word_stands_for_its_neighbours(words, misspelt, likely):
    assert likely_spellings(words, misspelt) == likely


def test_the_more_frequent_of_two_neighbours_comes_first(words):
    count_words(words, "gates gates mates", 1)
    assert likely_spellings(words, "xates") == ["gates", "mates"]


def test_a_word_with_letters_left_out_stands_first_for_the_whole_word(words):
    count_words(words, "list list list limit", 1)
    assert likely_spellings(words, "limt") == ["limit", "list"]


def test_a_text_taken_out_leaves_no_word(words):
    count_words(words, TEXT, -1)
    assert words.execute("SELECT count(*) FROM terms").fetchone() == (0,)


def test_words_of_a_text_that_stays_are_kept(words):
    count_words(words, "Donors", 1)
    count_words(words, TEXT, -1)
    assert words.execute("SELECT * FROM terms").fetchall() == [("donors", 1, 0)]


@pytest.mark.parametrize(("word", "ordinary"), [("WASH", False), ("Water", True), ("unheard", False)])
def test_an_ordinary_word_is_written_in_lower_case_somewhere(words, word, ordinary):
    assert is_ordinary_word(words, word) is ordinary
