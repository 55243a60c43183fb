"""The rule for dates and times: each in a claim follows from one in its quotes."""

from app.checking.dates import When, dates
from app.checking.evidence import Evidence
from app.checking.records import Finding, FindingKind


def date_finding(claim: str, evidence: Evidence) -> Finding | None:
    """What is wrong with the first date or time of the claim that does not follow; None where all do.

    A date follows from one that states as much or more. Of one written "01/05/2025" either reading may follow.
    """
    stated = [when for quote in evidence.quotes for when in dates(quote)]
    spans: dict[tuple[int, int], list[When]] = {}
    for when in dates(claim):
        spans.setdefault(when.span, []).append(when)
    for (start, end), readings in spans.items():
        follows = [any(when.follows_from(other) for other in stated) for when in readings]
        is_either = claim[start:end].count("/") == 2 or claim[start:end].count(".") == 2
        if not (any(follows) if is_either else all(follows)):
            return Finding(FindingKind.DATE, f"“{claim[start:end]}” stands in none of its quotes")
    return None
