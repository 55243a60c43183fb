"""The numbers a statement is judged by, worked out by hand."""

import math

import pytest

from retriever.evidence_features import (
    Candidate,
    defined_subject,
    fact_label,
    form_features,
    label_features,
    missing_share,
    opens_with,
    pair_share,
    share,
    term_weights,
)
from retriever.evidence_type import AnswerType
from retriever.terms import names, terms
from retriever.types import Hit, Passage, Statement, StatementKind


def test_a_term_no_candidate_holds_weighs_most():
    weights = term_weights(["budget", "mars"], [["budget"], ["budget", "leav"]])
    # log(1 + 3 / 2.5) and log(1 + 3 / 0.5)
    assert weights["budget"] == pytest.approx(math.log(2.2))
    assert weights["mars"] == pytest.approx(math.log(7))


def test_share_counts_the_weight_of_held_terms():
    assert share({"a": 3.0, "b": 1.0}, frozenset({"a"})) == 0.75


def test_names_are_capitals_inside_the_sentence_and_numbers():
    assert names("What was the budget for Nepal in 2019?") == ["nepal", "2019"]


def test_half_of_the_names_missing_is_one_half():
    assert missing_share(["nepal", "2019"], frozenset({"nepal"})) == 0.5


def test_neighbours_far_apart_in_the_statement_make_no_pair():
    asked = terms("camp coordination cluster")
    assert pair_share(asked, terms("camp coordination of the global humanitarian relief network, cluster")) == 0.5


def test_a_form_that_repeats_the_question_is_not_new():
    assert form_features(AnswerType.DATE, "What happened in 2016?", "It joined in 2016.") == (1.0, 0.0)
    assert form_features(AnswerType.DATE, "When did it join?", "It joined in 2016.") == (1.0, 1.0)


def test_a_definition_opens_with_its_subject():
    subject = defined_subject("What is the Displacement Tracking Matrix?")
    assert opens_with(subject, terms("The Displacement Tracking Matrix is a system.")) == 1.0
    assert opens_with(subject, terms("Data come from the Displacement Tracking Matrix.")) == 0.0


def test_a_question_for_an_amount_defines_nothing():
    assert defined_subject("How much is it?") == frozenset()


def fact(text):
    statement = Statement(0, len(text), StatementKind.FACT)
    passage = Passage("p", "a.txt", "A", (), 0, len(text), text, (statement,))
    return Candidate(Hit(passage, 1.0), 1, statement, text, "", 0.0)


def test_a_facts_label_is_what_its_value_is_of():
    assert fact_label(fact("PAKISTAN\nUSD 62.4 M")) == {"pakistan"}
    assert fact_label(fact("174\nMember States")) == {"member", "state"}


@pytest.mark.parametrize(
    ("label", "named", "features"),
    [
        ({"pakistan"}, set(), (0.75, 0.0)),
        ({"budget"}, set(), (0.25, 0.0)),
        ({"nepal"}, set(), (0.0, 1.0)),
        ({"pakistan"}, {"pakistan"}, (1.0, 0.0)),
        ({"budget"}, {"pakistan"}, (0.0, 1.0)),
        (set(), {"pakistan"}, (0.0, 0.0)),
    ],
)
def test_a_fact_is_judged_by_its_label(label, named, features):
    # As if Pakistan were three times as rare as budget.
    weights = {"pakistan": 3.0, "budget": 1.0}
    assert label_features(frozenset(label), weights, frozenset(named)) == features
