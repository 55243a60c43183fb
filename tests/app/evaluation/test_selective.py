"""Which questions to answer, told by confidence; each figure is worked out by hand."""

import numpy as np
import pytest

from app.evaluation.selective import area_under_risk_coverage, risk_coverage_curve, separation

ONCE = np.ones((1, 4))


def test_the_curve_goes_from_the_surest_question_to_all():
    # In order of confidence: right, wrong, right, wrong. Risks 0/1, 1/2, 1/3, 2/4.
    curve = risk_coverage_curve([0.6, 0.9, 0.8, 0.7], [False, True, False, True])
    assert [(point.threshold, point.coverage) for point in curve] == [(0.9, 0.25), (0.8, 0.5), (0.7, 0.75), (0.6, 1.0)]
    assert [point.risk for point in curve] == pytest.approx([0, 1 / 2, 1 / 3, 2 / 4])


def test_questions_of_equal_confidence_are_one_point():
    # No threshold lies between the two at 0.8, one right and one wrong: after them, risk is 1/3.
    curve = risk_coverage_curve([0.8, 0.9, 0.8], [False, True, True])
    assert [(point.coverage, point.risk) for point in curve] == [
        (pytest.approx(1 / 3), 0.0),
        (1.0, pytest.approx(1 / 3)),
    ]


def test_no_questions_make_no_curve():
    assert risk_coverage_curve([], []) == []


@pytest.mark.parametrize(
    ("confidences", "right", "expected"),
    [
        # Risks 0, 1/2, 1/3, 1/2: their mean is (0 + 6 + 4 + 6) / 12 / 4 = 1/3.
        pytest.param([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 0], 1 / 3, id="mixed"),
        # Risks 0, 0, 1/3, 1/2: 5/6 / 4.
        pytest.param([0.9, 0.8, 0.7, 0.6], [1, 1, 0, 0], 5 / 24, id="the surest are right"),
        # Risks 1, 1, 2/3, 1/2: 19/6 / 4.
        pytest.param([0.9, 0.8, 0.7, 0.6], [0, 0, 1, 1], 19 / 24, id="the surest are wrong"),
        # One threshold only: all four at the risk 2/4.
        pytest.param([0.5, 0.5, 0.5, 0.5], [1, 0, 1, 0], 0.5, id="all alike"),
        # Risks 0 for one question, then 1/3 for the two that are tied, then 1/4: (0 + 2/3 + 1/4) / 4.
        pytest.param([0.9, 0.8, 0.8, 0.6], [1, 0, 1, 1], 11 / 48, id="two alike"),
    ],
)
def test_the_area_is_the_mean_risk_over_the_questions(confidences, right, expected):
    assert area_under_risk_coverage(np.array(confidences), np.array(right), ONCE) == pytest.approx([expected])


def test_the_area_of_a_resample_is_that_of_the_questions_drawn():
    # Drawn: the second twice, the third and fourth once. Risks 1, 1, 2/3, 3/4 with the two copies as one threshold:
    # (2 * 1 + 2/3 + 3/4) / 4 = 41/48. Second row: only the first, four times, which is right.
    weights = np.array([[0.0, 2, 1, 1], [4, 0, 0, 0]])
    area = area_under_risk_coverage(np.array([0.9, 0.8, 0.7, 0.6]), np.array([1, 0, 1, 0]), weights)
    assert area == pytest.approx([41 / 48, 0.0])


@pytest.mark.parametrize(
    ("confidences", "answerable", "expected"),
    [
        # Pairs of an answerable with an unanswerable: 0.9 > 0.8, 0.9 > 0.6, 0.7 < 0.8, 0.7 > 0.6: 3 of 4.
        pytest.param([0.9, 0.8, 0.7, 0.6], [1, 0, 1, 0], 0.75, id="three of four pairs"),
        pytest.param([0.9, 0.8, 0.3, 0.2], [1, 1, 0, 0], 1.0, id="apart"),
        pytest.param([0.1, 0.2, 0.8, 0.9], [1, 1, 0, 0], 0.0, id="the wrong way round"),
        pytest.param([0.5, 0.5, 0.5, 0.5], [1, 0, 1, 0], 0.5, id="all alike"),
        # 0.9 > 0.5; 0.5 = 0.5 counts half; 0.9 > 0.1; 0.5 > 0.1: 3.5 of 4.
        pytest.param([0.9, 0.5, 0.5, 0.1], [1, 1, 0, 0], 0.875, id="one tie"),
    ],
)
def test_separation_is_the_share_of_pairs_in_order(confidences, answerable, expected):
    assert separation(np.array(confidences), np.array(answerable), ONCE) == pytest.approx([expected])


def test_separation_counts_a_question_as_often_as_it_is_drawn():
    # Answerable 0.7 twice, unanswerable 0.8 once and 0.6 twice: 2 * 2 of 2 * 3 pairs in order.
    weights = np.array([[0.0, 1, 2, 2]])
    found = separation(np.array([0.9, 0.8, 0.7, 0.6]), np.array([1, 0, 1, 0]), weights)
    assert found == pytest.approx([2 / 3])


def test_there_is_no_separation_without_both_sorts_of_questions():
    assert np.isnan(separation(np.array([0.9, 0.8, 0.7, 0.6]), np.ones(4), ONCE)).all()
