import pytest

from app.learn.definition_forms import Surroundings, asked_term, defining_forms, listed_form


def defined(quote, heading="", **long_forms):
    return [
        (quote[slice(*found.term)], quote[slice(*found.words)])
        for found in defining_forms(quote, Surroundings(heading, long_forms))
    ]


@pytest.mark.parametrize(
    ("quote", "term", "words"),
    [
        ("A lapse of cover means that no insurer pays.", "lapse of cover", "no insurer pays"),
        ("“Dependant” refers to a child or parent in the staff member's care.", "Dependant",
         "a child or parent in the staff member's care"),
        ("Night work is defined as work between 22:00 and 06:00.", "Night work", "work between 22:00 and 06:00"),
        ("A carrel is a desk that stands alone in a quiet room.", "carrel", "a desk that stands alone in a quiet room"),
        ("DTM is a system to track displacement.", "DTM", "a system to track displacement"),
        ("The EPC Unit serves as the core team in a crisis.", "EPC Unit", "the core team in a crisis"),
        ("While nobody agrees, trust is usually associated with honesty, care and time.", "trust",
         "honesty, care and time"),
        ("The rules protect migrants (any person living outside their country).", "migrants",
         "any person living outside their country"),
        ("They fund low-risk repairs (those that need no permit from the town).", "low-risk repairs",
         "those that need no permit from the town"),
        ("The Fund for Repairs (hereafter “the Fund”) pays for roofs.", "the Fund", "The Fund for Repairs "),
    ],
    ids=["means", "refers to", "is defined as", "a … is a … that", "short form is a", "serves as", "usually",
         "explained in brackets", "compound explained", "hereafter"],
)  # fmt: skip
def test_a_definition_is_found_with_its_words(quote, term, words):
    assert defined(quote) == [(term, words)]


@pytest.mark.parametrize(
    "quote",
    [
        "This means that offices close early.",
        "It is a system that tracks everything.",
        "The letter means your insurer told us.",
        "Cash is a good way to help people in a crisis.",
        "IOM is one of the largest employers in town.",
        "The project is a continuation of an earlier partnership.",
        "Leave is the responsibility of the line manager.",
        "The plan (see the annex that follows) was approved.",
        "Nairobi is the largest office in the region.",
    ],
)
def test_what_praises_points_or_ranks_defines_nothing(quote):
    assert defined(quote) == []


def test_a_plain_subject_is_defined_under_its_own_heading_only():
    quote = "Social cohesion is a feeling of belonging."
    assert defined(quote, heading="SOCIAL COHESION") == [("Social cohesion", "a feeling of belonging")]
    assert defined(quote, heading="Other things") == []


def test_a_quoted_definition_is_of_what_the_heading_names():
    quote = "We follow the IASC Protection Policy definition: “All activities that ensure respect for rights”."
    assert defined(quote, heading="PROTECTION")[0] == ("Protection", "All activities that ensure respect for rights")


def test_an_apposition_belongs_to_the_name_whose_long_form_ends_with_its_kind():
    quote = "IOM leads the DWG with the UN Office (UNO), a working group that meets each month."
    names = {"DWG": "Displacement Working Group", "UNO": "UN Office"}
    assert defined(quote, **names) == [("DWG", "a working group that meets each month")]


def test_an_entry_of_a_list_of_definitions_has_a_term_and_its_words():
    entry = "HoM: Head of Mission, who leads a country office."
    found = listed_form(entry)
    assert found is not None
    assert (entry[slice(*found.term)], entry[slice(*found.words)]) == (
        "HoM",
        "Head of Mission, who leads a country office",
    )
    assert listed_form("We ask everyone to read this page with care") is None


@pytest.mark.parametrize(
    ("line", "term"),
    [("What is a carrel?", "carrel"), ("3. What are core hours", "core hours"), ("What is it?", ""), ("Why now?", "")],
)
def test_a_heading_may_ask_what_something_is(line, term):
    assert asked_term(line) == term
