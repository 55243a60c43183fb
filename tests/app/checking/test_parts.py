"""What is true does not carry what is tacked on to it."""

import pytest

from app.checking.claim_checker import ClaimChecker
from app.checking.records import FindingKind
from retriever.support import SupportReader
from tests.app.checking.claims import cited

EARNED = "Staff earn 2.5 days of annual leave for each month of service."
TRUE = EARNED[0].lower() + EARNED[1:]
TACKED_ON = [
    f"Annual leave is unlimited, and {TRUE}",
    f"Annual leave is unlimited: {TRUE}",
    f"Leave is free; {TRUE}",
    f"Annual leave is unlimited. : {EARNED}",
    f"{EARNED[:-1]}, and annual leave is unlimited.",
]


@pytest.fixture(scope="module")
def checker():
    return ClaimChecker(SupportReader())


@pytest.mark.parametrize("claim", TACKED_ON)
def test_each_part_of_a_claim_follows_by_itself(checker, claim):
    finding = checker.check(claim, [cited(EARNED)]).finding
    assert finding.kind == FindingKind.SUPPORT


def test_parts_that_follow_are_shown(checker):
    approved = "The head of office approves leave."
    claim = f"{EARNED[:-1]}, and the head of office approves leave."
    assert checker.check(claim, [cited(EARNED), cited(approved)]).finding is None


@pytest.mark.parametrize(
    "claim", ["The budget of the office is confidential.", "The budget is spent, and leave is free."]
)
def test_what_something_is_said_to_be_stands_in_the_quotes(checker, claim):
    quote = cited("The budget of the office in Nepal is USD 2 million a year.")
    assert checker.check(claim, [quote]).finding.kind == FindingKind.SUPPORT
