import pytest

from app.checking.additions import added_words
from tests.app.checking.claims import evidence, found

QUOTE = "Late bids are returned unopened to the suppliers."


def test_words_of_the_same_root_are_not_added():
    words = added_words(
        "The supplier agrees to a late approval.", evidence("Suppliers have an agreement; bids are approved late.")
    )
    assert words == []


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("Late bids are returned unopened to the suppliers to save storage costs.", id="a reason"),
        pytest.param("Late bids are returned unopened to the suppliers and reviewed by auditors.", id="another clause"),
        pytest.param("Late bids, after friendly reminders, are returned unopened to the suppliers.", id="inside"),
        pytest.param("Late bids are returned unopened to the suppliers, free of charge.", id="a clause of two words"),
        pytest.param("Late bids are returned unopened to the suppliers, as the law requires.", id="a short clause"),
        pytest.param(
            "Late bids are returned unopened to the suppliers, and this is expected to grow.", id="an outlook"
        ),
        pytest.param("The garden behind the museum opens early.", id="another sentence"),
    ],
)
def test_added_detail_is_found(claim):
    assert found(claim, QUOTE) in ("support", "subject")


def test_harmless_words_are_not_added_detail():
    assert found("In addition, late bids are also returned unopened to the suppliers, as follows.", QUOTE) is None


def test_a_clause_that_another_quote_tells_is_not_added_detail():
    quotes = ("Salaries are paid on the 25th.", "If the 25th is in a weekend, they are paid on the Friday before.")
    assert found("Salaries are paid on the 25th, or on the Friday before if that is a weekend day.", *quotes) is None
