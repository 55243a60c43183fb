"""Documents are drawn with all their questions; what cannot be worked out by hand follows from the law of chance."""

import numpy as np
import pytest

from app.evaluation.bootstrap import clusters_of, interval, resampled_weights


def test_questions_of_one_document_are_one_cluster_and_those_of_none_are_their_own():
    clusters, documents = clusters_of(["a", "b", None, "a", None])
    assert (clusters.tolist(), documents) == ([0, 1, 2, 0, 3], 2)


@pytest.mark.parametrize("documents", [["a", "a", "a"], ["a", None, "a"], [None, None, None]])
def test_with_one_document_or_none_each_question_is_drawn_by_itself(documents):
    clusters, count = clusters_of(documents)
    assert (clusters.tolist(), count) == ([0, 1, 2], 0)


def test_each_resample_draws_as_many_clusters_as_there_are_and_whole():
    clusters = np.array([0, 1, 2, 0, 3])
    weights = np.concatenate(list(resampled_weights(clusters, resamples=600)))
    assert weights.shape == (600, 5)
    assert (weights[:, 0] == weights[:, 3]).all()
    assert (weights[:, :3].sum(axis=1) + weights[:, 4] == 4).all()


def test_the_same_clusters_are_drawn_alike_every_time():
    first, again = (np.concatenate(list(resampled_weights(np.arange(7), resamples=300))) for _ in range(2))
    assert (first == again).all()


def test_the_interval_of_a_share_is_about_two_standard_errors_wide():
    # Of 400 questions half are right: the standard error is sqrt(0.25 / 400) = 0.025, so 0.5 - 1.96 * 0.025 = 0.451
    # and 0.549; shares are multiples of 1/400 and there are 2,000 resamples, so within 0.005.
    right = np.arange(400) % 2
    shares = np.concatenate([weights @ right / 400 for weights in resampled_weights(np.arange(400))])
    assert len(shares) == 2000
    assert interval(shares) == (pytest.approx(0.451, abs=0.005), pytest.approx(0.549, abs=0.005))


def test_the_interval_leaves_out_a_fortieth_on_each_side():
    # Of 0, 1, … 40 the 2.5th percentile is the second, 1, and the 97.5th is 39.
    assert interval(np.arange(41.0)) == (1.0, 39.0)


def test_resamples_without_the_measure_are_left_out():
    assert interval(np.array([np.nan, 0.25, np.nan, 0.25])) == (0.25, 0.25)
    assert interval(np.array([np.nan, np.nan])) is None
