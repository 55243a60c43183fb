"""Every measure of some questions, each with how far it would stray with other documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.evaluation.bootstrap import clusters_of, interval, resampled_weights
from app.evaluation.judged import Judged
from app.evaluation.measures import MEASURES
from app.evaluation.selective import Array

Json = dict[str, object]
# Of figures from 0 to 1 in a report.
PLACES = 4


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure with its 95 % interval; None where there is nothing to measure."""

    value: float | None
    interval: tuple[float, float] | None
    count: int  # of what the value is a share

    def as_json(self) -> Json:
        """Return the figures rounded to four places."""
        low, high = self.interval or (None, None)
        return {"value": rounded(self.value), "low": rounded(low), "high": rounded(high), "of": self.count}


@dataclass(frozen=True, slots=True)
class Estimates:
    """All measures of some questions, by name."""

    documents: int  # that were resampled; 0 if questions were
    measures: Mapping[str, Estimate]

    def as_json(self) -> Json:
        """Return the measures and what was resampled."""
        return {
            "intervals_over": "documents" if self.documents else "questions",
            "measures": {name: estimate.as_json() for name, estimate in self.measures.items()},
        }


def estimate(judged: Sequence[Judged]) -> Estimates:
    """Return every measure of some questions; each is None where there are none."""
    if not judged:
        return Estimates(0, {measure.name: Estimate(None, None, 0) for measure in MEASURES})
    clusters, documents = clusters_of([one.document for one in judged])
    prepared = {measure.name: measure.prepare(judged) for measure in MEASURES}
    values = {name: one.value(np.ones((1, len(judged))))[0] for name, one in prepared.items()}
    drawn: dict[str, list[Array]] = {name: [] for name in prepared}
    for weights in resampled_weights(clusters):
        for name, one in prepared.items():
            drawn[name].append(one.value(weights))
    return Estimates(
        documents,
        {
            name: Estimate(number(values[name]), interval(np.concatenate(drawn[name])), one.count)
            for name, one in prepared.items()
        },
    )


def number(value: float) -> float | None:
    """The value, or None where it is NaN."""
    return None if np.isnan(value) else float(value)


def rounded(value: float | None) -> float | None:
    """The value rounded to four places, or None."""
    return None if value is None else round(value, PLACES)
