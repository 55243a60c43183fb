"""Measures and their intervals in words, the same in the terminal and on the page."""

from app.evaluation.bootstrap import RESAMPLES
from app.evaluation.measure import Measure

Interval = tuple[float, float] | None
# Below this, intervals over documents come out too narrow (Cameron, Gelbach & Miller, "Bootstrap-Based Improvements for
# Inference with Clustered Errors", Review of Economics and Statistics 2008).
FEW_DOCUMENTS = 30
NOTHING = "–"


def value_text(value: float | None, measure: Measure) -> str:
    """The value in per cent, or as a number where it is no share.

    >>> from app.evaluation.measures import MEASURES
    >>> value_text(0.6667, MEASURES[0])
    '66.7 %'
    """
    if value is None:
        return NOTHING
    return f"{100 * value:.1f} %" if measure.is_share else f"{value:.3f}"


def interval_text(bounds: Interval, measure: Measure) -> str:
    """Both ends of an interval, without a unit: "61.2 to 70.0"."""
    if bounds is None:
        return ""
    factor, places = (100, 1) if measure.is_share else (1, 3)
    return " to ".join(_number(factor * bound, places) for bound in bounds)


def percent_text(value: float | None, bounds: Interval) -> str:
    """A share in whole per cent with its interval, for narrow columns: "81 (65–96)"."""
    if value is None:
        return NOTHING
    return f"{100 * value:.0f}" + (f" ({100 * bounds[0]:.0f}–{100 * bounds[1]:.0f})" if bounds else "")


def signed_text(value: float | None, measure: Measure) -> str:
    """A difference with its sign, in percentage points where the measure is a share: "+1.2"."""
    if value is None:
        return NOTHING
    factor, places = (100, 1) if measure.is_share else (1, 3)
    return _number(factor * value, places, sign="+")


def resampled_text(documents: int) -> str:
    """What intervals were made from, and when not to lean on them."""
    if not documents:
        return (
            f"95 % intervals from {RESAMPLES:,} resamples of the questions, as they are about one document or none: "
            "they say nothing of other documents."
        )
    few = " So few documents make such intervals too narrow." if documents < FEW_DOCUMENTS else ""
    return f"95 % intervals from {RESAMPLES:,} resamples of {documents} documents with their questions.{few}"


def _number(value: float, places: int, sign: str = "") -> str:
    # Adding 0.0 turns -0.0, which would show as "-0.0", into 0.0.
    return f"{round(value, places) + 0.0:{sign}.{places}f}".replace("-", "−")
