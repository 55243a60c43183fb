"""Rankings are merged by the sum of reciprocal ranks."""

import pytest

from retriever.fusion import reciprocal_rank_fusion


def test_scores_are_the_sums_of_reciprocal_ranks():
    merged = dict(reciprocal_rank_fusion([["a", "b"], ["b", "c"]], offset=60))
    assert merged == pytest.approx({"b": 1 / 62 + 1 / 61, "a": 1 / 61, "c": 1 / 62})


def test_a_ranking_counts_its_weight():
    merged = dict(reciprocal_rank_fusion([["a"], ["b"]], weights=[1, 3], offset=1))
    assert merged == {"a": 0.5, "b": 1.5}


def test_what_scores_alike_keeps_the_order_in_which_it_was_seen():
    assert [item for item, _ in reciprocal_rank_fusion([["a", "b"], ["b", "a"]])] == ["a", "b"]


@pytest.mark.parametrize("rankings", [[], [[], []]])
def test_nothing_merged_is_nothing(rankings):
    assert reciprocal_rank_fusion(rankings) == []


def test_as_many_weights_as_rankings_are_needed():
    with pytest.raises(ValueError, match="shorter"):
        reciprocal_rank_fusion([["a"], ["b"]], weights=[1])
