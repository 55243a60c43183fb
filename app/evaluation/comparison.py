"""Whether two runs over the same questions differ by more than chance."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.evaluation.bootstrap import clusters_of, interval, resampled_weights
from app.evaluation.estimates import Json, number, rounded
from app.evaluation.judged import Judged
from app.evaluation.measure import Measure
from app.evaluation.measures import MEASURES
from app.evaluation.selective import Array

NO_DIFFERENCE, BETTER, WORSE = "no difference", "better", "worse"
# Ids that an error names of each side.
NAMED = 5


class DifferentQuestions(Exception):
    """Two runs were not over the same questions."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure of this run less the same of the earlier one."""

    value: float | None  # None where one of the two has nothing to measure
    interval: tuple[float, float] | None  # 95 %
    verdict: str | None  # None where the value is

    def as_json(self) -> Json:
        """Return the figures rounded to four places."""
        low, high = self.interval or (None, None)
        return {"difference": rounded(self.value), "low": rounded(low), "high": rounded(high), "verdict": self.verdict}


def check_same_questions(ids: Sequence[str], earlier: Sequence[str]) -> None:
    """Check that two runs can be paired by the ids of their questions.

    Raises:
        DifferentQuestions: An id stands twice, or one run has questions that the other has not.
    """
    for run, of_run in (("this run", ids), ("the earlier run", earlier)):
        repeated = sorted({id for id in of_run if of_run.count(id) > 1}) if len(set(of_run)) < len(of_run) else []
        if repeated:
            raise DifferentQuestions(f"ids stand more than once in {run}: {_some(repeated)}")
    only = {"this run": set(ids) - set(earlier), "the earlier run": set(earlier) - set(ids)}
    told = [f"{len(found)} only in {run} ({_some(found)})" for run, found in only.items() if found]
    if told:
        raise DifferentQuestions(f"the two runs are over different questions: {', '.join(told)}")


def compare(judged: Sequence[Judged], earlier: Sequence[Judged]) -> Mapping[str, Difference]:
    """Return the difference of each measure, by name, with its paired interval.

    Both runs are resampled alike, document by document, and subtracted in each resample: what makes a question hard
    for both drops out (Efron & Tibshirani, "An Introduction to the Bootstrap", 1993; Sakai, "Evaluating Evaluation
    Metrics based on the Bootstrap", SIGIR 2006).

    Raises:
        DifferentQuestions: They are not over the same questions.
    """
    check_same_questions([one.id for one in judged], [one.id for one in earlier])
    by_id = {one.id: one for one in earlier}
    paired = [by_id[one.id] for one in judged]
    _check_same_gold(judged, paired)
    clusters, _ = clusters_of([one.document for one in judged])
    once = np.ones((1, len(judged)))
    both = {measure.name: (measure.prepare(judged).value, measure.prepare(paired).value) for measure in MEASURES}
    drawn: dict[str, list[Array]] = {name: [] for name in both}
    for weights in resampled_weights(clusters):
        for name, (now, before) in both.items():
            drawn[name].append(now(weights) - before(weights))
    values = {name: number((now(once) - before(once))[0]) for name, (now, before) in both.items()}
    return {measure.name: _difference(measure, values[measure.name], drawn[measure.name]) for measure in MEASURES}


def verdict_of(low: float, high: float, *, more_is_better: bool) -> str:
    """What an interval of a difference says: nothing, when it holds 0 to the four places that a report shows.

    >>> verdict_of(-0.01, 0.03, more_is_better=True), verdict_of(0.01, 0.03, more_is_better=False)
    ('no difference', 'worse')
    """
    if round(low, 4) <= 0 <= round(high, 4):
        return NO_DIFFERENCE
    return BETTER if (low > 0) is more_is_better else WORSE


def _difference(measure: Measure, value: float | None, drawn: Sequence[Array]) -> Difference:
    bounds = interval(np.concatenate(drawn))
    if value is None or bounds is None:
        return Difference(None, None, None)
    return Difference(value, bounds, verdict_of(*bounds, more_is_better=measure.more_is_better))


def _check_same_gold(judged: Sequence[Judged], earlier: Sequence[Judged]) -> None:
    changed = [
        now.id
        for now, before in zip(judged, earlier, strict=True)
        if (now.question, now.answerable, now.document) != (before.question, before.answerable, before.document)
    ]
    if changed:
        raise DifferentQuestions(f"the questions with these ids have changed between the runs: {_some(changed)}")


def _some(ids: Collection[str]) -> str:
    named = sorted(ids)[:NAMED]
    return ", ".join(named) + (", …" if len(ids) > NAMED else "")
