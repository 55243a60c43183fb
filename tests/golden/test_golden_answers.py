"""The golden questions, asked of the real brief from end to end.

The least shares lie a few questions under what was reached, so that a real loss of quality fails and noise does not.
"""

from pathlib import Path

import pytest

from app.assistant import Assistant
from app.evaluation.gold import read_gold
from app.evaluation.run import Evaluator
from app.evaluation.summary import summarise
from retriever.reader import EvidenceReader


@pytest.fixture(scope="module")
def summary(brief_index):
    questions, bad = read_gold(Path(__file__).with_name("iom.jsonl"))
    judged, not_found = Evaluator(Assistant(brief_index, EvidenceReader()), brief_index).run(
        questions, lambda done: None
    )
    assert (bad, not_found) == ([], [])
    return summarise(judged)


def test_every_quote_of_every_answer_is_exact(summary):
    assert summary.citations > 200
    assert summary.exact_quotes == summary.citations


def test_most_answerable_questions_are_answered_right(summary):
    assert summary.right_share >= 0.81


def test_most_unanswerable_questions_are_refused(summary):
    assert summary.abstained_share >= 0.58


def test_the_evidence_is_nearly_always_among_the_first_five_passages(summary):
    assert summary.hit_at_5 >= 0.94
