"""One judged question: all that its measures are made from, kept in reports so that later runs can be compared."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from app.evaluation.judge import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A question with its answer and what became of it. Where no evidence is known, its numbers are None or 0."""

    id: str
    kind: str
    question: str
    answerable: bool
    document: str | None  # as the question names it
    outcome: Outcome
    answer: str
    short_answer: str | None
    expected: tuple[str, ...]  # wordings of the answer, or the words of the evidence
    confidence: float
    best_guess_right: bool  # the answer given, or where none was, the closest passage shown first
    rank: int | None  # of the first hit that holds the evidence; None where none of the first five does
    evidence_recall: float | None
    short_exact: float | None  # None where no short answer is known
    short_f1: float | None
    citations: int
    inexact_quotes: int  # that differ from their document
    supporting_citations: int
    evidence_pieces: int
    pieces_covered: int
    milliseconds: float | None

    @property
    def is_answered(self) -> bool:
        """Whether an answer was given, right or wrong."""
        return self.outcome in (Outcome.RIGHT, Outcome.WRONG, Outcome.WRONGLY_ANSWERED)

    def as_json(self) -> dict[str, Any]:
        """Return the record that reports keep."""
        return {**asdict(self), "outcome": self.outcome.value, "expected": list(self.expected)}


def judged_from_json(record: Mapping[str, Any]) -> Judged:
    """Return the judged question that a report keeps.

    Raises:
        ValueError: The record lacks a field, or has an unknown outcome.
    """
    missing = [field.name for field in fields(Judged) if field.name not in record]
    if missing:
        raise ValueError(f"its questions have no '{missing[0]}'")
    values = {field.name: record[field.name] for field in fields(Judged)}
    return Judged(**{**values, "outcome": Outcome(record["outcome"]), "expected": tuple(record["expected"])})
