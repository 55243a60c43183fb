"""Evidence is found when the first passages hold it; each figure is worked out by hand."""

import pytest

from app.evaluation.retrieval import evidence_recall, rank_of_target
from app.evaluation.target import Target
from retriever.types import Hit, Passage

TEXT = "Leave is 30 days a year.\nParents get 16 weeks, paid in full.\nUnused days lapse in March."
LEAVE, PARENTS, LAPSE = (0, 24), (25, 60), (61, 88)


def hit(start, end, source="leave.txt"):
    return Hit(Passage("id", source, "Leave", (), start, end, TEXT[start:end], ()), 1.0)


def target(*groups):
    """A target of sets of pieces, each piece with its places."""
    return Target("leave.txt", groups)


def test_the_rank_is_that_of_the_first_hit_with_half_a_piece():
    # The piece is 35 characters: (0, 43) holds 18 of them, (0, 42) only 17.
    parents = target([[PARENTS]])
    assert rank_of_target([hit(*PARENTS)], parents) == 1
    assert rank_of_target([hit(*LEAVE), hit(*PARENTS, source="other.txt"), hit(0, 43)], parents) == 3
    assert rank_of_target([hit(*LEAVE), hit(0, 42)], parents) is None


@pytest.mark.parametrize(
    ("hits", "groups", "words", "expected"),
    [
        pytest.param([hit(*LEAVE)], ([[LEAVE]],), 6, 1.0, id="all six words fit"),
        # Five words end after "a", at character 18: 18 of 24.
        pytest.param([hit(*LEAVE)], ([[LEAVE]],), 5, 0.75, id="the last passage is cut"),
        # Six words of another document leave two: "Leave is" is 8 of 24 characters.
        pytest.param([hit(*LEAVE, source="other.txt"), hit(*LEAVE)], ([[LEAVE]],), 8, 1 / 3, id="others use words up"),
        pytest.param([hit(*LEAVE, source="other.txt"), hit(*LEAVE)], ([[LEAVE]],), 6, 0.0, id="and may use up all"),
        # 24 of 24 and 0 of 27.
        pytest.param([hit(*LEAVE)], ([[LEAVE], [LAPSE]],), 750, 24 / 51, id="one of two pieces"),
        pytest.param([hit(*LAPSE)], ([[LEAVE]], [[LAPSE]]), 750, 1.0, id="the better of two sets"),
        pytest.param([hit(*LAPSE)], ([[LEAVE, LAPSE]],), 750, 1.0, id="the better of two places"),
        # 14 and 14 characters of 24, the middle four twice.
        pytest.param([hit(0, 14), hit(10, 24)], ([[LEAVE]],), 750, 1.0, id="overlap counts once"),
        pytest.param([], ([[LEAVE]],), 750, 0.0, id="nothing found"),
    ],
)
def test_recall_is_the_share_of_the_evidence_within_the_first_words(hits, groups, words, expected):
    assert evidence_recall(hits, target(*groups), words) == pytest.approx(expected)
