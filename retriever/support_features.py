"""Numbers that describe how well the words of a text bear out a claim, for the support score to weigh."""

import bisect
import itertools
import math
import re
from collections.abc import Sequence

from retriever.terms import WORD, content_terms, names

FEATURE_NAMES = (
    "covered",  # share of the claim's terms that the text holds, long terms by their beginning
    "covered_line",  # the largest such share of one line of the text
    "uncovered",  # logarithm of the number of terms that it does not hold
    "longest_gap",  # logarithm of the longest run of such terms
    "names_missing",  # share of the claim's names and numbers that the text does not hold
    "numbers_missing",  # 1 where one of its numbers is not there
    "ordered",  # share of the shared terms that stand in the text in the claim's order
    "whole",  # 1 where the text holds all of the claim's terms, in its order
    "pairs_near",  # share of the claim's neighbouring terms that stand near one another in the text, too
    "negation_new",  # 1 where the claim denies and the text's nearest sentence does not
    "negation_gone",  # 1 the other way round
    "duty_new",  # 1 where the claim has a may, must or should that the text has nowhere
    "share_new",  # 1 where it has an all, only, always, most, never or none that the text has nowhere
    "claim_length",  # logarithm of its terms
    "text_length",  # logarithm of the text's terms
)

# Beside those, what the network makes of claim and text.
READING_NAMES = (
    "follows",  # its log-odds that the claim follows
    "worst_word",  # the log-odds that the text does not bear out the word of the claim that it bears out least
    "worst_words",  # their mean over the three such words
    "all_words",  # their mean over all words
)
JOINT_NAMES = (*FEATURE_NAMES, *READING_NAMES)

# Terms that agree so far are taken for forms of one word: "employ" and "employee".
PREFIX = 5
# Terms so near one another in the text are taken as said together.
NEAR = 4
_LINE = re.compile(r"\n|(?<=[.!?;]) ")
_NUMBER = re.compile(r"\d[\d,. ]*")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without|unless|except)\b|n['’]t\b", re.IGNORECASE
)
_DUTIES = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        "may|can|could|allowed|permitted|able|possible|optional|free to|entitled|eligible",
        "must|has to|have to|had to|required|requires?|obliged|mandatory|compulsory|needs? to|shall",
        "should|ought|recommended|encouraged|advised|asked",
    )
)
_SHARES = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        "all|every|each|always|any",
        "only|solely|exclusively|just|alone",
        "most|mostly|usually|often|many",
        "some|few|several|sometimes",
    )
)


def pair_features(claim: str, text: str) -> tuple[float, ...]:
    """The features of a claim and a text, in the order of FEATURE_NAMES."""
    said, held = content_terms(claim), content_terms(text)
    places = _places(held)
    found = [places.get(term) or places.get(term[:PREFIX] + "…") or [] for term in said]
    lines = [line for line in _LINE.split(text) if line.strip()]
    nearest, share = _nearest_line(said, lines)
    named, all_names = names(claim), set(_kept_names(text))
    gaps = [len(list(run)) for is_gap, run in itertools.groupby(found, key=lambda where: not where) if is_gap]
    denied, denied_there = bool(_NEGATION.search(claim)), bool(_NEGATION.search(nearest))
    ordered = _ordered_share([where for where in found if where])
    return (
        sum(map(bool, found)) / max(len(said), 1),
        share,
        math.log(1 + sum(gaps)),
        math.log(1 + max(gaps, default=0)),
        sum(name not in all_names for name in named) / len(named) if named else 0.0,
        float(not _numbers(claim) <= _numbers(text)),
        ordered,
        float(all(found) and ordered == 1.0),
        _near_share(found),
        float(denied and not denied_there),
        float(denied_there and not denied),
        _new(_DUTIES, claim, text),
        _new(_SHARES, claim, text),
        math.log(1 + len(said)),
        math.log(1 + len(held)),
    )


def reading_features(follows: float, words: Sequence[float]) -> tuple[float, ...]:
    """The features of a reading, in the order of READING_NAMES.

    Args:
        follows: Log-odds that the claim follows.
        words: Log-odds, for each token of the claim, that the text does not bear it out.

    >>> reading_features(2.0, [-3.0, 1.0, -1.0, -5.0])
    (2.0, 1.0, -1.0, -2.0)
    """
    worst = sorted(words, reverse=True)[:3] or [0.0]
    return follows, worst[0], sum(worst) / len(worst), sum(words) / max(len(words), 1)


def _places(held: Sequence[str]) -> dict[str, list[int]]:
    """Where each term stands, and each long term's beginning, which a dot-dot-dot marks as one."""
    places: dict[str, list[int]] = {}
    for place, term in enumerate(held):
        places.setdefault(term, []).append(place)
        if len(term) >= PREFIX:
            places.setdefault(term[:PREFIX] + "…", []).append(place)
    return places


def _nearest_line(said: Sequence[str], lines: Sequence[str]) -> tuple[str, float]:
    """The line that holds most of the terms, and the share it holds; the first of equals."""
    shares = []
    for line in lines:
        places = _places(content_terms(line))
        held = sum(term in places or term[:PREFIX] + "…" in places for term in said)
        shares.append(held / max(len(said), 1))
    best = max(range(len(lines)), key=lambda i: (shares[i], -i), default=None)
    return ("", 0.0) if best is None else (lines[best], shares[best])


def _kept_names(text: str) -> list[str]:
    """Stems of all words: a name may open a sentence, or stand in small letters in an address."""
    return [*names(text), *content_terms(text), *(word.lower() for word in WORD.findall(text))]


def _numbers(text: str) -> frozenset[str]:
    """The digits of each number, without what groups them."""
    return frozenset(re.sub(r"\D", "", number) for number in _NUMBER.findall(text))


def _ordered_share(found: Sequence[Sequence[int]]) -> float:
    """The longest run of terms whose places grow, by the share of all; 1 for fewer than two.

    >>> _ordered_share([[3], [1], [2]])
    0.6666666666666666
    """
    if len(found) < 2:
        return 1.0
    ends: list[int] = []
    for where in found:
        # Latest place first, so that one term never follows itself.
        for place in sorted(where, reverse=True):
            at = bisect.bisect_left(ends, place)
            ends[at : at + 1] = [place]
    return min(len(ends) / len(found), 1.0)


def _near_share(found: Sequence[Sequence[int]]) -> float:
    """Share of neighbouring terms that stand near one another; 1 where there are no neighbours."""
    pairs = list(itertools.pairwise(found))
    near = sum(any(abs(i - j) <= NEAR for i in one for j in other) for one, other in pairs)
    return near / len(pairs) if pairs else 1.0


def _new(kinds: Sequence[re.Pattern[str]], claim: str, text: str) -> float:
    """1.0 where the claim has words of a kind of which the text has none."""
    return float(any(kind.search(claim) and not kind.search(text) for kind in kinds))
