import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.insights.clusters import complete_link


def unit(*angles):
    """Vectors of the plane at angles in degrees."""
    return np.asarray([[np.cos(np.radians(a)), np.sin(np.radians(a))] for a in angles], dtype=np.float32)


def test_the_two_nearest_are_joined_first():
    # 0, 25 and 40 degrees, joined up to 30: 25 and 40 are nearest; then 0 is 40 from the farther one.
    assert complete_link(unit(0, 25, 40), float(np.cos(np.radians(30)))) == [[0], [1, 2]]


def test_a_chain_of_neighbours_is_no_group():
    # Each is 20 degrees from the next; the ends are 60 apart.
    assert complete_link(unit(0, 20, 40, 60), float(np.cos(np.radians(30)))) == [[0, 1], [2, 3]]


@pytest.mark.parametrize(("number", "groups"), [(0, []), (1, [[0]])])
def test_none_and_one_are_grouped_too(number, groups):
    assert complete_link(np.ones((number, 2), dtype=np.float32), 0.5) == groups


def test_equal_vectors_are_one_group():
    assert complete_link(unit(10, 10, 10), 1.0) == [[0, 1, 2]]


@given(st.lists(st.integers(0, 90), max_size=12), st.integers(5, 60))
def test_every_row_is_in_one_group_and_no_two_groups_could_be_joined(angles, widest):
    # Half a degree off, so that no pair of whole angles lies on the border.
    groups = complete_link(
        unit(*angles) if angles else np.zeros((0, 2), dtype=np.float32), np.cos(np.radians(widest + 0.5))
    )
    assert sorted(row for group in groups for row in group) == list(range(len(angles)))
    spans = [[angles[row] for row in group] for group in groups]
    assert all(max(span) - min(span) <= widest for span in spans)
    assert all(max(a + b) - min(a + b) > widest for i, a in enumerate(spans) for b in spans[:i])
