"""The golden questions, asked of their documents from end to end.

The least shares lie a few questions under what was reached, so that a real loss of quality fails and noise does not.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from app.assistant import Assistant
from app.evaluation.gold import read_gold
from app.evaluation.run import Evaluator
from app.evaluation.selective import separation
from app.evaluation.summary import Summary, summarise
from ingest.folder import ingest_folder
from retriever.index import Index
from retriever.reader import EvidenceReader

GOLDEN = Path(__file__).parent


@dataclass(frozen=True)
class Least:
    """What a set of questions must reach."""

    right: float  # of the answerable
    refused: float  # of the unanswerable
    separation: float  # of the two by confidence, area under the ROC curve
    hit_at_5: float


LEAST = {
    "iom": Least(right=0.82, refused=0.70, separation=0.91, hit_at_5=0.94),
    "iom_second": Least(right=0.63, refused=0.57, separation=0.77, hit_at_5=0.88),
    "policies": Least(right=0.77, refused=0.65, separation=0.84, hit_at_5=0.93),
}


@pytest.fixture(scope="module")
def policies_index(encoder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("policies-index")
    with Index.open(folder, encoder, writable=True) as index:
        ingest_folder([GOLDEN / "policies"], index, folder / "roots.json", passage_chars=700)
        yield index


@pytest.fixture(scope="module")
def measured(brief_index, policies_index):
    return {name: ask_all(name, policies_index if name == "policies" else brief_index) for name in LEAST}


def ask_all(name, index) -> tuple[Summary, float]:
    questions, bad = read_gold(GOLDEN / f"{name}.jsonl")
    judged, not_found = Evaluator(Assistant(index, EvidenceReader()), index).run(questions, lambda done: None)
    assert (bad, not_found) == ([], [])
    confidences = np.array([one.confidence for one in judged])
    answerable = np.array([float(one.answerable) for one in judged])
    return summarise(judged), float(separation(confidences, answerable, np.ones((1, len(judged))))[0])


@pytest.mark.parametrize("name", LEAST)
def test_every_quote_of_every_answer_is_exact(measured, name):
    summary, _ = measured[name]
    assert summary.citations > 80
    assert summary.exact_quotes == summary.citations


@pytest.mark.parametrize("name", LEAST)
def test_most_answerable_questions_are_answered_right(measured, name):
    assert measured[name][0].right_share >= LEAST[name].right


@pytest.mark.parametrize("name", LEAST)
def test_most_unanswerable_questions_are_refused(measured, name):
    assert measured[name][0].abstained_share >= LEAST[name].refused


@pytest.mark.parametrize("name", LEAST)
def test_confidence_tells_answerable_from_unanswerable_questions(measured, name):
    assert measured[name][1] >= LEAST[name].separation


@pytest.mark.parametrize("name", LEAST)
def test_the_evidence_is_nearly_always_among_the_first_five_passages(measured, name):
    assert measured[name][0].hit_at_5 >= LEAST[name].hit_at_5
