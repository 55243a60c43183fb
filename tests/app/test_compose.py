"""What is quoted for comparisons, superlatives and documents that disagree, from real files through a real index."""

import pytest

from app.assistant import Assistant
from ingest.folder import ingest_folder
from retriever.index import Index
from retriever.reader import EvidenceReader

REPORT = """# Harvest report

Last updated: 4 March 2024

## Apple orchards

These orchards are leased by the county. Yields are in tonnes.

| Orchard | Yield 2022 | Yield 2023 |
|---|---|---|
| Ashby | 40 | 31 |
| Brooke | 12 | 55 |
| Corley | 28 | 28 |

## Fees

The fee for a stall at the autumn market is 20 euros for each day.

## Opening hours

The mill is open to visitors from April to October. However, school classes may come in winter by appointment.
"""
OLD_RULES = """# Market rules

Effective 1 July 2019

Every trader at the autumn market signs the register. The fee for a stall at the autumn market is 15 euros for each day.

## Bees

Visitors keep five metres away from the beehives.
"""
UNDATED_RULES = """# Trader handbook

Every trader brings a tent. The fee for a stall at the autumn market is 18 euros for each day.

## Safety

Visitors keep five metres away from the beehives.
"""


@pytest.fixture(scope="module")
def ask(encoder, tmp_path_factory):
    """Asks about three small documents: a report of 2024, rules of 2019, and a handbook without a date."""
    folder = tmp_path_factory.mktemp("orchards")
    for name, text in (("report.md", REPORT), ("rules.md", OLD_RULES), ("handbook.md", UNDATED_RULES)):
        (folder / name).write_text(text, "utf-8")
    data = tmp_path_factory.mktemp("orchards-index")
    with Index.open(data, encoder, writable=True) as index:
        ingest_folder([folder], index, data / "folders.json", passage_chars=700)
        yield Assistant(index, EvidenceReader()).ask


@pytest.fixture(scope="module")
def ask_brief(brief_index):
    return Assistant(brief_index, EvidenceReader()).ask


def quotes(answer):
    return [" ".join(citation.quote.split()) for citation in answer.citations]


def test_the_row_with_the_largest_value_of_the_column_named_comes_first(ask):
    answer = ask("Which orchard had the largest yield in 2022?")
    assert quotes(answer)[0] == "Ashby | 40 | 31"
    assert answer.short_answer == "Ashby"
    assert quotes(ask("Which orchard had the largest yield in 2023?"))[0] == "Brooke | 12 | 55"
    assert quotes(ask("Which orchard had the lowest yield in 2023?"))[0] == "Corley | 28 | 28"


def test_a_short_table_is_shown_beside_the_row_that_wins(ask):
    _, table = quotes(ask("Which orchard had the largest yield in 2022?"))
    assert table.startswith("Orchard | Yield 2022 | Yield 2023")
    assert table.rstrip(" |").endswith("Corley | 28 | 28")


def test_no_row_wins_where_the_column_is_not_named(ask):
    assert quotes(ask("Which orchard had the largest yield?"))[:1] != ["Ashby | 40 | 31"]


def test_no_row_wins_in_what_the_table_is_not_about(ask):
    assert ask("Which orchard had the largest staff in 2022?").confidence < 0.85


def test_both_rows_of_a_comparison_are_quoted_in_the_order_asked(ask):
    assert quotes(ask("Which yield is larger, Corley or Brooke?")) == ["Corley | 28 | 28", "Brooke | 12 | 55"]


def test_documents_that_disagree_are_shown_newest_first_with_their_dates(ask):
    answer = ask("What is the fee for a stall at the autumn market?")
    (disagreement,) = answer.disagreements
    shown = {citation.marker: citation for citation in answer.citations}
    assert [shown[marker].source for marker in disagreement.citations] == ["report.md", "rules.md", "handbook.md"]
    assert disagreement.dated == ("4 March 2024", "1 July 2019", None)
    assert "20 euros" in quotes(answer)[0]


def test_the_same_words_of_two_documents_are_one_claim_with_both_citations(ask):
    answer = ask("How far from the beehives must visitors keep?")
    assert [claim.text for claim in answer.claims] == ["Visitors keep five metres away from the beehives."]
    assert answer.claims[0].citations == (1, 2)
    assert answer.text.endswith("[1][2]")
    assert {citation.source for citation in answer.citations} == {"rules.md", "handbook.md"}


def test_an_exception_is_quoted_after_its_rule(ask):
    assert quotes(ask("Is the mill open to visitors in April?")) == [
        "The mill is open to visitors from April to October.",
        "However, school classes may come in winter by appointment.",
    ]


@pytest.mark.parametrize(
    "question",
    ["What is the budget for Pakistan?", "How many member states are there?", "What is the yield of Ashby?"],
)
def test_rows_of_one_table_never_disagree(ask, ask_brief, question):
    assert ask_brief(question).disagreements == ()
    assert ask(question).disagreements == ()


def test_both_halves_of_a_comparison_are_quoted(ask_brief):
    answer = ask_brief("Which is larger, the Afghan or the Pakistani programme?")
    assert quotes(answer) == ["AFGHANISTAN USD 38.7 M", "PAKISTAN USD 62.4 M"]


def test_the_same_count_of_two_places_is_quoted_for_both(ask_brief):
    answer = ask_brief("Compare the number of member states worldwide with the number in Asia and the Pacific.")
    assert quotes(answer) == ["174 Member States", "35 Member States"]


def test_a_comparison_with_what_the_documents_do_not_name_is_refused(ask_brief):
    assert ask_brief("Is the budget of Bhutan larger than that of Nepal?").status == "abstained"


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Which country has the largest budget on the map?", "BANGLADESH USD 143 M"),
        ("Where is the smallest programme budget?", "SRI LANKA USD 0.5 M"),
    ],
)
def test_the_largest_and_smallest_fact_of_a_run_are_found(ask_brief, question, quote):
    assert quotes(ask_brief(question)) == [quote]


@pytest.mark.parametrize(
    "question",
    [
        "Which country has the largest population?",
        "Which Pacific country has the smallest budget?",  # the map is of Asia and the Pacific
    ],
)
def test_no_fact_wins_where_the_run_is_about_something_else(ask_brief, question):
    answer = ask_brief(question)
    assert "SRI LANKA USD 0.5 M" not in quotes(answer)
    assert "BANGLADESH USD 143 M" not in quotes(answer)


def test_an_unclear_question_shows_no_passages(ask_brief):
    abstention = ask_brief("is it allowed?").abstention
    assert (abstention.reason, abstention.closest) == ("unclear_question", ())


def test_a_value_is_found_by_the_name_of_its_row(ask_brief, ask):
    answer = ask_brief("What is the budget for Nepal?")
    assert (quotes(answer), answer.short_answer) == (["NEPAL USD 2.6 M"], "USD 2.6 M")
    assert ask_brief("How many offices are there in Nepal?").status == "abstained"
    assert quotes(ask("What is the yield of Brooke?")) == ["Brooke | 12 | 55"]
