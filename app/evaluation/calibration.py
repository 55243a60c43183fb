"""Whether of the questions answered with 80 % confidence 80 % are answered right."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.evaluation.selective import Array

MOST_BINS = 10
# Fewer in a bin, and the error measures chance: the share right of ten questions strays by up to 0.16.
LEAST_IN_BIN = 10

BinNumbers = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions whose confidence lies in one range."""

    lowest: float  # confidence
    highest: float  # confidence
    count: int
    confidence: float  # mean
    right: float  # share


def equal_mass_bins(confidences: Array) -> BinNumbers:
    """The bin of each question, numbered from 0 at the least confidence, with about as many questions in each.

    There are ten bins, or as many as leave ten questions in each. Equal mass rather than equal width, as confidences
    crowd (Naeini, Cooper & Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI 2015).
    Equal confidences share the bin of the first of them, so a bin may be empty.

    Returns:
        intp (questions,).
    """
    bins = min(MOST_BINS, max(1, len(confidences) // LEAST_IN_BIN))
    first_place = np.searchsorted(np.sort(confidences), confidences, side="left")
    numbers: BinNumbers = first_place * bins // len(confidences)
    return numbers


def expected_calibration_error(confidences: Array, right: Array, bins: BinNumbers, weights: Array) -> Array:
    """The mean distance of confidence and share right over the bins, each counting by its questions; 0 is best.

    Naeini et al. 2015; Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, equation 3.

    Args:
        confidences: Of each question, from 0 to 1.
        right: 1.0 where the answer was right.
        bins: The bin of each question.
        weights: float64 (resamples, questions), how often each question was drawn; ones give the value itself.

    Returns:
        float64 (resamples,).
    """
    in_bin = np.equal.outer(bins, np.unique(bins)).astype(np.float64)
    gaps = np.abs(weights @ (in_bin * (confidences - right)[:, None]))
    error: Array = gaps.sum(axis=1) / weights.sum(axis=1)
    return error


def reliability(confidences: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """The points of a reliability diagram (Guo et al. 2017, figure 1), from the least confidence up."""
    if not confidences:
        return []
    sure, true = np.asarray(confidences, dtype=np.float64), np.asarray(right, dtype=np.float64)
    numbers = equal_mass_bins(sure)
    return [_bin(sure[numbers == number], true[numbers == number]) for number in np.unique(numbers)]


def _bin(sure: Array, true: Array) -> Bin:
    return Bin(float(sure.min()), float(sure.max()), len(sure), float(sure.mean()), float(true.mean()))
