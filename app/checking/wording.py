"""The rule for wording: a claim is a whole sentence, in a script that its quotes have."""

import re
import unicodedata

from app.checking.evidence import Evidence
from app.checking.records import Finding, FindingKind
from app.checking.words import sentence

_LETTERED_ITEM = re.compile(r"\(?[A-Za-z\d]{1,2}[.)]\s+(?P<item>.*)", re.DOTALL)
_LEAST_WORDS = 3
_LATIN = "LATIN"


def wording_finding(claim: str, evidence: Evidence) -> Finding | None:
    """Where a claim only leads to something, is no sentence and no words of a quote, or in a strange script; else None.

    Args:
        claim: Plain text.
        evidence: Of the claim.
    """
    if strange := _scripts(claim) - _scripts(evidence.text) - {_LATIN}:
        return Finding(FindingKind.SUPPORT, f"its quotes have no {min(strange).capitalize()} letters")
    item = _LETTERED_ITEM.fullmatch(claim.strip())
    is_short = bool(item) and len(sentence(item["item"] if item else "").words) < _LEAST_WORDS
    if (claim.rstrip().endswith(":") or is_short) and not _is_verbatim(claim, evidence):
        return Finding(FindingKind.SUPPORT, "it is no whole sentence")
    return None


def _scripts(text: str) -> set[str]:
    """Names of the alphabets of the letters: "LATIN", "CJK", "ARABIC"."""
    letters = {sign for sign in text if sign.isalpha() and not sign.isascii()}
    return {unicodedata.name(sign, _LATIN).split()[0].split("-")[0] for sign in letters} - _NO_ALPHABET


# First words of the names of letters that stand beside those of any alphabet.
_NO_ALPHABET = {"MODIFIER", "MATHEMATICAL", "FEMININE", "MASCULINE", "MICRO", "DOUBLE", "SCRIPT", "FULLWIDTH"}


def _is_verbatim(claim: str, evidence: Evidence) -> bool:
    return " ".join(claim.split()) in " ".join(evidence.text.split())
