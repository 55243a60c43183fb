"""Fit the reader's three regressions on question sets.

Run from the repository's root::

    python -m training.regressions FOLDER... --out FILE [--reader MODEL] [--questions N]

The first chooses the statements that the cross-encoder reads, the second weighs its score with the simple features
into each statement's probability, the third says how likely the statements that would be quoted hold the answer.
They are fitted on the documents that calibrate, and measured on those that test.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from app.evaluation.calibration import equal_mass_bins, expected_calibration_error
from app.quote_answer import KEEP_SHARE, MAX_STATEMENTS
from retriever.encoder import Encoder
from retriever.evidence_features import REGRESSION_FEATURES, reading_features
from retriever.published_reader import BUNDLED, cross_encoder
from retriever.reader import EvidenceReader, Logistic
from training.readings import Features, LabelledReading, labelled_readings

# Inverse strength of the penalty on squared weights of standardised features.
PENALTY_C = 0.3
ROUNDS = 3000
DECIMALS = 4

Regressions = dict[str, Logistic]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit the regressions, print how they do on test documents, and store them."""
    parser = argparse.ArgumentParser(prog="python -m training.regressions", description="Fit the reader's regressions.")
    parser.add_argument("folders", type=Path, nargs="+", help="question sets: documents.jsonl and questions.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="the regressions' file, such as reader.json")
    parser.add_argument("--reader", default=BUNDLED, help="the cross-encoder to fit for: bundled, or a name or path")
    parser.add_argument("--questions", type=int, help="at most so many questions of each set")
    asked = parser.parse_args(arguments)
    encoder, reader = Encoder(), EvidenceReader(cross_encoder=cross_encoder(asked.reader))
    readings = [
        reading for folder in asked.folders for reading in labelled_readings(folder, encoder, reader, asked.questions)
    ]
    calibrating = [reading for reading in readings if reading.side == "cal"]
    fitted_now = fit_regressions(calibrating)
    for folder in asked.folders:
        measured = [reading for reading in readings if reading.folder == folder.name and reading.side == "test"]
        print(f"{folder.name}, test documents: {figures(measured, fitted_now)}")
    save_regressions(fitted_now, asked.out)
    print(f"Fitted on {len(calibrating)} questions; wrote {asked.out}.")


def fit_regressions(readings: Sequence[LabelledReading]) -> Regressions:
    """The regressions by their name in the stored file."""
    first = fitted(
        REGRESSION_FEATURES["first"],
        [row for reading in readings for row in reading.offered],
        [answer for reading in readings for answer in reading.offered_answers],
    )
    statement = fitted(
        REGRESSION_FEATURES["statement"],
        [row for reading in readings for row in reading.rows],
        [answer for reading in readings for answer in reading.answers],
    )
    whole = [reading_row(reading, statement) for reading in readings]
    reading = fitted(REGRESSION_FEATURES["reading"], whole, [is_right(reading, statement) for reading in readings])
    return {"first": first, "statement": statement, "reading": reading}


def fitted(names: tuple[str, ...], rows: Sequence[Features], labels: Sequence[bool]) -> Logistic:
    """The penalised logistic regression on features as they come.

    Args:
        names: Of the features.
        rows: One a label.
        labels: Some true, some false.
    """
    features = np.array(rows, dtype=np.float64)
    mean, spread = features.mean(0), features.std(0) + 1e-6
    model = LogisticRegression(C=PENALTY_C, max_iter=ROUNDS).fit((features - mean) / spread, labels)
    weights = model.coef_[0] / spread
    return Logistic(names, tuple(weights.tolist()), float(model.intercept_[0] - weights @ mean))


def order_of(reading: LabelledReading, statement: Logistic) -> tuple[list[int], list[float]]:
    """Positions of the statements read, likeliest first, and the probability at each position."""
    likely = [statement.probability(row) for row in reading.rows]
    return sorted(range(len(likely)), key=lambda i: (-likely[i], i)), likely


def reading_row(reading: LabelledReading, statement: Logistic) -> Features:
    """Features of the whole reading, by the probabilities of its statements."""
    order, likely = order_of(reading, statement)
    return reading_features(reading.question, [(likely[i], reading.rows[i]) for i in order], reading.read)


def is_right(reading: LabelledReading, statement: Logistic) -> bool:
    """Whether one of the statements that would be quoted answers."""
    order, likely = order_of(reading, statement)
    return any(reading.answers[i] for i in order[:MAX_STATEMENTS] if likely[i] >= KEEP_SHARE * likely[order[0]])


def figures(readings: Sequence[LabelledReading], regressions: Regressions) -> str:
    """How often the likeliest statement answers, and one of three, over answerable questions; the area under the curve
    of answerable against unanswerable ones, where there are both; and the error of calibration."""
    statement = regressions["statement"]
    threes = [
        [reading.answers[i] for i in order_of(reading, statement)[0][:3]] for reading in readings if reading.answerable
    ]
    if not threes:
        return f"{len(readings)} questions, none of them answerable"
    likely = [regressions["reading"].probability(reading_row(reading, statement)) for reading in readings]
    right = [is_right(reading, statement) for reading in readings]
    said = [
        f"{len(threes)} answerable questions, first right {np.mean([found[0] for found in threes]):.3f}",
        f"of three {np.mean([any(found) for found in threes]):.3f}",
        f"calibration error {calibration_error(likely, right):.3f}",
    ]
    if len(threes) < len(readings):
        area = roc_auc_score([reading.answerable for reading in readings], likely)
        said.append(f"{len(readings) - len(threes)} unanswerable, AUC {area:.3f}")
    return ", ".join(said)


def calibration_error(likely: Sequence[float], right: Sequence[bool]) -> float:
    """Mean distance of probability and share right, over bins of like size."""
    sure, true = np.array(likely), np.array(right, dtype=np.float64)
    return float(expected_calibration_error(sure, true, equal_mass_bins(sure), np.ones((1, len(sure))))[0])


def save_regressions(regressions: Regressions, path: Path) -> None:
    """Store them as `EvidenceReader` loads them."""
    stored = {
        name: {
            **{feature: round(weight, DECIMALS) for feature, weight in zip(model.features, model.weights, strict=True)},
            "constant": round(model.constant, DECIMALS),
        }
        for name, model in regressions.items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
