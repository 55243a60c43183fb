"""How well confidence tells which questions to answer: answering only the surest should leave few errors.

Every function takes, beside a confidence for each question, a row of weights for each resample of a bootstrap: float64
(resamples, questions), how often the question was drawn. Ones give the value itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """What answering from one confidence upwards would mean."""

    threshold: float
    coverage: float  # share of all questions that would be answered
    risk: float  # share of those that would not be answered right


def risk_coverage_curve(confidences: Sequence[float], right: Sequence[bool]) -> list[OperatingPoint]:
    """The risk at each coverage that a threshold can reach, from the surest question to all of them.

    From El-Yaniv & Wiener, "On the Foundations of Noise-free Selective Classification", JMLR 2010. Questions of equal
    confidence are answered together, so that their order does not count.
    """
    if not confidences:
        return []
    sure = np.asarray(confidences, dtype=np.float64)
    order, ends = _descending(sure)
    wrong = np.cumsum(~np.asarray(right, dtype=bool)[order])[ends]
    answered = ends + 1
    return [
        OperatingPoint(float(threshold), float(count / len(sure)), float(errors / count))
        for threshold, count, errors in zip(sure[order][ends], answered, wrong, strict=True)
    ]


def area_under_risk_coverage(confidences: Array, right: Array, weights: Array) -> Array:
    """The mean, over all questions, of the risk when answering from their confidence upwards; 0 is best.

    Geifman & El-Yaniv, "Selective Classification for Deep Neural Networks", NeurIPS 2017; as an area Geifman, Uziel &
    El-Yaniv, "Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers", ICLR 2019.

    Returns:
        float64 (resamples,).
    """
    order, ends = _descending(confidences)
    drawn = weights[:, order]
    answered = np.cumsum(drawn, axis=1)[:, ends]
    wrong = np.cumsum(drawn * (1 - right[order]), axis=1)[:, ends]
    risks = np.divide(wrong, answered, out=np.zeros_like(wrong), where=answered > 0)
    at_threshold = np.diff(answered, axis=1, prepend=0.0)
    area: Array = (at_threshold * risks).sum(axis=1) / answered[:, -1]
    return area


def separation(confidences: Array, answerable: Array, weights: Array) -> Array:
    """The probability that an answerable question has more confidence than an unanswerable one; ties count half.

    The area under the ROC curve: Hanley & McNeil, "The Meaning and Use of the Area under a ROC Curve", Radiology 1982.

    Returns:
        float64 (resamples,); NaN where there are only answerable or only unanswerable questions.
    """
    order, ends = _descending(confidences)
    starts = np.concatenate(([0], ends[:-1] + 1))
    drawn = weights[:, order]
    yes = np.add.reduceat(drawn * answerable[order], starts, axis=1)
    no = np.add.reduceat(drawn * (1 - answerable[order]), starts, axis=1)
    less_sure = no.sum(axis=1, keepdims=True) - np.cumsum(no, axis=1)
    above = (yes * (less_sure + no / 2)).sum(axis=1)
    pairs = yes.sum(axis=1) * no.sum(axis=1)
    shares: Array = np.divide(above, pairs, out=np.full_like(above, np.nan), where=pairs > 0)
    return shares


def _descending(confidences: Array) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The order from the surest down, and in it the last place of each confidence."""
    order = np.argsort(-confidences, kind="stable")
    ordered = confidences[order]
    return order, np.append(np.flatnonzero(np.diff(ordered)), len(ordered) - 1)
