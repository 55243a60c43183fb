"""A report of one run: counts, measures with intervals, curves, and every question."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from app.evaluation.bootstrap import RESAMPLES
from app.evaluation.calibration import Bin, reliability
from app.evaluation.comparison import Difference, compare
from app.evaluation.estimates import Estimates, Json, estimate, rounded
from app.evaluation.gold import BadGold
from app.evaluation.judged import Judged, judged_from_json
from app.evaluation.selective import OperatingPoint, risk_coverage_curve
from app.evaluation.summary import Summary, summarise


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one kind, or all."""

    summary: Summary
    estimates: Estimates

    def as_json(self) -> Json:
        """Return counts and measures side by side."""
        return {**self.summary.as_json(), **self.estimates.as_json()}


@dataclass(frozen=True, slots=True)
class EarlierRun:
    """What a kept report tells of its run."""

    name: str
    words: int
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What one run over one set of questions showed."""

    name: str  # of the file of questions
    words: int  # within which evidence was looked for
    total: Group
    kinds: Mapping[str, Group]
    risk_coverage: Sequence[OperatingPoint]
    reliability: Sequence[Bin]
    judged: Sequence[Judged]
    left_out: Sequence[BadGold]
    against: str | None  # the name of the earlier run
    comparison: Mapping[str, Difference]

    def as_json(self) -> Json:
        """Return the record that `--json` prints and `--against` reads."""
        return {
            "total": self.total.as_json(),
            "kinds": {kind: group.as_json() for kind, group in self.kinds.items()},
            "settings": {"questions": self.name, "words": self.words, "resamples": RESAMPLES, "interval": 0.95},
            "risk_coverage": [_rounded(asdict(point)) for point in self.risk_coverage],
            "reliability": [_rounded(asdict(one)) for one in self.reliability],
            "comparison": self._comparison_json() if self.against else None,
            "questions": [one.as_json() for one in self.judged],
            "left_out": [asdict(one) for one in self.left_out],
        }

    def _comparison_json(self) -> Json:
        differences = {name: difference.as_json() for name, difference in self.comparison.items()}
        return {"against": self.against, "measures": differences}


def make_report(
    name: str, words: int, judged: Sequence[Judged], left_out: Sequence[BadGold], earlier: EarlierRun | None = None
) -> Report:
    """Return the report of a run, compared with an earlier run where one is given.

    Raises:
        DifferentQuestions: The earlier run was over other questions.
    """
    confidences = [one.confidence for one in judged]
    right = [one.best_guess_right for one in judged]
    kinds = {kind: [one for one in judged if one.kind == kind] for kind in sorted({one.kind for one in judged})}
    return Report(
        name=name,
        words=words,
        total=_group(judged),
        kinds={kind: _group(of_kind) for kind, of_kind in kinds.items()},
        risk_coverage=risk_coverage_curve(confidences, right),
        reliability=reliability(confidences, right),
        judged=judged,
        left_out=left_out,
        against=earlier.name if earlier else None,
        comparison=compare(judged, earlier.judged) if earlier else {},
    )


def read_report(path: Path) -> EarlierRun:
    """Return the run that a kept report tells of.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is not a report, or of a version that kept less.
    """
    record = json.loads(path.read_text(encoding="utf-8-sig"))
    try:
        judged = tuple(judged_from_json(one) for one in record["questions"])
        return EarlierRun(path.name, int(record["settings"]["words"]), judged)
    except (KeyError, TypeError) as error:
        raise ValueError("it is not a report of `citewell evaluate --json`") from error


def _group(judged: Sequence[Judged]) -> Group:
    return Group(summarise(judged), estimate(judged))


def _rounded(record: Mapping[str, float]) -> Json:
    return {name: rounded(value) if isinstance(value, float) else value for name, value in record.items()}
