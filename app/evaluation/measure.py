"""What a measure is, and the four ways in which one is made from judged questions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from app.evaluation.calibration import equal_mass_bins, expected_calibration_error
from app.evaluation.judged import Judged
from app.evaluation.selective import Array, area_under_risk_coverage, separation


@dataclass(frozen=True, slots=True)
class Prepared:
    """A measure of certain questions, for any weights on them."""

    value: Callable[
        [Array], Array
    ]  # float64 (resamples, questions) to (resamples,); NaN where there is nothing to share
    count: int  # how many questions, citations or pieces it is a share of


Prepare = Callable[[Sequence[Judged]], Prepared]
Number = Callable[[Judged], float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a report."""

    name: str
    label: str
    subject: str
    means: str
    prepare: Prepare
    is_share: bool = True  # shown in per cent
    more_is_better: bool = True


def weighted_share(parts: Array, wholes: Array, weights: Array) -> Array:
    """The sum of the parts over the sum of the wholes, each counted as often as its question was drawn.

    A ratio of sums, as every question was drawn with its part and its whole (Davison & Hinkley 1997, section 2.4).

    Args:
        parts: Of each question.
        wholes: Of each question; 0 where it does not count.
        weights: float64 (resamples, questions).

    Returns:
        float64 (resamples,); NaN where the wholes sum to 0.
    """
    above, below = weights @ parts, weights @ wholes
    return np.divide(above, below, out=np.full_like(above, np.nan), where=below > 0)


def share(part: Number, whole: Number) -> Prepare:
    """The sum of parts over the sum of wholes; a question's part counts where it has a whole."""

    def prepare(judged: Sequence[Judged]) -> Prepared:
        wholes = _column(judged, whole)
        parts = np.where(wholes > 0, _column(judged, part), 0.0)
        return Prepared(lambda weights: weighted_share(parts, wholes, weights), int(wholes.sum()))

    return prepare


def prepare_calibration(judged: Sequence[Judged]) -> Prepared:
    """The calibration error of confidence as a forecast that the best guess is right."""
    sure, right = _confidences(judged), _best_guesses_right(judged)
    bins = equal_mass_bins(sure)
    return Prepared(lambda weights: expected_calibration_error(sure, right, bins, weights), len(judged))


def prepare_area(judged: Sequence[Judged]) -> Prepared:
    """The area under the risk-coverage curve of the best guesses."""
    sure, right = _confidences(judged), _best_guesses_right(judged)
    return Prepared(lambda weights: area_under_risk_coverage(sure, right, weights), len(judged))


def prepare_separation(judged: Sequence[Judged]) -> Prepared:
    """How well confidence tells answerable questions from unanswerable ones."""
    sure, answerable = _confidences(judged), _column(judged, lambda one: float(one.answerable))
    return Prepared(lambda weights: separation(sure, answerable, weights), len(judged))


def _confidences(judged: Sequence[Judged]) -> Array:
    return _column(judged, lambda one: one.confidence)


def _best_guesses_right(judged: Sequence[Judged]) -> Array:
    return _column(judged, lambda one: float(one.best_guess_right))


def _column(judged: Sequence[Judged], number: Number) -> Array:
    return np.array([number(one) or 0.0 for one in judged], dtype=np.float64)
