"""A question with one form of a defined name is searched under the other form too."""

import pytest

from retriever.acronyms import name_keys, other_forms
from retriever.types import Acronym

DEFINED = [
    Acronym("CCCM", "Camp Coordination and Camp Management", 0, 44),
    Acronym("WASH", "Water, Sanitation and Hygiene", 60, 96),
]
ORDINARY = {"wash"}


def forms(question):
    return other_forms(question, DEFINED, lambda word: word.lower() in ORDINARY)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        pytest.param("What is CCCM?", ["Camp Coordination and Camp Management"], id="short form"),
        pytest.param("what is cccm?", ["Camp Coordination and Camp Management"], id="short form in lower case"),
        pytest.param("who does camp coordination and  camp management?", ["CCCM"], id="long form"),
        pytest.param("Who pays for WASH?", ["Water, Sanitation and Hygiene"], id="short form that is also a word"),
        pytest.param("Where can I wash?", [], id="ordinary word"),
        pytest.param("WHERE CAN I WASH?", [], id="ordinary word in a question in capitals"),
        pytest.param("WHAT IS CCCM?", ["Camp Coordination and Camp Management"], id="short form in capitals"),
        pytest.param("What is a CCCMX?", [], id="part of a word"),
        pytest.param("camp management", [], id="part of a long form"),
    ],
)
def test_other_forms(question, found):
    assert forms(question) == found


def test_a_name_defined_twice_is_given_once():
    assert other_forms("CCCM", [*DEFINED, *DEFINED], lambda word: False) == ["Camp Coordination and Camp Management"]


def test_the_keys_of_a_question_are_its_runs_of_words():
    assert name_keys("Who pays R&D?") == [
        "who", "who pays", "who pays r", "who pays r d", "pays", "pays r", "pays r d", "r", "r d", "d"
    ]  # fmt: skip
