import pytest

from app.checking.addressed import address_finding
from tests.app.checking.claims import found_by


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        pytest.param("Write to HR@x.example.", "hr@x.example", id="e-mail in other letters"),
        pytest.param("See x.org/a.", "https://www.x.org/a/", id="web address without its scheme"),
        pytest.param("Ring +41 22 555 01 99.", "+41 (0)22 555 0199", id="telephone number in other groups"),
        pytest.param("Ring 022 555 01 99.", "+41 22 555 0199", id="telephone number without its country"),
    ],
)
def test_an_address_follows_however_it_is_set(claim, quote):
    assert found_by(address_finding, claim, quote) is None


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        pytest.param("Write to it@x.example.", "hr@x.example", id="another name"),
        pytest.param("Write to hr@y.example.", "hr@x.example", id="another host"),
        pytest.param("See x.org/b.", "https://x.org/a", id="another page"),
        pytest.param("Ring +41 22 555 0198.", "+41 22 555 0199", id="another digit"),
    ],
)
def test_another_address_is_found(claim, quote):
    assert found_by(address_finding, claim, quote) == "address"
