"""Questions about short forms."""

import pytest

from app.acronym_answer import asked_acronyms, named_acronyms, quote_definition
from retriever.types import Acronym, Document, Section

CCCM = ("camps.txt", Acronym("CCCM", "Camp Coordination and Camp Management", 0, 44))
WASH = ("water.txt", Acronym("WASH", "Water, Sanitation and Hygiene", 0, 36))
DRR = ("risk.txt", Acronym("DRR", "Disaster Risk Reduction", 0, 29))
OTHER_DRR = ("rail.txt", Acronym("DRR", "Danish Rail Road", 0, 22))
DEFINED = [CCCM, WASH, DRR]

ASKED = [
    ("What does CCCM stand for?", [CCCM]),
    ("what is cccm short for", [CCCM]),
    ("meaning of WASH", [WASH]),
    ("What is the full form of DRR?", [DRR]),
    ("What is the acronym for disaster risk reduction?", [DRR]),
    ("What do CCCM and WASH stand for?", [CCCM, WASH]),
    ("What does CCCM do?", []),
    ("How many WASH projects are there?", []),
    ("cccm meaning?", [CCCM]),
    ("WASH full form", [WASH]),
    ("the abbreviation CCCM", [CCCM]),
    ("what does the acronym WASH mean", [WASH]),
    ("What does ABC stand for?", []),
    ("what does it mean to wash your hands?", []),
]


@pytest.mark.parametrize(("question", "answers"), ASKED, ids=[question for question, _ in ASKED])
def test_only_questions_about_the_form_get_its_definition(question, answers):
    assert asked_acronyms(question, DEFINED) == answers


def test_documents_that_disagree_are_both_shown():
    assert asked_acronyms("What does DRR stand for?", [DRR, OTHER_DRR]) == [DRR, OTHER_DRR]


@pytest.mark.parametrize(
    ("question", "answers"),
    [("What is DRR?", [DRR]), ("DRR", [DRR]), ("What is DRR about in Nepal?", []), ("Who is DRR's head?", [])],
)
def test_a_bare_short_form_asks_for_its_definition(question, answers):
    assert named_acronyms(question, DEFINED) == answers


def test_a_definition_in_a_heading_is_quoted_with_its_section():
    text = "DISASTER RISK REDUCTION (DRR)\n\nIt helps."
    section = Section(("DISASTER RISK REDUCTION (DRR)",), 0, len(text), (), heading=(0, 29))
    document = Document("risk.txt", "Risk", text, (section,), "hash")
    quoted = quote_definition(document, Acronym("DRR", "DISASTER RISK REDUCTION", 0, 29))
    assert quoted.citation.quote == "DISASTER RISK REDUCTION (DRR)"
    assert quoted.citation.section == ("DISASTER RISK REDUCTION (DRR)",)
    assert quoted.short == "DISASTER RISK REDUCTION"
