"""Tells how likely a claim follows from a text."""

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from retriever.cross_encoder import batches
from retriever.reader import Logistic
from retriever.support_features import JOINT_NAMES, pair_features, reading_features

if TYPE_CHECKING:
    from retriever.reader_network import ReaderNetwork, RowMaker

WEIGHTS = Path(__file__).with_name("weights") / "support.safetensors"
# Whoever shows a claim only where it follows with at least this probability withholds about three honest claims in a
# hundred (training/README.md).
LEAST = 0.14


class SupportReader:
    """Reads claim and text together; loaded when first used, safe to share between threads.

    Args:
        weights: What differs from the bundled encoder; the regression stands beside it, with the suffix ``.json``.
    """

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._weights = weights
        self._lock = threading.Lock()
        self._loaded: tuple[ReaderNetwork, RowMaker, Logistic] | None = None

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Calibrated probabilities, in order, that each claim (first) follows from the text (second).

        A claim is read up to 96 tokens, a text up to 400.

        Raises:
            ModelUnavailable: The bundled encoder's weights are missing or damaged.
        """
        rows = self.features(pairs)
        return [self._parts()[2].probability(row) for row in rows]

    def features(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[float, ...]]:
        """What the probability of each pair is made of, in the order of JOINT_NAMES."""
        if not pairs:
            return []
        from retriever.reader_network import scored

        network, maker, _ = self._parts()
        rows = [maker.pair(text, claim) for claim, text in pairs]
        found: dict[int, tuple[float, ...]] = {}
        for batch in batches([len(row.ids) for row in rows]):
            scores, ends = scored(network, [rows[position] for position in batch])
            for i, position in enumerate(batch):
                row = rows[position]
                words = ends[i, row.statement_start : row.statement_end, 0]
                found[position] = (
                    *pair_features(*pairs[position]),
                    *reading_features(float(scores[i]), words.tolist()),
                )
        return [found[position] for position in range(len(rows))]

    def _parts(self) -> "tuple[ReaderNetwork, RowMaker, Logistic]":
        from retriever.reader_network import RowMaker, load_network

        with self._lock:
            if self._loaded is None:
                weights = json.loads(self._weights.with_suffix(".json").read_text("utf-8"))
                self._loaded = (
                    load_network(self._weights),
                    RowMaker(),
                    Logistic.from_json(weights["support"], JOINT_NAMES),
                )
            return self._loaded
