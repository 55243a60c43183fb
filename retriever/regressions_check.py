"""Checks a file of regressions before a reader is made from it."""

import json
import math
from pathlib import Path

from retriever.errors import ModelUnavailable
from retriever.evidence_features import REGRESSION_FEATURES


def check_regressions(file: Path) -> None:
    """Hold a file to what a reader needs; fields beyond that are allowed.

    Raises:
        ModelUnavailable: It cannot be read, or a weight is missing or not a number.
    """
    try:
        models = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise _unusable(file, f"cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise _unusable(file, f"is not JSON ({error})") from error
    for regression, features in REGRESSION_FEATURES.items():
        weights = models.get(regression) if isinstance(models, dict) else None
        if not isinstance(weights, dict):
            raise _unusable(file, f"has no '{regression}'")
        for name in (*features, "constant"):
            if name not in weights:
                raise _unusable(file, f"has no '{regression}.{name}'")
            if not _is_number(weights[name]):
                raise _unusable(file, f"has {weights[name]!r} for '{regression}.{name}', which is not a number")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _unusable(file: Path, reason: str) -> ModelUnavailable:
    return ModelUnavailable(
        f"the file of the reader's regressions {file} {reason}.\n"
        "Fit it anew (training/README.md), or leave CITEWELL_READER_REGRESSIONS unset for the bundled ones."
    )
