"""The measures of a small set, each worked out by hand from its four questions in conftest.py."""

import numpy as np
import pytest

from app.evaluation.estimates import estimate
from app.evaluation.judge import Outcome
from app.evaluation.measure import weighted_share
from app.evaluation.measures import MEASURES


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [
        ("evidence_recall", 0.75, 2),  # 1 and 0.5
        ("hit_at_1", 0.5, 2),  # ranks 1 and 3
        ("hit_at_5", 1.0, 2),
        ("right", 0.5, 2),
        ("all_evidence", 0.5, 2),  # 1 of 1 and 1 of 2 pieces
        ("short_exact", 0.5, 2),
        ("short_f1", 0.75, 2),  # 1 and 0.5
        ("refused", 0.5, 2),
        ("wrongly_refused", 0.0, 2),
        # Answerable 0.9 and 0.6, unanswerable 0.7 and 0.2: 3 of 4 pairs in order.
        ("separation", 0.75, 4),
        # Risks 0, 1/2, 2/3, 3/4: 23/12 / 4.
        ("risk_coverage_area", 23 / 48, 4),
        # One bin, as there are fewer than twenty: mean confidence 2.4/4, right 1/4.
        ("calibration_error", 0.35, 4),
        ("citation_precision", 2 / 3, 3),  # 1 of 1 and 1 of 2; the unanswerable question's is not counted
        ("citation_recall", 2 / 3, 3),  # 1 of 1 and 1 of 2 pieces
        ("quotes_exact", 0.75, 4),  # all but that of the question wrongly answered
    ],
)
def test_a_measure_has_the_value_worked_out_by_hand(four_judged, name, value, count):
    found = estimate(four_judged).measures[name]
    assert (found.value, found.count) == (pytest.approx(value), count)


def test_every_measure_is_in_the_table_above(four_judged):
    tested = test_a_measure_has_the_value_worked_out_by_hand.pytestmark[0].args[1]
    assert [measure.name for measure in MEASURES] == [name for name, _, _ in tested]
    assert list(estimate(four_judged).measures) == [name for name, _, _ in tested]


def test_a_share_counts_each_question_as_often_as_it_is_drawn():
    # Parts 1 of 2, 0 of 1, 3 of 3. Once each: 4/6. The first twice and the third once: 5/7. The second only: 0/1.
    weights = np.array([[1.0, 1, 1], [2, 0, 1], [0, 3, 0]])
    shares = weighted_share(np.array([1.0, 0, 3]), np.array([2.0, 1, 3]), weights)
    assert shares == pytest.approx([4 / 6, 5 / 7, 0])


def test_a_share_of_nothing_is_not_a_number():
    assert np.isnan(weighted_share(np.zeros(2), np.zeros(2), np.ones((1, 2)))).all()


def test_what_cannot_be_measured_is_none(judged):
    found = estimate([judged()]).measures["refused"]
    assert (found.value, found.interval, found.count) == (None, None, 0)
    assert all(one.value is None for one in estimate([]).measures.values())


def test_questions_that_all_went_alike_have_an_interval_without_width(judged):
    found = estimate([judged(id=str(i), document=f"{i}.txt") for i in range(5)])
    assert found.documents == 5
    assert found.measures["right"].interval == (1.0, 1.0)


def test_an_interval_over_documents_is_wider_where_questions_of_a_document_go_alike(judged):
    # Two documents, ten questions each, all right or all wrong: a resample has only the first, only the second, or
    # both, so the share is 0, 1/2 or 1. Over twenty questions by themselves it would be 0.5 +/- 1.96 * sqrt(0.25/20).
    wrong = {"outcome": Outcome.WRONG, "best_guess_right": False}
    of_two = [judged(id=str(i)) for i in range(10)] + [
        judged(id=str(i), document="pay.txt", **wrong) for i in range(10)
    ]
    assert estimate(of_two).measures["right"].interval == (0.0, 1.0)
    of_one = [*of_two[:10], *(judged(id=str(i), **wrong) for i in range(10))]
    assert estimate(of_one).measures["right"].interval == (pytest.approx(0.28, abs=0.03), pytest.approx(0.72, abs=0.03))
