import pytest

from app.checking.names import name_finding
from tests.app.checking.claims import found, found_by


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        pytest.param("Dr Rao leads.", "Dr Anita Rao leads.", id="a part of a name"),
        pytest.param("Nepal's budget grew.", "NEPAL: the budget grew.", id="possessive and capitals"),
        pytest.param("The Policy applies.", "The policy applies.", id="an ordinary word in capitals"),
        pytest.param("Employees apply.", "Staff apply.", id="an ordinary word at the start"),
        pytest.param("The NGOs agree.", "One NGO agrees.", id="plural of an acronym"),
        pytest.param("The RRT leaves.", "The Rapid Response Team (RRT) leaves.", id="an acronym that is defined"),
        pytest.param("Head of Mission Anita Rao", "Anita Rao, Head of Mission", id="whole names side by side"),
        pytest.param("In May I go.", "I go.", id="months and pronouns are left to others"),
    ],
)
def test_a_name_follows(claim, quote):
    assert found_by(name_finding, claim, quote) is None


@pytest.mark.parametrize(
    ("claim", "quote", "kind"),
    [
        pytest.param("The office is in Kenya.", "The office is in Nepal.", "name", id="another country"),
        pytest.param("Kenya is large.", "Nepal is large.", "name", id="a name at the start"),
        pytest.param("The WHO agrees.", "The organisation agrees.", "acronym", id="an acronym out of nothing"),
        pytest.param("Anita Smith leads.", "Anita Rao and John Smith lead.", "name", id="put together of two"),
    ],
)
def test_a_name_does_not_follow(claim, quote, kind):
    assert found_by(name_finding, claim, quote) == kind


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        pytest.param("Virtual private endpoints (VPEs) are free.", None, id="initials, more than one"),
        pytest.param("Virtual private endpoints (VEPs) are free.", "acronym", id="in another order"),
        pytest.param("Virtual private endpoints (PEs) are free.", "acronym", id="two letters alone"),
    ],
)
def test_a_short_form_has_the_initials_of_its_name(claim, kind):
    assert found(claim, "A Virtual Private Endpoint is free.") == kind
