"""What is found for words while they are typed, and which words in it matched."""

import pytest

from retriever.index import Index
from retriever.matched_words import marked_spans, matched_spans
from retriever.words import matching_any

PLANS = "Planning a plan, planned."
PLANET = "The planet Mars."
CAMPS = "Camp Management helps displaced people."
BUDGET = "The budget is USD 5."


@pytest.fixture(scope="module")
def index(tmp_path_factory, letters, paragraphs_document):
    with Index.open(tmp_path_factory.mktemp("find"), letters, writable=True) as index:
        index.replace(*paragraphs_document("a.txt", [PLANET, PLANS, CAMPS, BUDGET]))
        yield index


def words_found(index, typed):
    """The passages found by words alone, each with the words in it that matched."""
    found = index.find(typed, by_words=True)
    return {
        hit.passage.text: [hit.passage.words(*span) for span in spans]
        for hit, spans in zip(found.hits, found.matched, strict=True)
    }


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("pla", {PLANS: ["Planning", "plan", "planned"], PLANET: ["planet"]}, id="the beginning of words"),
        pytest.param("pla ", {}, id="a word that is finished"),
        pytest.param("plans ", {PLANS: ["Planning", "plan", "planned"]}, id="inflected forms"),
        pytest.param("managemen", {CAMPS: ["Management"]}, id="more of a word than its stem"),
        pytest.param("the bud", {BUDGET: ["budget"]}, id="stop words do not match"),
        pytest.param("p", {}, id="one letter says too little"),
        pytest.param("bugdet", {BUDGET: ["budget"]}, id="misspelt"),
        pytest.param("MARS", {PLANET: ["Mars"]}, id="capitals"),
        pytest.param("budget planet", {PLANET: ["planet"], BUDGET: ["budget"]}, id="either word"),
        pytest.param("", {}, id="nothing"),
        pytest.param('" OR *', {}, id="signs of the word index's own language"),
    ],
)
def test_words_alone_find(index, typed, found):
    assert words_found(index, typed) == found


def test_a_whole_word_stands_before_words_that_only_begin_like_it(index):
    assert next(iter(words_found(index, "plan"))) == PLANS


def test_by_meaning_too_all_passages_are_found_and_words_matched_as_before(index):
    found = index.find("pakistani bud")
    assert len(found.hits) == 4
    matched = {hit.passage.text: len(spans) for hit, spans in zip(found.hits, found.matched, strict=True)}
    assert matched == {BUDGET: 1, PLANS: 0, PLANET: 0, CAMPS: 0}


def test_a_misspelt_word_is_told_and_a_begun_one_is_not(index):
    assert index.find("the bugdet is").respelt == "the budget is"
    assert index.find("the bud").respelt == ""


def test_a_search_with_the_whole_question_does_not_match_beginnings(index):
    assert index.search("pla", 4)[0].keyword is None


def test_spans_count_the_characters_of_the_text():
    texts = ["Zürich’s 🙂 naïve plans", "no match", "plan\x02ned\x03 plans\0plan"]
    spans = matched_spans(texts, matching_any(["plan"]))
    assert [[text[a:b] for a, b in own] for text, own in zip(texts, spans, strict=True)] == [
        ["plans"],
        [],
        ["plan", "plans", "plan"],
    ]


def test_nothing_matches_nothing():
    assert matched_spans(["plan"], "") == [[]]


def test_marked_spans_stand_where_the_signs_were():
    assert marked_spans("\x02ab\x03 c \x02d\x03") == [(0, 2), (5, 6)]
