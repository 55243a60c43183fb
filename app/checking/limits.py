"""The rule for limits: at least stays at least, at most stays at most, before stays before."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from app.checking.alignment import Aligned
from app.checking.dates import When, dates
from app.checking.evidence import Evidence
from app.checking.quantities import Quantity, quantities
from app.checking.records import Finding, FindingKind
from app.checking.words import Word


class Bound(StrEnum):
    """How a number bounds what is spoken of."""

    LEAST = "at least"
    MOST = "at most"
    OVER = "more than"
    UNDER = "less than"
    WITHIN = "within"


_BEFORE = (
    (Bound.LEAST, r"at least|no(?:t)? (?:less|fewer|lower|earlier|shorter|sooner) than|(?:a |the )?minimum(?: "
                  r"\w+){0,2}? of|min\.?|≥|>="),
    (Bound.MOST, r"at (?:the )?most|no(?:t)? (?:more|greater|later|longer|higher|larger) than|not (?:to "
                 r")?exceed(?:ing)?|(?:may|must|can|shall|should|does|do)? ?not (?:to )?exceed|never exceeds?|"
                 r"up to|(?:a |the )?maximum(?: \w+){0,2}? of|max\.?|≤|<=|limited to|capped at"),
    (Bound.OVER, r"more than|over|above|exceed(?:s|ing)?|greater than|longer than|older than|higher than|larger "
                 r"than|beyond|in excess of|>"),
    (Bound.WITHIN, r"within"),
    (Bound.UNDER, r"less than|under|below|fewer than|younger than|shorter than|lower than|smaller than|<"),
)  # fmt: skip
_BEFORE_NUMBER = [
    (bound, re.compile(rf"(?:^|(?<=[\s(\"'])|(?<=\d))(?:{words})\s*(?:(?:a|an|the|about|only)\s+)?$", re.IGNORECASE))
    for bound, words in _BEFORE
]
_STATED_BEFORE = [
    (Bound.LEAST, re.compile(r"\bminimum\b[^.,;:()]{0,40}$", re.IGNORECASE)),
    (Bound.MOST, re.compile(r"\b(?:maximum|limit)\b[^.,;:()]{0,40}$", re.IGNORECASE)),
]
_AFTER_NUMBER = [
    (
        Bound.LEAST,
        re.compile(
            r"^(?:\s+\w+){0,3}?\s*(?:or (?:more|over|above|older|longer|later|greater)|and (?:above|over|more)|"
            r"at least|(?:at )?minimum|\+)(?!\w)",
            re.IGNORECASE,
        ),
    ),
    (
        Bound.MOST,
        re.compile(
            r"^(?:\s+\w+){0,3}?\s*(?:or (?:less|fewer|under|below|younger|shorter)|and (?:below|under)|at most|"
            r"(?:at )?maximum|at the latest)(?!\w)",
            re.IGNORECASE,
        ),
    ),
]
_TURNED = {Bound.LEAST: Bound.UNDER, Bound.OVER: Bound.MOST, Bound.MOST: Bound.OVER, Bound.UNDER: Bound.LEAST}
# How far words before a number are looked at.
_WINDOW = 60
_EARLIER = frozenset("before until till by prior".split())
_LATER = frozenset("after from since following upon".split())
_OPPOSED = (
    (frozenset({"before", "until", "prior"}), frozenset({"after", "following", "upon"})),
    (frozenset({"above", "over"}), frozenset({"below", "under"})),
)


def limit_finding(claim: str, evidence: Evidence) -> Finding | None:
    """Where a number of the claim bounds otherwise than in its quotes; None elsewhere.

    Args:
        claim: Plain text.
        evidence: Of the claim.
    """
    stated = [(one, quote, bounds(one, quote)) for quote in evidence.quotes for one in quantities(quote)]
    for one in quantities(claim):
        if one.kind in ("year", "ordinal"):
            continue
        same = [(quote, other, bound) for other, quote, bound in stated if abs(other.value - one.value) < 1e-6]
        mine = bounds(one, claim)
        if same and not any(
            _agree(mine, bound) or _follows_from_range(mine, other, quote) for quote, other, bound in same
        ):
            return Finding(FindingKind.LIMIT, _difference(one, mine, same[0][2]))
    return None


def _agree(mine: Bound | None, other: Bound | None) -> bool:
    """Whether the bounds are one; "within" may be said of what is at most, and left unsaid."""
    return mine == other or (Bound.WITHIN in (mine, other) and {mine, other} <= {Bound.WITHIN, Bound.MOST, None})


def bounds(one: Quantity, text: str) -> Bound | None:
    """How the text bounds with this number of its; None where it does not."""
    before = text[max(0, one.span[0] - _WINDOW) : one.span[0]]
    after = text[one.span[1] : one.span[1] + _WINDOW]
    for bound, pattern in _BEFORE_NUMBER:
        if found := pattern.search(before):
            denied = bound in (Bound.OVER, Bound.UNDER) and re.search(
                r"\b(?:not|never|cannot|no)\s+$", before[: found.start()]
            )
            return _TURNED[bound] if denied else bound
    for bound, pattern in _AFTER_NUMBER:
        if pattern.search(after):
            return bound
    # "a minimum of 20 credits in the 10-year period" bounds the first number.
    numbered = max((other.span[1] for other in quantities(text) if other.span[1] <= one.span[0]), default=0)
    before = text[max(numbered, one.span[0] - _WINDOW) : one.span[0]]
    return next((bound for bound, pattern in _STATED_BEFORE if pattern.search(before)), None)


def order_in_time_finding(pair: Aligned) -> Finding | None:
    """Where the claim puts a thing before what its sentence puts it after, or above what that puts it below."""
    for earlier, later in _OPPOSED:
        for own, other in ((earlier, later), (later, earlier)):
            for word, stem in _leading(pair.words, own):
                same = any(stem == theirs for _, theirs in _leading(pair.sentence.words, own))
                opposed = [found for found, theirs in _leading(pair.sentence.words, other) if theirs == stem]
                if opposed and not same:
                    return Finding(FindingKind.LIMIT, f"“{word}” where its quotes say “{opposed[0]}”")
    return None


def time_finding(claim: str, evidence: Evidence) -> Finding | None:
    """Where a date or time of the claim is an end in its quotes and a beginning in the claim, or reversed."""
    mine = list(_dated_bounds([claim]))
    theirs = list(_dated_bounds(evidence.quotes))
    for when, word, side in mine:
        sides = [
            (other_word, other) for one, other_word, other in theirs if when.follows_from(one) or one.follows_from(when)
        ]
        if side and sides and all(other and other != side for _, other in sides):
            return Finding(FindingKind.LIMIT, f"“{word}” where its quotes say “{sides[0][0]}”")
    return None


def _dated_bounds(texts: Iterable[str]) -> Iterator[tuple[When, str, str]]:
    for text in texts:
        for when in dates(text):
            found = re.search(
                r"(\w+)\s+(?:to\s+|the\s+|than\s+|end of\s+)*$", text[max(0, when.span[0] - _WINDOW) : when.span[0]]
            )
            word = found[1].lower() if found else ""
            side = (
                "end"
                if word in _EARLIER or word in ("later", "latest")
                else "begin"
                if word in _LATER or word in ("earlier", "earliest")
                else ""
            )
            yield when, word, side


def _leading(words: Sequence[Word], leads: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Each of these words with the next stem of its clause."""
    for place, word in enumerate(words):
        if word.lower in leads:
            stems = [other.stem for other in words[place + 1 : place + 5] if other.stem and other.clause == word.clause]
            if stems:
                yield word.text, stems[0]


def _follows_from_range(mine: Bound | None, other: Quantity, quote: str) -> bool:
    """Whether "up to 10" is said of "5 to 10"."""
    if mine in (Bound.MOST, Bound.LEAST):
        before = quote[max(0, other.span[0] - 12) : other.span[0]]
        after = quote[other.span[1] : other.span[1] + 12]
        is_upper = re.search(r"\d\s*(?:-|to|and)\s*\S{0,4}$", before)
        is_lower = re.match(r"\s*(?:-|to|and)\s*\S{0,4}\d", after)
        return bool(is_upper if mine == Bound.MOST else is_lower)
    return False


def _difference(one: Quantity, mine: Bound | None, other: Bound | None) -> str:
    said = f"“{mine} {one.text}”" if mine else f"“{one.text}”"
    return f"{said} where its quotes say “{other} {one.text}”" if other else f"its quotes do not say {said}"
