"""Scores the statements of the hits as evidence for a question."""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from retriever.cross_encoder import CrossEncoder, Judgement, Part, StatementJudge
from retriever.evidence_features import (
    REGRESSION_FEATURES,
    Candidate,
    reading_features,
    statement_features,
)
from retriever.evidence_span import short_span
from retriever.evidence_type import AnswerType, answer_type
from retriever.types import Evidence, Hit, Reading, Span

# Passages whose statements are considered for one question; more bring mostly distraction.
PASSAGES_READ = 8
# Of those statements, how many the cross-encoder reads: the time of an answer is mostly this.
STATEMENTS_READ = 10
# Questions that a few words of a statement do not answer by themselves.
ANSWERED_AT_LENGTH = (AnswerType.LIST, AnswerType.DEFINITION, AnswerType.REASON)
REGRESSIONS = Path(__file__).with_name("weights") / "reader.json"

WordsAt = Callable[[str, Span], str]
"""The words of a span of a document, by its source."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: named features, their weights, and the constant."""

    features: tuple[str, ...]
    weights: tuple[float, ...]
    constant: float

    @classmethod
    def from_json(cls, model: dict[str, float], features: tuple[str, ...]) -> "Logistic":
        """The regression with these features, its constant under the name of ``constant``."""
        return cls(features, tuple(float(model[name]) for name in features), float(model["constant"]))

    def probability(self, values: Sequence[float]) -> float:
        """Probability for one row of features, in the order of `features`."""
        total = self.constant + sum(w * v for w, v in zip(self.weights, values, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def load_regressions(file: Path) -> dict[str, Logistic]:
    """The regressions of a stored file, by their names in REGRESSION_FEATURES."""
    models = json.loads(file.read_text("utf-8"))
    return {name: Logistic.from_json(models[name], features) for name, features in REGRESSION_FEATURES.items()}


class EvidenceReader:
    """Chooses the statements that answer a question, and says how likely they are to.

    Simple features choose the statements worth reading, a cross-encoder reads those, and both together give each
    its probability, and one that the question is answered at all. Safe to share between threads.
    """

    def __init__(self, weights: Path = REGRESSIONS, cross_encoder: StatementJudge | None = None) -> None:
        """Load the three regressions; the cross-encoder loads when it is first needed."""
        regressions = load_regressions(weights)
        self._cross_encoder = cross_encoder or CrossEncoder()
        self._first, self._statement, self._reading = (regressions[name] for name in ("first", "statement", "reading"))

    def read(self, question: str, hits: Sequence[Hit], words_at: WordsAt) -> Reading:
        """Score the statements of the first hits.

        Args:
            question: The question, made whole.
            hits: Search results, best first.
            words_at: For leads that stand outside the passage.

        Returns:
            The most likely statements, best first; none when there are no hits.
        """
        found, rows, judged = self.read_closely(question, hits, words_at)
        if not found:
            return Reading((), 0.0)
        likely = [self._statement.probability(row) for row in rows]
        order = sorted(range(len(found)), key=lambda i: (-likely[i], i))
        evidence = tuple(_evidence(question, found[i], judged[i], likely[i]) for i in order)
        return Reading(
            evidence,
            self._reading.probability(reading_features(question, [(likely[i], rows[i]) for i in order], found)),
        )

    def read_closely(
        self, question: str, hits: Sequence[Hit], words_at: WordsAt
    ) -> tuple[list[Candidate], list[tuple[float, ...]], list[Judgement]]:
        """The statements worth reading, in order of hit and position, with all their features and judgements."""
        everything = candidates(hits[:PASSAGES_READ], words_at)
        features = statement_features(question, everything) if everything else []
        likely = [self._first.probability(row) for row in features]
        chosen = sorted(sorted(range(len(everything)), key=lambda i: (-likely[i], i))[:STATEMENTS_READ])
        found = [everything[i] for i in chosen]
        judged = self._cross_encoder.judge(question, [_part(candidate) for candidate in found])
        best = max((judgement.score for judgement in judged), default=0.0)
        rows = [(*features[i], own.score, best - own.score) for i, own in zip(chosen, judged, strict=True)]
        return found, rows, judged


def candidates(hits: Sequence[Hit], words_at: WordsAt) -> list[Candidate]:
    """The statements of the hits that may answer, in order of hit, then position.

    A line that only introduces what follows answers nothing by itself; it is read as the lead of its items.
    """
    found = []
    for rank, hit in enumerate(hits, start=1):
        passage = hit.passage
        # Where a document was just taken out, its passage's similarity has to do for its statements.
        similarities = hit.statement_similarities or (hit.similarity or 0.0,) * len(passage.statements)
        leads = {statement.lead for statement in passage.statements}
        for statement, similarity in zip(passage.statements, similarities, strict=True):
            if (statement.start, statement.end) in leads:
                continue
            text = passage.words(statement.start, statement.end)
            lead = words_at(passage.source, statement.lead) if statement.lead else ""
            found.append(Candidate(hit, rank, statement, text, lead, similarity))
    return found


def _part(candidate: Candidate) -> Part:
    """What the cross-encoder reads: a statement without a lead is read after the one before it."""
    passage, place = candidate.hit.passage, candidate.hit.passage.statements.index(candidate.statement)
    lead = candidate.lead
    if not lead and place:
        before = passage.statements[place - 1]
        lead = passage.words(before.start, before.end)
    path = " > ".join(passage.section)
    heading = passage.title if path in ("", passage.title) else f"{passage.title} > {path}"
    return Part(heading, lead, candidate.text)


def _evidence(question: str, candidate: Candidate, judgement: Judgement, probability: float) -> Evidence:
    span = short_span(question, candidate.text, candidate.statement.kind)
    if span is None and answer_type(question) not in ANSWERED_AT_LENGTH:
        span = judgement.short
    offset = candidate.statement.start
    short = (offset + span[0], offset + span[1]) if span else None
    return Evidence(candidate.hit.passage, candidate.statement, probability, short)
