"""Which definitions of short forms are found."""

import pytest

from ingest.acronyms import acronyms

FOUND = [
    ("the Displacement Tracking Matrix [DTM]", "DTM", "Displacement Tracking Matrix"),
    ("WATER, SANITATION AND HYGIENE (WASH)", "WASH", "WATER, SANITATION AND HYGIENE"),
    ("IOM Emergency and Post-Crisis (EPC) programs", "EPC", "Emergency and Post-Crisis"),
    ("SHELTER AND NON-FOOD ITEMS (S/NFI)", "S/NFI", "SHELTER AND NON-FOOD ITEMS"),
    (
        "on the High Level Panel on Internal Displacement (HLP-IDP)",
        "HLP-IDP",
        "High Level Panel on Internal Displacement",
    ),
    ("CAMP MANAGEMENT (CM | OF DISPLACEMENT)", "CM", "CAMP MANAGEMENT"),
    ("support to persons with disabilities (PWD).", "PWD", "persons with disabilities"),
    ("The Migration Governance Framework (MiGOF)", "MiGOF", "Migration Governance Framework"),
    ("Evidence for Migration Analysis and Policy (EMAP)", "EMAP", "Evidence for Migration Analysis and Policy"),
    ("the UN Office for Disaster Risk Reduction (UNDRR)", "UNDRR", "UN Office for Disaster Risk Reduction"),
    ("WHO (World Health Organization) said", "WHO", "World Health Organization"),
    ("an Impaired Driver Program IDP course", "IDP", "Impaired Driver Program"),
    ("a “Standard Operating Procedure” (SOP)", "SOP", "Standard Operating Procedure"),
    ("the Internet of Things (IoT)", "IoT", "Internet of Things"),
]
NOT_FOUND = [
    "offices (2018)",
    "Budget (USD)",
    "the plan (see below)",
    "Iran (Islamic Republic of)",
    "the policy of the office (VA)",
    "It was a good year (II)",
    "the manager (PM) of it",
    "IOM and OXFAM said",
    "Guidelines to Protect Migrants (MICIC Initiative Guidelines)",
]


@pytest.mark.parametrize(("text", "short", "long"), FOUND)
def test_a_definition_is_found_with_both_its_forms(text: str, short: str, long: str) -> None:
    assert [(each.short, each.long) for each in acronyms(text)] == [(short, long)]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_brackets_that_define_nothing_are_passed_over(text: str) -> None:
    assert acronyms(text) == ()


def test_each_definition_of_a_list_is_found() -> None:
    found = acronyms("through 1) Mobility Tracking (MT), 2) Flow Monitoring (FM) and 3) Community Assessments (CA).")
    assert [each.short for each in found] == ["MT", "FM", "CA"]


def test_the_span_holds_both_forms() -> None:
    text = "see the World Food Programme (WFP) for food"
    (found,) = acronyms(text)
    assert text[found.start : found.end] == "World Food Programme (WFP)"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- MEAL: Monitoring, Evaluation, Accountability and Learning.", [("MEAL", 2)]),
        ("PRA – Project Risk Assessment", [("PRA", 0)]),
        ("NOTE: Bring your own cup.", []),
        ("FAQ: How to ask", []),
    ],
)
def test_a_glossary_entry_defines_its_label(text, found):
    assert [(each.short, each.start) for each in acronyms(text)] == found
