"""Two runs differ only where the interval of their difference leaves 0 out."""

import pytest

from app.evaluation.comparison import DifferentQuestions, check_same_questions, compare, verdict_of
from app.evaluation.judge import Outcome

REFUSED = {"outcome": Outcome.WRONGLY_ABSTAINED, "best_guess_right": False, "confidence": 0.3, "pieces_covered": 0}


def test_a_run_against_itself_shows_no_difference_anywhere(four_judged):
    differences = compare(four_judged, list(reversed(four_judged)))
    assert {one.verdict for one in differences.values()} == {"no difference"}
    assert {(one.value, one.interval) for one in differences.values()} == {(0.0, (0.0, 0.0))}


def test_a_difference_in_every_question_is_better_or_worse_by_its_measure(judged):
    good = [judged(id=str(i)) for i in range(8)]
    bad = [judged(id=str(i), **REFUSED) for i in range(8)]
    gained, lost = compare(good, bad), compare(bad, good)
    assert (gained["right"].value, gained["right"].interval, gained["right"].verdict) == (1.0, (1.0, 1.0), "better")
    assert (lost["right"].value, lost["right"].verdict) == (-1.0, "worse")
    # Fewer refused is better.
    assert (gained["wrongly_refused"].value, gained["wrongly_refused"].verdict) == (-1.0, "better")
    assert lost["wrongly_refused"].verdict == "worse"
    # 0.9 with all right against 0.3 with none right: 0.1 - 0.3.
    assert (gained["calibration_error"].value, gained["calibration_error"].verdict) == (pytest.approx(-0.2), "better")
    assert gained["evidence_recall"].verdict == "no difference"
    # There is no unanswerable question.
    assert (gained["refused"].value, gained["refused"].verdict) == (None, None)


def test_one_question_more_of_many_is_no_difference(judged):
    # One of forty: in (1 - 1/40)^40 = 36 % of the resamples it is not drawn, and the difference is 0.
    now = [judged(id=str(i)) for i in range(40)]
    found = compare(now, [judged(id="0", **REFUSED), *now[1:]])["right"]
    assert (found.value, found.verdict) == (pytest.approx(0.025), "no difference")


def test_pairing_shows_a_difference_that_lies_within_both_intervals(judged):
    # Thirty of sixty right against twenty of the same thirty: the difference is 1/6 with a standard error of
    # sqrt(1/6 * 5/6 / 60) = 0.048, so its interval is about 0.07 to 0.26.
    now = [judged(id=str(i), **({} if i < 30 else REFUSED)) for i in range(60)]
    before = [judged(id=str(i), **({} if i < 20 else REFUSED)) for i in range(60)]
    found = compare(now, before)["right"]
    assert found.interval == (pytest.approx(0.07, abs=0.02), pytest.approx(0.26, abs=0.02))
    assert found.verdict == "better"


@pytest.mark.parametrize(
    ("low", "high", "more_is_better", "expected"),
    [
        (0.01, 0.03, True, "better"),
        (0.01, 0.03, False, "worse"),
        (-0.03, -0.01, True, "worse"),
        (-0.03, -0.01, False, "better"),
        (-0.01, 0.03, True, "no difference"),
        (0.0, 0.03, True, "no difference"),
        (-0.03, 0.0, True, "no difference"),
        (1e-9, 2e-9, True, "no difference"),  # a difference of rounding
    ],
)
def test_an_interval_that_holds_nothing_is_no_difference(low, high, more_is_better, expected):
    assert verdict_of(low, high, more_is_better=more_is_better) == expected


def test_other_questions_are_refused_by_their_ids():
    with pytest.raises(DifferentQuestions, match=r"2 only in this run \(a, b\), 1 only in the earlier run \(d\)"):
        check_same_questions(["a", "b", "c"], ["c", "d"])
    with pytest.raises(DifferentQuestions, match="more than once in the earlier run: c"):
        check_same_questions(["c"], ["c", "c"])


def test_another_question_under_the_same_id_is_refused(judged):
    with pytest.raises(DifferentQuestions, match="have changed between the runs: q"):
        compare([judged()], [judged(question="How short is leave?")])
