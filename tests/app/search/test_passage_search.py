"""Passages are found in the documents that filters and rights leave, with what of them to show."""

import random
from itertools import product

import pytest

from app.search.passage_search import PassageSearch
from app.search.records import Filters

SOURCES = ("board/minutes.docx", "leave.pdf", "old/leave.txt")


@pytest.fixture(scope="module")
def search(small_index):
    return PassageSearch(small_index)


def sources(result):
    return {one.passage.source for one in result.found}


def test_no_filter_lets_a_passage_of_another_document_through(search):
    drawn = random.Random(3)
    chosen = product(("", *SOURCES), ("", "main", "board"), ("", "PDF", "Plain text", "Word document"), ("", "day"))
    known = {one.source: one for one in search.documents()}
    for document, collection, kind, read in drawn.sample(list(chosen), 60):
        filters = Filters(document, collection, kind, read)
        rights = drawn.choice([None, {"main"}, {"board"}, {"main", "board"}, set()])
        result = search.find("annual leave budget", filters, by_words=drawn.random() < 0.5, collections=rights)
        allowed = {
            one.source
            for one in known.values()
            if document in ("", one.source)
            and collection in ("", one.collection)
            and kind in ("", one.kind)
            and (rights is None or one.collection in rights)
        }
        assert sources(result) == allowed
        assert result.documents == len(allowed)


def test_what_may_not_be_seen_is_not_offered(search):
    found = search.offered(Filters(), {"main"})
    assert [one.value for one in found.documents] == ["leave.pdf", "old/leave.txt"]
    assert [one.value for one in found.collections] == ["main"]


def test_words_that_matched_are_marked_in_the_text_of_the_document(search, small_index):
    (found,) = search.find("carried ov", by_words=True).found
    text = small_index.document(found.passage.source).text
    assert [text[a:b] for a, b in found.marks] == ["carried", "over"]
    assert text[found.shown[0] : found.shown[1]] == "Unused leave is carried over."
    assert found.has_words


def test_a_misspelt_word_is_told_as_it_was_searched(search):
    assert search.find("anual leave").searched_as == "annual leave"
    assert search.find("annual leave").searched_as == ""


def test_passages_that_have_no_word_and_another_meaning_are_not_shown(search):
    assert search.find("0000").found == ()


def test_no_more_passages_come_than_were_asked_for(search):
    assert len(search.find("leave", k=2).found) == 2
    assert len(search.find("leave", k=0).found) == 1
    assert len(search.find("leave", k=10_000).found) == 6


def test_nothing_is_found_for_nothing(search):
    assert search.find("  ").found == ()
