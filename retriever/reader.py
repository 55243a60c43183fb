"""Scores the statements of the hits as evidence for a question."""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from retriever.evidence_features import (
    FEATURE_NAMES,
    READING_NAMES,
    Candidate,
    reading_features,
    statement_features,
)
from retriever.evidence_span import short_span
from retriever.types import Evidence, Hit, Reading, Span

# Passages read for one question; more cost time and bring mostly distraction.
PASSAGES_READ = 8
_WEIGHTS = Path(__file__).with_name("reader_weights.json")


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: named features, their weights, and the constant."""

    features: tuple[str, ...]
    weights: tuple[float, ...]
    constant: float

    def probability(self, values: Sequence[float]) -> float:
        """Probability for one row of features, in the order of `features`."""
        total = self.constant + sum(w * v for w, v in zip(self.weights, values, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


class EvidenceReader:
    """Chooses the statements that answer a question, and says how likely they are to."""

    def __init__(self, weights: Path = _WEIGHTS) -> None:
        """Load the two small models: one for a statement, one for the whole reading."""
        loaded = json.loads(weights.read_text("utf-8"))
        self._statement = Logistic(FEATURE_NAMES, *_named(loaded["statement"], FEATURE_NAMES))
        self._reading = Logistic(READING_NAMES, *_named(loaded["reading"], READING_NAMES))

    def read(self, question: str, hits: Sequence[Hit], words_at: Callable[[str, Span], str]) -> Reading:
        """Score every statement of the first hits.

        Args:
            question: The question, made whole.
            hits: Search results, best first.
            words_at: The text of a span of a document, for leads that stand outside the passage.

        Returns:
            Evidence, best first; none when there are no hits.
        """
        found = candidates(hits[:PASSAGES_READ], words_at)
        if not found:
            return Reading((), 0.0)
        rows = statement_features(question, found)
        scores = [self._statement.probability(row) for row in rows]
        order = sorted(range(len(found)), key=lambda i: (-scores[i], i))
        evidence = tuple(self._evidence(question, found[i], scores[i]) for i in order)
        ordered = [(scores[i], rows[i]) for i in order]
        return Reading(evidence, self._reading.probability(reading_features(question, ordered, found)))

    @staticmethod
    def _evidence(question: str, candidate: Candidate, probability: float) -> Evidence:
        span = short_span(question, candidate.text, candidate.statement.kind)
        offset = candidate.statement.start
        short = (offset + span[0], offset + span[1]) if span else None
        return Evidence(candidate.hit.passage, candidate.statement, probability, short)


def candidates(hits: Sequence[Hit], words_at: Callable[[str, Span], str]) -> list[Candidate]:
    """Every statement of the hits, in order of hit, then position."""
    found = []
    for rank, hit in enumerate(hits, start=1):
        passage = hit.passage
        # Where a document was just taken out, its passage's similarity has to do for its statements.
        similarities = hit.statement_similarities or (hit.similarity or 0.0,) * len(passage.statements)
        for statement, similarity in zip(passage.statements, similarities, strict=True):
            text = passage.text[statement.start - passage.start : statement.end - passage.start]
            lead = words_at(passage.source, statement.lead) if statement.lead else ""
            found.append(Candidate(hit, rank, statement, text, lead, similarity))
    return found


def _named(model: dict[str, float], names: Sequence[str]) -> tuple[tuple[float, ...], float]:
    return tuple(float(model[name]) for name in names), float(model["constant"])
