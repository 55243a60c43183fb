"""The rule for numbers: each in a claim stands in its quotes, with its unit."""

import re

from app.checking.evidence import Evidence
from app.checking.listed import counts_of_lists
from app.checking.quantities import PERCENT, Quantity, codes, quantities
from app.checking.records import Finding, FindingKind
from app.checking.units import CURRENCIES, MEASURES

_MOST_LISTED = 20
_MONEY = frozenset(CURRENCIES.values())
_UNITS = frozenset(MEASURES.values()) | _MONEY | {PERCENT, "working day", "calendar day"}
_TIMES = {"once": 1.0, "twice": 2.0, "thrice": 3.0}
_TIMES_WORD = re.compile(r"\b(once|twice|thrice)\b", re.IGNORECASE)
_YEAR_PART = re.compile(r"(?<!\d)(?<!\d[.,])(?:1[5-9]|20|21)\d\d(?!\d|[.,]\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(?P<century>1[5-9]|20|21)\d\d[/-](?P<year>\d\d)(?!\d)")
# Numbers that are said in a way of their own.
_SPELT_OUT = (
    (re.compile(r"\b24\s?/\s?7\b"), "24 hours a day, 7 days a week"),
    (re.compile(r"\b(?:an|one) hour and a half\b|\bone and a half hours\b", re.IGNORECASE), "90 minutes"),
    (re.compile(r"\bhalf (?:an|of an) hour\b|\bhalf[- ]hour\b", re.IGNORECASE), "30 minutes"),
    (re.compile(r"\bhalf a year\b", re.IGNORECASE), "6 months"),
)
# What stands before a number that counts, and what it counts.
_COUNTED = re.compile(
    r"\b(?:against|had|has|have|with|are|were|about|approximately|nearly|over|than|ran|runs|trained|\w{3,}ed|\w{3,}es)\s+$"
)
_THINGS = re.compile(r"\s+(?:[a-z-]+\s+){0,2}?[a-z-]{3,}s\b(?<!ss)")
# "one" and "first" as in "one of these", "first, ...": they count nothing.
_COUNTS_NOTHING = re.compile(r"\b(?:no|the|this|that|each|every|any|which|only|some|another|at)\s+$", re.IGNORECASE)


def number_finding(claim: str, evidence: Evidence) -> Finding | None:
    """What is wrong with the first number of the claim that does not follow; None where all do.

    Args:
        claim: Plain text.
        evidence: Of the claim.
    """
    claim = _spelt_out(claim)
    stated = [one for quote in evidence.quotes for one in quantities(_spelt_out(quote))]
    for one in quantities(claim):
        if one.value == 1 and _is_no_number(one, claim):
            continue
        if one.kind == "year":
            if not _year_stands(one, evidence, stated) or _is_count(one, claim, stated):
                return _absent(one, FindingKind.DATE)
            continue
        same = [other for other in stated if _is_same_number(one, other)]
        if not same and not _follows_otherwise(one, claim, evidence, stated):
            return _absent(one, FindingKind.NUMBER)
        if same and not any(_has_unit_of(one, other, evidence) for other in same):
            return Finding(FindingKind.UNIT, f"“{one.text}” is given in another unit in its quotes")
    return _code_finding(claim, evidence) or _frequency_finding(claim, evidence)


def _spelt_out(text: str) -> str:
    for way, numbers in _SPELT_OUT:
        text = way.sub(numbers, text)
    return text


def _is_no_number(one: Quantity, claim: str) -> bool:
    """Whether a one, or a first, is a manner of speaking."""
    if one.kind == "ordinal":
        return one.span[0] == 0 and claim[one.span[1] : one.span[1] + 1] == ","
    return one.in_words and (one.unit not in _UNITS or bool(_COUNTS_NOTHING.search(claim[: one.span[0]])))


def _is_same_number(one: Quantity, other: Quantity) -> bool:
    if abs(one.value - other.value) > 1e-6 * max(1.0, abs(one.value)):
        return False
    kinds = {one.kind, other.kind}
    return len(kinds) == 1 or kinds == {"amount", "fraction"} or kinds == {"amount", "year"}


def _has_unit_of(one: Quantity, other: Quantity, evidence: Evidence) -> bool:
    """Whether the claim's unit is the quote's, or nothing speaks against it."""
    if one.rate and other.rate and one.rate != other.rate:
        return False
    if one.unit == other.unit or (one.unit == "day" and other.unit == "calendar day"):
        return True
    if one.unit and other.unit:
        return False
    if not one.unit:
        # "30 participants" is not "30 days", nor "97 people" "97%".
        return not one.nouns
    return not other.nouns and _unit_stands(one.unit, evidence)


def _unit_stands(unit: str, evidence: Evidence) -> bool:
    """Whether the quotes name a unit by itself, as the head of a table's column does."""
    if unit == PERCENT:
        return bool(re.search(r"%|\bper ?cent|\bpercentage|\bshare\b|\brate\b", evidence.text, re.IGNORECASE))
    if unit in _MONEY:
        signs = [re.escape(spelt) for spelt, code in CURRENCIES.items() if code == unit]
        return bool(re.search(rf"(?<!\w)(?:{'|'.join(signs)})(?!\w)", evidence.text, re.IGNORECASE))
    words = {spelt for spelt, one in MEASURES.items() if one == unit.split()[-1]}
    return bool(words & evidence.small_words) and (" " not in unit or unit.split()[0] in evidence.small_words)


def _follows_otherwise(one: Quantity, claim: str, evidence: Evidence, stated: list[Quantity]) -> bool:
    """Whether the number counts what a list holds, or is said in a word of its own ("a year", "both", "twice")."""
    if one.kind == "ordinal":
        return False
    if one.value == 1 and one.unit:
        return one.unit in _MEASURES and bool({"a", "an", "each", "per", "every"} & evidence.small_words)
    if one.kind == "fraction":
        return one.text.lower().split()[-1] in evidence.small_words
    if one.unit == "time":
        return any(_TIMES[word] == one.value for word in evidence.small_words & set(_TIMES))
    if one.value == 2 and not one.unit and {"both", "pair", "couple"} & evidence.small_words:
        return True
    is_count = not one.unit and 2 <= one.value <= _MOST_LISTED
    contradicted = any(set(one.nouns) & set(other.nouns) for other in stated)
    return is_count and not contradicted and one.value in counts_of_lists(claim, evidence)


_MEASURES = frozenset(MEASURES.values())


def _year_stands(one: Quantity, evidence: Evidence, stated: list[Quantity]) -> bool:
    year = f"{one.value:.0f}"
    written = set(_YEAR_PART.findall(evidence.text))
    written |= {match["century"] + match["year"] for match in _SHORT_YEAR.finditer(evidence.text)}
    amounts = [other for other in stated if other.value == one.value and other.kind == "amount"]
    is_year = any(other.value == one.value and other.kind == "year" for other in stated)
    return is_year or (year in written and not amounts) or any(set(one.nouns) & set(other.nouns) for other in amounts)


def _is_count(one: Quantity, claim: str, stated: list[Quantity]) -> bool:
    """Whether what might be a year counts things ("2019 projects") that it stands before in no quote."""
    after = _THINGS.match(claim, one.span[1])
    if not after or not _COUNTED.search(claim[: one.span[0]]):
        return False
    return not any(other.value == one.value and set(one.nouns) & set(other.nouns) for other in stated)


def _code_finding(claim: str, evidence: Evidence) -> Finding | None:
    stand = f" {_joined(_spelt_out(evidence.text))} {_joined(evidence.text)} "
    for code, _ in codes(claim):
        if f" {_joined(code)} " not in stand and f" {_joined(code).removesuffix('s')} " not in stand:
            kind = FindingKind.NAME if any(map(str.isalpha, code)) else FindingKind.NUMBER
            return Finding(kind, f"“{code}” stands in none of its quotes")
    return None


def _joined(text: str) -> str:
    return " ".join(re.findall(r"\w+(?:\.\w+)*", text.lower()))


def _frequency_finding(claim: str, evidence: Evidence) -> Finding | None:
    """ "twice" and its like; "once" only where the quotes count otherwise, for it also means "when"."""
    times = {one.value for quote in evidence.quotes for one in quantities(quote) if one.unit == "time"}
    times |= {_TIMES[word] for word in evidence.small_words & set(_TIMES)}
    for word in _TIMES_WORD.findall(claim):
        value = _TIMES[word.lower()]
        if value not in times and (value > 1 or times):
            return Finding(FindingKind.NUMBER, f"“{word}” stands in none of its quotes")
    return None


def _absent(one: Quantity, kind: FindingKind) -> Finding:
    return Finding(kind, f"“{one.text}” stands in none of its quotes")
