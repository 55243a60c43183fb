"""The words of a question are chosen, and passages found by them."""

import pytest

from retriever.words import content_words, matching_any


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("How many Member States are there?", ["many", "member", "states"], id="stop words dropped"),
        pytest.param("What is it?", ["what", "is", "it"], id="nothing but stop words"),
        pytest.param("donors, Donors!", ["donors"], id="each once"),
        pytest.param("USD 62.4 M", ["usd", "62", "4", "m"], id="figures"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_content_words(question, words):
    assert content_words(question) == words


def test_quotation_marks_cannot_end_a_term():
    assert matching_any(['a" OR "b']) == '"a  OR  b"'
