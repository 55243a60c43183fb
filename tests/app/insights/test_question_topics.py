"""How well questions are grouped, on questions put into topics by hand.

Two questions share a topic where one paragraph or table would answer both. The threshold was chosen on the part
"fit", about an office's rules; the part "held out" asks about humanitarian programmes.
"""

import json
from itertools import combinations
from pathlib import Path

import pytest

from app.insights.topics import topics
from tests.app.insights.asked_questions import at

LABELLED = [
    json.loads(line) for line in Path(__file__).with_name("question_topics.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("part", "precision", "recall"), [("fit", 0.7, 0.6), ("held out", 0.55, 0.6)])
def test_pairs_of_alike_questions_are_put_together(part, precision, recall, encoder, ask):
    labels = {one["question"]: one["topic"] for one in LABELLED if one["part"] == part}
    asked = [ask(question, at(1)) for question in labels]
    found = topics(asked, encoder.encode_questions)
    place = {one.text: number for number, topic in enumerate(found) for one in topic.questions}
    pairs = list(combinations(labels, 2))
    together = {(a, b) for a, b in pairs if place[a] == place[b]}
    alike = {(a, b) for a, b in pairs if labels[a] == labels[b]}
    right = len(together & alike)
    print(f"{part}: precision {right / len(together):.3f}, recall {right / len(alike):.3f}, {len(alike)} pairs")
    assert right / len(together) >= precision
    assert right / len(alike) >= recall
