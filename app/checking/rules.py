"""The rules for claims, and what they find together."""

import re
from collections.abc import Callable, Iterator

from app.checking.additions import addition_finding, insertion_finding
from app.checking.addressed import address_finding
from app.checking.alignment import Aligned, aligned
from app.checking.cells import cell_finding
from app.checking.conditions import condition_finding
from app.checking.dated import date_finding
from app.checking.duty import duty_finding
from app.checking.edits import edit_finding
from app.checking.evidence import Evidence
from app.checking.limits import limit_finding, order_in_time_finding, time_finding
from app.checking.name_order import name_order_finding
from app.checking.names import name_finding
from app.checking.numbers import number_finding
from app.checking.opposites import opposite_finding
from app.checking.order import order_finding
from app.checking.pairs import pair_finding
from app.checking.plain import plain
from app.checking.polarity import polarity_finding
from app.checking.quantifiers import quantifier_finding
from app.checking.quotations import quotation_finding
from app.checking.records import Finding, FindingKind
from app.checking.subject import subject_finding
from app.checking.substitutions import substitution_finding
from app.checking.wording import wording_finding
from app.checking.words import sentence

# Of the claim against everything it rests on.
_OF_ALL: tuple[Callable[[str, Evidence], Finding | None], ...] = (
    number_finding,
    date_finding,
    address_finding,
    name_finding,
    limit_finding,
    time_finding,
    pair_finding,
    cell_finding,
    subject_finding,
    substitution_finding,
    addition_finding,
    wording_finding,
)
# Of each part of the claim against the sentence that speaks of the same.
_OF_PARTS: tuple[Callable[[Aligned], Finding | None], ...] = (
    edit_finding,
    polarity_finding,
    opposite_finding,
    duty_finding,
    quantifier_finding,
    order_in_time_finding,
    condition_finding,
    order_finding,
    name_order_finding,
)
# Answers the question; what follows is the claim.
_ANSWER = re.compile(r"\A\s*(?:yes|no),\s+(?=\w+ \w+)", re.IGNORECASE)
_ORDER = {kind: place for place, kind in enumerate(FindingKind)}


def rule_finding(claim: str, evidence: Evidence) -> Finding | None:
    """What the rules find wrong with a claim, the first in the order of `FindingKind`; None where nothing is.

    Args:
        claim: As it was written.
        evidence: The quotes that it is read against.
    """
    return min(_findings(claim, evidence), key=lambda found: _ORDER[found.kind], default=None)


def _findings(claim: str, evidence: Evidence) -> Iterator[Finding]:
    words = _ANSWER.sub("", plain(claim))
    found = [rule(words, evidence) for rule in _OF_ALL]
    found.append(quotation_finding(claim, evidence))
    pairs = aligned(sentence(words), evidence.sentences)
    found += [rule(pair) for pair in pairs for rule in _OF_PARTS]
    found += [insertion_finding(pair, evidence) for pair in pairs]
    yield from (one for one in found if one)
