"""Quotes and claims for the tests of checking, and a support score that counts words."""

from app.checking.evidence import Evidence
from app.checking.plain import plain
from app.checking.rules import rule_finding
from app.checking.words import sentence
from app.types import Citation


def cited(quote, start=1000, section=("Rules",), header="", source="rules.txt"):
    return Citation(1, source, "Rules", section, None, start, start + len(quote), quote, header=header)


def evidence(*quotes):
    return Evidence.of([cited(quote, 1000 * place) for place, quote in enumerate(quotes, start=1)])


def found(claim, *quotes):
    """The kind of the first finding; None where there is none."""
    finding = rule_finding(claim, evidence(*quotes))
    return finding and finding.kind.value


def found_by(rule, claim, *quotes):
    """The kind of what one rule for a whole claim finds; None where it finds nothing."""
    finding = rule(plain(claim), evidence(*quotes))
    return finding and finding.kind.value


class WordSupport:
    """The share of a claim's telling words that the text has."""

    def __init__(self):
        self.asked = []

    def probabilities(self, pairs):
        self.asked += pairs
        return [self._share(claim, text) for claim, text in pairs]

    def _share(self, claim, text):
        own = sentence(claim).stems
        return len(own & sentence(text).stems) / max(1, len(own))
