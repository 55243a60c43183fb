"""Tells how likely a claim follows from a text."""

import json
from collections.abc import Sequence
from pathlib import Path

from retriever.reader import Logistic
from retriever.support_features import FEATURE_NAMES, pair_features

REGRESSION = Path(__file__).with_name("weights") / "support.json"


class SupportReader:
    """Judges by the claim's and the text's words; safe to share between threads.

    Args:
        weights: The regression over the features.
    """

    def __init__(self, weights: Path = REGRESSION) -> None:
        self._weights = weights

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Calibrated probabilities, in order, that each claim (first) follows from the text (second)."""
        model = Logistic.from_json(json.loads(self._weights.read_text("utf-8"))["support"], FEATURE_NAMES)
        return [model.probability(pair_features(claim, text)) for claim, text in pairs]
