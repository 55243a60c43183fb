"""The records of checking a claim against its quotes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class FindingKind(StrEnum):
    """What is wrong with a claim, told by what its quotes do not bear out."""

    NO_CITATION = "no_citation"
    UNKNOWN_CITATION = "unknown_citation"  # it cites what was not given
    NUMBER = "number"  # a number, amount or percentage
    DATE = "date"
    UNIT = "unit"
    ADDRESS = "address"  # an e-mail, web or postal address, a telephone number
    NAME = "name"  # a proper name
    ACRONYM = "acronym"
    NEGATION = "negation"  # not, never, unless, without, except
    DUTY = "duty"  # may, should, must
    LIMIT = "limit"  # at least, at most, more than, up to, before, after
    QUOTATION = "quotation"  # words in quotation marks that are not one run of words of a quote
    SUBJECT = "subject"  # its parts stand in the quotes, but belong to others there
    SUPPORT = "support"  # it does not follow, by the support score


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a claim."""

    kind: FindingKind
    words: str  # for a person, without a full stop: "“62.4” stands in none of its quotes"


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking a claim: a finding, or the quotes that it rests on."""

    finding: Finding | None  # the first one in the order of FindingKind; None where the claim may be shown
    # Places in what was cited, then (counted on) in the context, that the claim needs; empty beside a finding.
    needed: tuple[int, ...] = ()
    support: float | None = None  # probability that the claim follows from these; None where a rule spoke first


class Support(Protocol):
    """Whatever can tell how likely a claim follows from a text."""

    def probabilities(self, pairs: "list[tuple[str, str]]") -> list[float]:
        """Calibrated probabilities, in order, that each claim (first) follows from the text (second)."""
        ...
