"""Confidence against the share right; each figure is worked out by hand."""

import numpy as np
import pytest

from app.evaluation.calibration import Bin, equal_mass_bins, expected_calibration_error, reliability


def test_a_hundred_questions_make_ten_bins_of_ten():
    confidences = np.arange(100)[::-1] / 100
    numbers = equal_mass_bins(confidences)
    assert np.bincount(numbers).tolist() == [10] * 10
    assert (numbers[0], numbers[-1]) == (9, 0)


@pytest.mark.parametrize(("count", "bins"), [(1, 1), (19, 1), (20, 2), (39, 3), (250, 10)])
def test_bins_hold_ten_questions_at_least_and_there_are_ten_at_most(count, bins):
    assert len(np.unique(equal_mass_bins(np.arange(count) / count))) == bins


def test_equal_confidences_share_a_bin():
    # Two bins of ten; of the twelve at 0.5 the first stands in the lower one.
    confidences = np.array([0.1] * 4 + [0.5] * 12 + [0.9] * 4)
    assert equal_mass_bins(confidences).tolist() == [0] * 16 + [1] * 4


@pytest.mark.parametrize(
    ("confidences", "right", "bins", "expected"),
    [
        # Mean confidence 0.8, right 1/2: gap 0.3. Mean confidence 0.3, right 1/2: gap 0.2. Each half of all: 0.25.
        pytest.param([0.9, 0.7, 0.4, 0.2], [1, 0, 0, 1], [1, 1, 0, 0], 0.25, id="two bins"),
        # Mean confidence 0.55, right 1/2.
        pytest.param([0.9, 0.7, 0.4, 0.2], [1, 0, 0, 1], [0, 0, 0, 0], 0.05, id="one bin: gaps cancel"),
        # Gap 0.1 with three questions (0.9 against 1), 0.4 with one: 3/4 * 0.1 + 1/4 * 0.4.
        pytest.param([0.9, 0.9, 0.9, 0.4], [1, 1, 1, 0], [3, 3, 3, 0], 0.175, id="bins of different size"),
        pytest.param([1.0, 1.0, 0.0, 0.0], [1, 1, 0, 0], [1, 1, 0, 0], 0.0, id="always right about it"),
        pytest.param([1.0, 1.0, 0.0, 0.0], [0, 0, 1, 1], [1, 1, 0, 0], 1.0, id="always wrong about it"),
    ],
)
def test_the_error_is_the_mean_gap_of_the_bins(confidences, right, bins, expected):
    error = expected_calibration_error(np.array(confidences), np.array(right), np.array(bins), np.ones((1, 4)))
    assert error == pytest.approx([expected])


def test_the_error_of_a_resample_is_that_of_the_questions_drawn():
    # The first thrice: 0.9 against 1 in the upper bin. The third once: 0.4 against 0. 3/4 * 0.1 + 1/4 * 0.4.
    weights = np.array([[3.0, 0, 1, 0]])
    confidences, right, bins = np.array([0.9, 0.7, 0.4, 0.2]), np.array([1, 0, 0, 1]), np.array([1, 1, 0, 0])
    assert expected_calibration_error(confidences, right, bins, weights) == pytest.approx([0.175])


def test_the_diagram_has_a_point_for_each_bin():
    # Ten questions at 0.2 to 0.3, one right; ten at 0.8 to 0.9, nine right.
    confidences = [0.2] * 5 + [0.3] * 5 + [0.8] * 5 + [0.9] * 5
    right = [True] + [False] * 9 + [True] * 9 + [False]
    assert reliability(confidences, right) == [
        Bin(0.2, 0.3, 10, pytest.approx(0.25), pytest.approx(0.1)),
        Bin(0.8, 0.9, 10, pytest.approx(0.85), pytest.approx(0.9)),
    ]
    assert reliability([], []) == []
