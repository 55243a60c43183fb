"""The rule for addresses: each e-mail, web address and telephone number of a claim stands in its quotes."""

from app.checking.addresses import addresses
from app.checking.evidence import Evidence
from app.checking.records import Finding, FindingKind


def address_finding(claim: str, evidence: Evidence) -> Finding | None:
    """The first address of the claim that stands in none of its quotes; None where all do."""
    stated = {form for quote in evidence.quotes for form, _ in addresses(quote)}
    for form, (start, end) in addresses(claim):
        if form not in stated and not (form.isdigit() and _ends_alike(form, stated)):
            return Finding(FindingKind.ADDRESS, f"“{claim[start:end]}” stands in none of its quotes")
    return None


def _ends_alike(digits: str, stated: set[str]) -> bool:
    """Whether one number is the other without its country: the national nought stands for it."""
    short = digits.removeprefix("0")
    return any(one.isdigit() and (one.endswith(short) or digits.endswith(one.removeprefix("0"))) for one in stated)
