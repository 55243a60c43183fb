"""Facts of the brief that comes with the project, worked out by reading it."""

from pathlib import Path

import pytest

from ingest.load import load
from ingest.passages import split
from retriever.types import Document, StatementKind

BRIEF = Path(__file__).parents[2] / "corpus" / "iom-asia-pacific-emergency-and-post-crisis-programs.txt"


@pytest.fixture(scope="module")
def brief() -> Document:
    return load(BRIEF, BRIEF.name)


def texts(document: Document, kind: StatementKind) -> list[str]:
    return [
        document.text[each.start : each.end]
        for section in document.sections
        for each in section.statements
        if each.kind is kind
    ]


def path_of(document: Document, words: str) -> tuple[str, ...]:
    position = document.text.index(words)
    return next(section.path for section in document.sections if section.start <= position < section.end)


PLACES = {
    "Cash transfers have long been": ("EPC PROGRAMS", "CASH BASED INTERVENTIONS (CBI)"),
    "CCCM seeks to improve": (
        "EPC PROGRAMS",
        "CAMP COORDINATION AND CAMP MANAGEMENT (CCCM | MANAGEMENT OF DISPLACEMENT)",
    ),
    "IOM LPR programming covers": ("EPC PROGRAMS", "LAND PROPERTY AND REPARATIONS (LPR)"),
    "which commenced in October 2018": ("SPECIALIZED INITIATIVES IN ASIA PACIFIC", "DTM REMAP"),
    "PAKISTAN": ("ASIA AND THE PACIFIC REGION", "ACTIVE EMERGENCY AND POST CRISIS PROGRAMMES"),
    "in total value of IOM EPC Projects": ("NUMBER AND SCOPE OF IOM PROJECTS IN ASIA AND PACIFIC IN 2019 | 2020",),
    "IOM is among the largest organizations": ("POLICIES AND FRAMEWORKS", "HUMANITARIAN POLICY"),
    "articulates why and how IOM tackles GBV": (
        "POLICIES AND FRAMEWORKS",
        "IOM INSTITUTIONAL FRAMEWORK FOR ADDRESSING GENDER-BASED VIOLENCE IN CRISES (GBVIC)",
    ),
    "IOM work is guided by institutional priorities": ("APPROACHES AND PRIORITIES",),
    "IOM has developed a body of policies": ("POLICIES AND FRAMEWORKS",),
    "The EPC Unit serves as the core": ("AREAS OF INTERVENTION",),
}


@pytest.mark.parametrize(("words", "path"), PLACES.items())
def test_each_text_stands_under_its_chapter_and_heading(brief: Document, words: str, path: tuple[str, ...]) -> None:
    assert path_of(brief, words) == path


def test_the_title_is_what_stands_on_the_cover(brief: Document) -> None:
    assert brief.title == "IOM REGIONAL OFFICE FOR ASIA AND THE PACIFIC: EMERGENCY AND POST-CRISIS PROGRAMS"


COUNTRIES = {
    "AFGHANISTAN": "38.7",
    "NEPAL": "2.6",
    "REPUBLIC OF KOREA": "1.4",
    "PAKISTAN": "62.4",
    "BANGLADESH": "143",
    "MYANMAR": "3.9",
    "THAILAND": "13.9",
    "PHILIPPINES": "12.8",
    "MICRONESIA": "21.3",
    "MARSHALL ISLANDS": "1.0",
    "SRI LANKA": "0.5",
    "PAPUA NEW GUINEA": "4.0",
    "INDONESIA": "28.5",
    "TIMOR LESTE": "2.1",
    "SOLOMON ISLANDS": "1.2",
    "Fiji": "1.2",
    "VANUATU": "0.6",
}


@pytest.mark.parametrize(("country", "millions"), COUNTRIES.items())
def test_each_country_of_the_map_is_a_fact_with_its_amount(brief: Document, country: str, millions: str) -> None:
    assert f"{country}\nUSD {millions} M" in texts(brief, StatementKind.FACT)


def test_no_country_is_taken_for_a_heading(brief: Document) -> None:
    headings = {name for section in brief.sections for name in section.path}
    assert headings.isdisjoint(
        {*COUNTRIES, "UNITED STATES", "UNITED KINGDOM", "AUSTRALIA", "EUROPEAN UNION", "UNITED NATIONS"}
    )


def test_the_five_donors_are_one_list_with_their_lead(brief: Document) -> None:
    names = "UNITED STATES\n\nUNITED KINGDOM\n\nAUSTRALIA\n\nEUROPEAN UNION\n\nUNITED NATIONS"
    assert texts(brief, StatementKind.LIST) == [f"TOP 5 DONORS\n\n\n\n{names}"]


@pytest.mark.parametrize(
    "fact",
    [
        "174\nMember States",
        "an additional 8 holding\nObserver Status",
        "590\noffices",
        "413\nfield locations (2018)",
        "Budget\nUSD 2.39 billion\n(2020)",
        "Since 2015 IOM has assisted 5.2\nmillion people per year in over 40\ncountries",
        "5 Sub-regions\nPacific, East Asia, South Asia,\nSoutheast Asia, Southwest Asia",
        "Activities in 40\ncountries",
        "2,965 staffs\n(332 international and 2,624 national)",
        "USD 339 M",
        "TOTAL\nDONORS 45",
    ],
)
def test_a_figure_is_one_fact_with_its_label(brief: Document, fact: str) -> None:
    assert fact in texts(brief, StatementKind.FACT)


def test_figures_are_read_under_the_line_that_introduces_them(brief: Document) -> None:
    leads = {
        brief.text[each.start : each.end]: brief.text[slice(*each.lead)]
        for section in brief.sections
        for each in section.statements
        if each.lead
    }
    assert leads["174\nMember States"] == "Globally, IOM has:"
    assert leads["35\nMember States"] == "IOM in the Asia and Pacific region:"
    assert leads["USD 339 M"] == "ACTIVE EMERGENCY AND\nPOST CRISIS PROGRAMMES"


def test_footnote_asterisks_stay_and_escapes_go(brief: Document) -> None:
    sentences = texts(brief, StatementKind.SENTENCE)
    assert "46 active Crisis and Emergency Response projects in 11 countries*" in sentences
    assert (
        "$192,359,453 in total value of IOM EPC Projects in 2020 (59% of total IOM expenditures in the AP region)"
        in sentences
    )


def test_the_text_shows_no_markup(brief: Document) -> None:
    assert all(mark not in brief.text for mark in ("**", "\\", "](", "(#)"))


def test_the_36_links_are_kept_with_their_words(brief: Document) -> None:
    words = [brief.text[link.start : link.end] for link in brief.links]
    assert len(words) == 36
    assert "Progressive Resolution to Displacement Situations (PRDS)" in words
    assert "Iran (Islamic Republic of)" in words


def test_repeats_credits_and_captions_are_furniture(brief: Document) -> None:
    assert [brief.text[start:end] for start, end in brief.furniture] == [
        "Budget (USD)",
        "TOTAL PROJECT EXPENDITURES (USD)",
        "EPC PROGRAMS",
        "© Julie Batula",
        "© Amanda Nero",
        "© Julie Batula",
        "© Amanda Nero",
        "© Ismail Haydar",
        "POLICIES AND FRAMEWORKS",
        "IOM REGIONAL OFFICE FOR ASIA AND THE PACIFIC",
        "EMERGENCY AND POST-CRISIS PROGRAMS",
        "DEPARTMENT OF OPERATIONS AND EMERGENCIES",
    ]


ACRONYMS = [
    ("EPC", "Emergency and Post-Crisis"),
    ("MCOF", "Migration Crisis Operational Framework"),
    ("DTM", "Displacement Tracking Matrix"),
    ("CCCM", "CAMP COORDINATION AND CAMP MANAGEMENT"),
    ("DTM", "DISPLACEMENT TRACKING MATRIX"),
    ("PRDS", "Progressive Resolution to Displacement Situations"),
    ("S/NFI", "SHELTER AND NON-FOOD ITEMS"),
    ("SAG", "Strategic Advisory Group"),
    ("WASH", "WATER, SANITATION AND HYGIENE"),
    ("CBI", "CASH BASED INTERVENTIONS"),
    ("DRR", "DISASTER RISK REDUCTION"),
    ("LPR", "LAND PROPERTY AND REPARATIONS"),
    ("AP DDWG", "ASIA PACIFIC DISASTER DISPLACEMENT WORKING GROUP"),
    ("UNDRR", "UN Office for Disaster Risk Reduction"),
    ("IBC", "Issue Based Coalition"),
    ("HLP-IDP", "High Level Panel on Internal Displacement"),
    ("DTM", "Displacement Tracking Matrix"),
    ("REMAP", "Regional Evidence for Migration Analysis and Policy"),
    ("MT", "Mobility Tracking"),
    ("FM", "Flow Monitoring"),
    ("SDM", "Survey on Drivers of Migration"),
    ("RLS", "Returnee Longitudinal Studies"),
    ("CA", "Community Assessments"),
    ("GBV", "gender-based violence"),
    ("PWD", "persons with disabilities"),
    ("AAP", "Accountability to Affected Populations"),
    ("MIGOF", "MIGRATION GOVERNANCE FRAMEWORK"),
    ("MiGOF", "Migration Governance Framework"),
    ("MCOF", "MIGRATION CRISIS OPERATIONAL FRAMEWORK"),
    ("MCOF", "Migration Crisis Operational Framework"),
    ("PHA", "Principles for Humanitarian Action"),
    ("IASC", "Inter-Agency Standing Committee"),
    ("AAP", "ACCOUNTABILITY TO AFFECTED POPULATIONS"),
    ("AAP", "Accountability to Affected Populations"),
    ("CHS", "Core Humanitarian Standard"),
    ("GBVIC", "GENDER-BASED VIOLENCE IN CRISES"),
    ("DRR", "DISASTER RISK REDUCTION"),
]


def test_every_short_form_that_the_text_defines_is_found_and_no_other(brief: Document) -> None:
    assert [(each.short, each.long) for each in brief.acronyms] == ACRONYMS


def test_nothing_of_the_text_is_lost_or_doubled(brief: Document) -> None:
    spans = list(brief.furniture)
    for section in brief.sections:
        spans += [(each.start, each.end) for each in section.statements]
        spans += [section.heading] if section.heading else []
    spans.sort()
    bounds = [0, *(bound for span in spans for bound in span), len(brief.text)]
    assert bounds == sorted(bounds)
    assert "".join(brief.text[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)).strip() == ""


def test_passages_are_between_a_line_and_a_screen_long(brief: Document) -> None:
    lengths = [len(passage.text) for passage in split(brief)]
    assert max(lengths) <= 700
    assert min(lengths) >= 100
