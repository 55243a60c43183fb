"""The rule for dates and times: each in a claim follows from one in its quotes."""

import re
from itertools import pairwise

from app.checking.dates import When, dates
from app.checking.evidence import Evidence
from app.checking.records import Finding, FindingKind

_TO = re.compile(r"\s*(?:-|to|through|thru|until|till)\s*", re.IGNORECASE)


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
    return _span_finding(claim, evidence)


def _span_finding(claim: str, evidence: Evidence) -> Finding | None:
    """Where a span of days ends, or begins, with another day than in the quotes: "Friday through Friday"."""
    stated = [span for quote in evidence.quotes for span in _spans(quote)]
    for first, last in _spans(claim):
        near = [(a, b) for a, b in stated if first.follows_from(a) or last.follows_from(b)]
        if near and not any(first.follows_from(a) and last.follows_from(b) for a, b in near):
            words = claim[first.span[0] : last.span[1]]
            return Finding(FindingKind.DATE, f"“{words}” stands in none of its quotes")
    return None


def _spans(text: str) -> list[tuple[When, When]]:
    """Dates, days or times with "to" between them; not those of which one tells what the other does not."""
    return [
        (one, two)
        for one, two in pairwise(dates(text))
        if _TO.fullmatch(text[one.span[1] : two.span[0]]) and bool(one.weekday) == bool(two.weekday)
    ]
