"""An answer comes back from the history as it went in."""

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.history.answers import answer_from_json, answer_to_json
from app.types import (
    Abstention,
    Answer,
    Choice,
    Citation,
    Claim,
    Clarification,
    Considered,
    Disagreement,
    Usage,
    Withheld,
)
from retriever.types import Page

WORDS = st.text(max_size=30)
OFFSETS = st.integers(0, 10**9)
PAGES = st.builds(Page, OFFSETS, OFFSETS, WORDS, st.sampled_from(["page", "slide", "sheet"]))
CITATIONS = st.builds(
    Citation,
    st.integers(1, 99),
    WORDS,
    WORDS,
    st.lists(WORDS, max_size=3).map(tuple),
    st.none() | PAGES,
    OFFSETS,
    OFFSETS,
    WORDS,
    st.lists(WORDS, max_size=2).map(tuple),
    WORDS,
)
MARKERS = st.lists(st.integers(1, 9), max_size=3).map(tuple)
SOME_CITATIONS = st.lists(CITATIONS, max_size=3).map(tuple)
CLAIMS = st.lists(st.builds(Claim, WORDS, MARKERS), min_size=1, max_size=3).map(tuple)
ABSTENTIONS = st.builds(
    Abstention, st.sampled_from(["not_in_documents", "unclear_question", "empty_index"]), SOME_CITATIONS
)
OUTCOMES = CLAIMS.map(lambda claims: {"claims": claims}) | ABSTENTIONS.map(lambda one: {"abstention": one})
SCORES = st.floats(0, 1)
CONSIDERED = st.builds(
    Considered,
    WORDS,
    WORDS,
    st.lists(WORDS, max_size=2).map(tuple),
    st.none() | PAGES,
    OFFSETS,
    OFFSETS,
    SCORES,
    st.none() | SCORES,
    st.none() | SCORES,
    st.none() | SCORES,
)
CLARIFICATIONS = st.builds(Clarification, WORDS, st.lists(st.builds(Choice, WORDS, WORDS), max_size=2).map(tuple))
FIELDS = {
    "question": WORDS,
    "standalone_question": WORDS,
    "text": WORDS,
    "confidence": SCORES,
    "timings_ms": st.dictionaries(WORDS, st.floats(0, 1e9), max_size=3),
    "citations": SOME_CITATIONS,
    "short_answer": st.none() | WORDS,
    "mode": st.sampled_from(["quoted", "written"]),
    "model": st.none() | WORDS,
    "withheld": st.lists(st.builds(Withheld, WORDS, WORDS, WORDS), max_size=2).map(tuple),
    "disagreements": st.lists(
        st.builds(Disagreement, MARKERS, st.lists(st.none() | WORDS, max_size=3).map(tuple)), max_size=2
    ).map(tuple),
    "searched_as": st.none() | WORDS,
    "considered": st.lists(CONSIDERED, max_size=2).map(tuple),
    "clarification": st.none() | CLARIFICATIONS,
    "fallback": st.none() | WORDS,
    "usage": st.none() | st.builds(Usage, OFFSETS, OFFSETS, OFFSETS),
    "left_out": OFFSETS,
}
ANSWERS = st.builds(lambda outcome, others: Answer(**outcome, **others), OUTCOMES, st.fixed_dictionaries(FIELDS))

PLAIN = Answer("Q?", "Q?", "A. [1]", 0.5, {}, claims=(Claim("A.", (1,)),))


def test_every_field_of_an_answer_is_tried():
    assert {*FIELDS, "claims", "abstention"} == {field.name for field in fields(Answer)}


@given(ANSWERS)
def test_an_answer_comes_back_equal(answer):
    assert answer_from_json(answer_to_json(answer)) == answer


@given(ANSWERS)
def test_the_json_holds_nothing_that_a_database_refuses(answer):
    kept = answer_to_json(answer)
    assert kept.isascii()
    assert "\x00" not in kept


def test_what_an_older_program_kept_gets_the_defaults_of_the_fields_that_it_lacks():
    required = {"question", "standalone_question", "text", "confidence", "timings_ms", "claims"}
    older = {name: value for name, value in json.loads(answer_to_json(PLAIN)).items() if name in required}
    assert len(older) < len(fields(Answer))
    assert answer_from_json(json.dumps(older)) == PLAIN


def test_a_field_that_no_longer_exists_is_passed_over():
    newer = {**json.loads(answer_to_json(PLAIN)), "mood": "cheerful"}
    assert answer_from_json(json.dumps(newer)) == PLAIN


def test_an_answer_with_neither_claims_nor_abstention_is_refused():
    broken = {**json.loads(answer_to_json(PLAIN)), "claims": []}
    with pytest.raises(ValueError, match="either claims or an abstention"):
        answer_from_json(json.dumps(broken))
