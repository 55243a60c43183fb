"""Judged questions to make reports of."""

from dataclasses import replace

import pytest

from app.evaluation.judge import Outcome
from app.evaluation.judged import Judged

RIGHT = Judged(
    id="q",
    kind="fact",
    question="How long is leave?",
    answerable=True,
    document="leave.txt",
    outcome=Outcome.RIGHT,
    answer="Leave is 30 days a year. [1]",
    short_answer="30 days",
    expected=("30 days",),
    confidence=0.9,
    best_guess_right=True,
    rank=1,
    evidence_recall=1.0,
    short_exact=1.0,
    short_f1=1.0,
    citations=1,
    inexact_quotes=0,
    supporting_citations=1,
    evidence_pieces=1,
    pieces_covered=1,
    milliseconds=12.0,
)


@pytest.fixture
def judged():
    """Make a judged question: one answered right, but for the fields given."""
    return lambda **fields: replace(RIGHT, **fields)


@pytest.fixture
def four_judged(judged):
    """Two answerable questions about one document, one right, and two unanswerable about others, one refused."""
    lost = {"answerable": False, "expected": (), "best_guess_right": False, "rank": None, "evidence_recall": None}
    lost |= {
        "short_exact": None,
        "short_f1": None,
        "supporting_citations": 0,
        "evidence_pieces": 0,
        "pieces_covered": 0,
    }
    wrong = {"outcome": Outcome.WRONG, "confidence": 0.6, "best_guess_right": False, "rank": 3, "evidence_recall": 0.5}
    wrong |= {"short_exact": 0.0, "short_f1": 0.5, "supporting_citations": 1, "evidence_pieces": 2, "citations": 2}
    answered = {"outcome": Outcome.WRONGLY_ANSWERED, "confidence": 0.7, "kind": "near_miss", "inexact_quotes": 1}
    refused = {"outcome": Outcome.RIGHTLY_ABSTAINED, "confidence": 0.2, "kind": "near_miss", "citations": 0}
    return [
        judged(id="a"),
        judged(id="b", **wrong),
        judged(id="c", document="pay.txt", **lost | answered),
        judged(id="d", document=None, **lost | refused),
    ]
