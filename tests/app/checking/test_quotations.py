import pytest

from app.checking.quotations import quotation_finding
from tests.app.checking.claims import evidence

ONE = "Late bids are returned unopened — “as they are”, it’s said."
OTHER = "Gifts are refused."


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("It says “late bids are returned unopened”.", id="curly, first letter small"),
        pytest.param('It says "bids are returned unopened."', id="straight, with the sentence's full stop"),
        pytest.param("It says ‘bids are returned’ there.", id="single"),
        pytest.param("It says «Gifts are refused».", id="guillemets"),
        pytest.param("It says “unopened - 'as they are', it's said”.", id="other signs inside"),
        pytest.param("The bidder's and the staff's gifts.", id="apostrophes quote nothing"),
    ],
)
def test_a_true_quotation_passes(claim):
    assert quotation_finding(claim, evidence(ONE, OTHER)) is None


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("It says “late bids are opened”.", id="a word left out"),
        pytest.param("It says “Late bids are refused”.", id="stitched of two"),
        pytest.param("It says “unopened gifts”.", id="from elsewhere"),
        pytest.param("It says “late bids … unopened”.", id="with an ellipsis"),
        pytest.param("It says “bids are return”.", id="ending inside a word"),
        pytest.param("It says “late bids are", id="not closed"),
        pytest.param("It says ‘bids are burned’ there.", id="single"),
        pytest.param('The word "burned" is there.', id="one word"),
    ],
)
def test_a_false_quotation_is_found(claim):
    assert quotation_finding(claim, evidence(ONE, OTHER)).kind == "quotation"
