"""Train the support score: how likely a claim follows from a text.

Run from the repository's root::

    python -m training.support --data DIR --out FOLDER

The network learns on claims of the training side; the regression that joins it with the features of the words is
fitted on the side that calibrates, and both are measured on the side that tests.
"""

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.metrics import roc_auc_score

from retriever.cross_encoder import WEIGHTS as READER
from retriever.reader import Logistic
from retriever.support import WEIGHTS, SupportReader
from retriever.support_features import JOINT_NAMES
from training.network import save_network
from training.regressions import DECIMALS, calibration_error, fitted
from training.splits import OWN
from training.support_network import train
from training.support_pairs import Pair, pairs, subject_pairs

# Of the claims that training takes of each set, so many calibrate and test.
CALIBRATION_SHARE, TEST_SHARE = 0.5, 0.3
# Pairs of the second pass: of claims turned false at their subject, and of the first pass again.
SECOND, REHEARSED = 3200, 800
TRIAL_STEPS, TRIAL_SHARE = 2, 0.02
# The share of honest claims that may be withheld, by which the least probability is chosen. Question and answer joined
# in one row of words are no claims that a model would write, so they do not count for it.
FALSE_ALARMS, UNLIKE_CLAIMS = 0.03, "answer"

Floats = npt.NDArray[np.float64]


def main(arguments: Sequence[str] | None = None) -> None:
    """Train the network, fit the regression, store both, and print what they are worth."""
    parser = argparse.ArgumentParser(prog="python -m training.support", description="Train the support score.")
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the question sets' folders")
    parser.add_argument("--own", type=Path, default=OWN, help="the folder of our own questions")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the weights and the regression")
    parser.add_argument("--keep-network", action="store_true", help="fit the regression to the weights that are there")
    parser.add_argument("--smoke", action="store_true", help=f"{TRIAL_STEPS} steps, to see that it runs")
    asked = parser.parse_args(arguments)
    steps, part = (TRIAL_STEPS, TRIAL_SHARE) if asked.smoke else (None, 1.0)
    weights = asked.out / WEIGHTS.name

    if not asked.keep_network:
        first = pairs("train", asked.data, asked.own, part)
        second = subject_pairs("train", asked.data, asked.own, part)[:SECOND] + first[:REHEARSED]
        random.Random(0).shuffle(second)
        print(f"Training on {len(first)} pairs of claim and text, then on {len(second)}.")
        asked.out.mkdir(parents=True, exist_ok=True)
        save_network(train(READER, first, second, steps), weights)
    save_regression(Logistic(JOINT_NAMES, (0.0,) * len(JOINT_NAMES), 0.0), weights.with_suffix(".json"))
    calibrating = held_out("cal", asked, part * CALIBRATION_SHARE)
    model = fitted(JOINT_NAMES, read(weights, calibrating), [pair.follows for pair in calibrating])
    save_regression(model, weights.with_suffix(".json"))
    testing = held_out("test", asked, part * TEST_SHARE)
    print(figures(testing, np.array([model.probability(row) for row in read(weights, testing)])))
    print(f"Wrote {asked.out}.")


def held_out(side: str, asked: argparse.Namespace, share: float) -> list[Pair]:
    """The pairs of a side that trains nothing."""
    return pairs(side, asked.data, asked.own, share) + subject_pairs(side, asked.data, asked.own, share)


def read(weights: Path, every: Sequence[Pair]) -> list[tuple[float, ...]]:
    """The features of all pairs, in order."""
    return SupportReader(weights).features([(pair.claim, pair.text) for pair in every])


def figures(every: Sequence[Pair], likely: Floats) -> str:
    """The area under the curve, the error of calibration, and what the least probability catches, kind by kind."""
    follows = np.array([pair.follows for pair in every])
    counted = follows & np.array([pair.kind != UNLIKE_CLAIMS for pair in every])
    least = float(np.quantile(likely[counted], FALSE_ALARMS))
    lines = [
        f"{len(every)} pairs of test documents, {follows.sum()} follow: AUC {roc_auc_score(follows, likely):.3f}, "
        f"calibration error {calibration_error(likely.tolist(), follows.tolist()):.3f}",
        f"withheld below {least:.3f}: {np.mean(likely[~follows] < least):.3f} of those that do not follow",
    ]
    for kind, right in sorted(
        {(pair.kind, pair.follows) for pair in every}, key=lambda found: (not found[1], found[0])
    ):
        own = likely[[pair.kind == kind and pair.follows == right for pair in every]]
        lines.append(f"{'honest' if right else 'false'} {kind}: {np.mean(own < least):.3f} of {len(own)}")
    return "\n".join(lines)


def save_regression(model: Logistic, path: Path) -> None:
    """Store it as `SupportReader` loads it."""
    weights = {name: round(weight, DECIMALS) for name, weight in zip(model.features, model.weights, strict=True)}
    stored = {"support": {**weights, "constant": round(model.constant, DECIMALS)}}
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
