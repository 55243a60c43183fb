"""Which excerpts a sentence without citations may rest on."""

from app.types import Citation, Excerpt
from app.written.attribution import MOST_TRIED, likely_sources


def excerpt(quote, context=()):
    return Excerpt(Citation(1, "a.md", "A", (), None, 0, len(quote), quote), context)


EXCERPTS = {
    "kfzt": excerpt("Travel is booked by the travel unit."),
    "wqdm": excerpt("The head of office approves annual leave."),
    "bcdf": excerpt("Annual leave is earned every month."),
}


def test_the_excerpt_that_shares_most_words_comes_first():
    assert likely_sources("Annual leave is approved by the head of office.", EXCERPTS) == ["wqdm", "bcdf"]


def test_of_equals_the_earlier_one_comes_first():
    assert likely_sources("Annual leave.", EXCERPTS) == ["wqdm", "bcdf"]


def test_words_that_an_excerpt_is_read_under_count():
    heading = Citation(1, "a.md", "A", (), None, 50, 57, "Pensions")
    assert likely_sources("Pensions are paid.", EXCERPTS | {"ghjk": excerpt("Monthly.", (heading,))}) == ["ghjk"]


def test_a_sentence_of_other_words_rests_on_nothing():
    assert likely_sources("The moon is far.", EXCERPTS) == []


def test_only_a_few_are_tried():
    many = {f"k{letter}": excerpt("Annual leave.") for letter in "bcdfgh"}
    assert len(likely_sources("Annual leave is earned.", many)) == MOST_TRIED
