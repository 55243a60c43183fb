import pytest

from app.checking.plain import plain
from tests.app.checking.claims import found

DONORS = "The five biggest donors are China, Japan and Norway."
LEAVE = "Annual leave is 30 days."


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        pytest.param("PAKISTAN USD 62.4 M", "PAKISTAN USD 62.4 M", id="a fact that is no sentence"),
        pytest.param("A) China", "A) China", id="a lettered item of the quote"),
        pytest.param("年假为 30 天", "年假为30天", id="the quote's own script"),
        pytest.param("Annual leave is ３０ days.", LEAVE, id="digits of another script"),
        pytest.param("Yes, annual leave is 30 days.", LEAVE, id="an answer before the sentence"),
        pytest.param("No, annual leave is 30 days.", LEAVE, id="a denying answer before the sentence"),
    ],
)
def test_what_is_worded_as_a_claim_passes(claim, quote):
    assert found(claim, quote) is None


@pytest.mark.parametrize(
    ("claim", "quote", "kind"),
    [
        pytest.param("The five biggest donors are:", DONORS, "support", id="it only leads to something"),
        pytest.param("A) China", DONORS, "support", id="a lettered item"),
        pytest.param("年假为三十天", LEAVE, "support", id="another script"),
        pytest.param("年假为99天", "年假为30天", "number", id="a number among other letters"),
        pytest.param("Annual leave is ٩٩ days.", LEAVE, "number", id="a number in other digits"),
        pytest.param("No, annual leave is not 30 days.", LEAVE, "negation", id="a denial behind the answer"),
    ],
)
def test_what_is_worded_as_no_claim_is_found(claim, quote, kind):
    assert found(claim, quote) == kind


def test_digits_of_any_script_are_made_plain():
    assert plain("年假为９９天") == "年假为 99 天"
