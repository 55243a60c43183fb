"""The words of claim and text are weighed as they stand."""

import doctest
import math

import pytest

from retriever import support_features
from retriever.support_features import FEATURE_NAMES, JOINT_NAMES, pair_features, reading_features

TEXT = "The line manager approves travel requests.\nThe finance officer keeps records for 5 years."


def features(claim, text=TEXT):
    return dict(zip(FEATURE_NAMES, pair_features(claim, text), strict=True))


def test_what_the_text_says_in_the_same_words_is_wholly_covered():
    found = features("The line manager approves travel requests.")
    names = ("covered", "covered_line", "ordered", "whole", "pairs_near")
    assert [found[name] for name in names] == [1, 1, 1, 1, 1]
    assert (found["uncovered"], found["longest_gap"], found["names_missing"], found["numbers_missing"]) == (0, 0, 0, 0)


def test_words_that_the_text_lacks_are_counted_with_their_longest_run():
    # line, manager and travel are there; signs, blue, forms and thrice are not.
    found = features("Thrice the line manager signs blue travel forms.")
    assert found["covered"] == pytest.approx(3 / 7)
    assert found["uncovered"] == pytest.approx(math.log(5))
    assert found["longest_gap"] == pytest.approx(math.log(3))


def test_forms_of_one_word_cover_one_another():
    assert features("Employment", "All employees")["covered"] == 1
    assert features("Employment", "All emperors")["covered"] == 0


def test_words_in_another_order_are_seen():
    # finance, officer, keeps, records and line, manager: the first four are in order.
    assert features("Finance officers keep records of line managers.")["ordered"] == pytest.approx(4 / 6)
    assert features("Finance officers keep records of line managers.")["whole"] == 0


def test_a_claim_drawn_from_two_lines_is_covered_less_by_one():
    # line, manager, keeps, records: two in each line.
    assert features("The line manager keeps records.")["covered_line"] == 0.5


@pytest.mark.parametrize(
    ("claim", "name", "expected"),
    [
        ("Records are kept for 5 years.", "numbers_missing", 0.0),
        ("Records are kept for 7 years.", "numbers_missing", 1.0),
        ("Records go to Nepal.", "names_missing", 1.0),
        ("The line manager does not approve travel requests.", "negation_new", 1.0),
        ("The line manager approves travel requests.", "negation_new", 0.0),
        ("The line manager must approve travel requests.", "duty_new", 1.0),
        ("Only the line manager approves travel requests.", "share_new", 1.0),
    ],
)
def test_what_only_the_claim_has_is_told(claim, name, expected):
    assert features(claim)[name] == expected


def test_a_negation_left_out_is_told():
    assert features("Staff may travel.", "Staff may not travel.")["negation_gone"] == 1


@pytest.mark.parametrize(("claim", "text"), [("", ""), ("?", "!"), ("The", "a")])
def test_nothing_to_compare_gives_numbers_all_the_same(claim, text):
    assert all(math.isfinite(value) for value in pair_features(claim, text))


def test_a_reading_of_no_words_gives_numbers_all_the_same():
    assert reading_features(1.5, []) == (1.5, 0.0, 0.0, 0.0)


def test_each_feature_has_one_name():
    assert len(set(JOINT_NAMES)) == len(JOINT_NAMES) == len(pair_features("a", "b")) + len(reading_features(0.0, [0.0]))


def test_the_examples_in_docstrings_hold():
    outcome = doctest.testmod(support_features)
    assert outcome.attempted > 0
    assert outcome.failed == 0
