"""The rule for quotation marks: what stands in them is one run of words of one quote."""

import re

from app.checking.evidence import Evidence
from app.checking.plain import plain
from app.checking.records import Finding, FindingKind

_MARKED = re.compile(
    r"[“„](?P<curly>[^“”„]+)[”“]"
    r"|[«»](?P<guillemets>[^«»]+)[»«]"
    r"|‹(?P<small>[^‹›]+)›"
    r"|(?<!\w)‘(?P<single>(?:[^‘’]|(?<=\w)’(?=\w))+)’(?!\w)"
    r"|(?<!\w)\"(?P<straight>[^\"]+)\"(?!\w)"
    r"|(?<!\w)``?(?P<code>[^`]+)`?`"
    r"|(?<![\w'])'(?P<apostrophes>(?=\S)(?:[^']|(?<=\w)'(?=\w))+(?<=\S))'(?![\w'])"
)
_UNPAIRED = re.compile(r"(?<![\w\d])[\"“«]|[”»]")
# A sign after a run of words that is the sentence's, not the quotation's.
_CLOSING = " .,;:!?-"


def quotations(text: str) -> list[str]:
    """The words in quotation marks, in order; apostrophes are none.

    >>> quotations("Staff's “own” words: 'be it so', she said.")
    ['own', 'be it so']
    """
    return [next(words for words in match.groups() if words) for match in _MARKED.finditer(text)]


def quotation_finding(claim: str, evidence: Evidence) -> Finding | None:
    """The first quotation of the claim that is not one run of words of one quote; None where all are.

    Args:
        claim: As it was written, not plain.
        evidence: Of the claim.
    """
    for words in quotations(claim):
        run = _run(words).strip(_CLOSING)
        if run and not any(_holds(_run(quote), run) for quote in evidence.quotes):
            return Finding(FindingKind.QUOTATION, f"“{words.strip()}” is no run of words of one of its quotes")
    left = _MARKED.sub(" ", claim)
    if _UNPAIRED.search(left):
        return Finding(FindingKind.QUOTATION, "a quotation in it is not closed")
    return None


def _run(text: str) -> str:
    return " ".join(plain(text).replace('"', "'").split())


def _holds(quote: str, run: str) -> bool:
    pattern = rf"(?<!\w)[{re.escape(run[0].lower())}{re.escape(run[0].upper())}]{re.escape(run[1:])}(?!\w)"
    return re.search(pattern, quote) is not None
