import pytest

from app.checking.evidence import Evidence
from app.checking.rules import rule_finding
from tests.app.checking.claims import cited, found

PARENTS = "Birth parents receive 18 weeks on full pay. The other parent receives eight weeks on full pay."


@pytest.mark.parametrize(
    ("claim", "quotes"),
    [
        pytest.param("Nepal has USD 3 M.", ["Fiji USD 2 M; Nepal USD 3 M"], id="a name with its amount"),
        pytest.param("The other parent receives eight weeks.", [PARENTS], id="of two sentences"),
        pytest.param("Fiji has USD 2 M and Nepal USD 3 M.", ["Fiji USD 2 M", "Nepal USD 3 M"], id="both of two quotes"),
        pytest.param("The form is approved by the head.", ["The head approves the form."], id="passive"),
        pytest.param("In 2020, the head opened the office.", ["The head opened the office in 2020."], id="moved"),
        pytest.param("B and A cooperate.", ["A and B cooperate."], id="the same both ways round"),
        pytest.param("Employees must tell their supervisor.", ["Tell your supervisor."], id="whoever is told"),
        pytest.param("It lasts two days.", ["The course lasts two days."], id="a pronoun"),
    ],
)
def test_parts_that_belong_together_pass(claim, quotes):
    assert found(claim, *quotes) is None


@pytest.mark.parametrize(
    ("claim", "quotes"),
    [
        pytest.param("Nepal has USD 2 M.", ["Fiji USD 2 M; Nepal USD 3 M"], id="the amount of another"),
        pytest.param("Nepal has USD 2 M.", ["Fiji USD 2 M", "Nepal USD 3 M"], id="the amount of another quote"),
        pytest.param("The other parent receives 18 weeks.", [PARENTS], id="the weeks of another"),
        pytest.param("The head reports to the board.", ["The board reports to the head."], id="turned round"),
        pytest.param(
            "Quality gets 40 points and price 60 points.", ["Quality gets 60 points and price 40 points."], id="swapped"
        ),
        pytest.param("Managers may approve it.", ["Staff may approve it."], id="another subject"),
        pytest.param("The committee should approve it.", ["These commitments approve it."], id="a like beginning"),
    ],
)
def test_parts_of_others_are_found(claim, quotes):
    assert found(claim, *quotes) in ("subject", "duty")


def test_a_cell_belongs_to_its_column():
    row = cited("| Nepal | 62 | 11 |", header="| Country | Projects | Offices |")
    assert rule_finding("Nepal has 11 offices.", Evidence.of([row])) is None
    assert rule_finding("Nepal has 62 offices.", Evidence.of([row])).kind == "subject"


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        pytest.param("The text states that the head opens bids.", "The head opens bids.", id="what the text states"),
        pytest.param("Together with Nepal, Fiji leads it.", "Fiji and Nepal lead it.", id="together with"),
        pytest.param("RRT stands for Rapid Response Team.", "RRT: Rapid Response Team", id="stands for"),
    ],
)
def test_words_that_lead_in_are_no_subject(claim, quote):
    assert found(claim, quote) is None


def test_whoever_else_states_it_is_a_subject():
    assert found("The auditor states that the head opens bids.", "The head opens bids.") == "subject"
