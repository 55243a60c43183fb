"""The rule for small changes: where claim and quote run alike, the little words that turn a meaning are the same."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from app.checking.alignment import Aligned
from app.checking.polarity import BOUNDS, COMPARED, denied_base
from app.checking.records import Finding, FindingKind
from app.checking.words import Word

_MEANINGS = {
    "denial": "not no never none neither nor nobody nothing without forbidden prohibited banned",
    "exception": "unless except excluding",
    "may": "may might can could",
    "must": "must shall",
    "should": "should ought",
    "will": "will would",
    "before": "before until till by prior",
    "after": "after since following upon",
    "within": "within during",
    "more": "more over above higher greater larger longer older later",
    "less": "less under below fewer lower smaller shorter younger earlier",
    "most": "most maximum up",
    "least": "least minimum",
    "all": "all every each both whole",
    "some": "some several many few certain",
    "only": "only solely exclusively",
    "always": "always",
    "often": "often sometimes usually normally generally rarely seldom occasionally",
    "if": "if when where once provided",
}  # fmt: skip
_MEANING = {word: meaning for meaning, words in _MEANINGS.items() for word in words.split()}
_DENYING = frozenset(word for word, meaning in _MEANING.items() if meaning == "denial")
_TURNING = _DENYING | frozenset(word for word, meaning in _MEANING.items() if meaning in ("exception", "if"))
# Before "only" these bound nothing: "second only to", "not only".
_NOT_ONLY = frozenset("second third fourth not".split())
_DUTIES = frozenset({"may", "must", "should", "will"})
_DENIALS = frozenset({"denial", "exception"})
# Each of these may not take the place of another of its row.
_RIVALS = (
    frozenset({"before", "after", "within"}),
    frozenset({"more", "less", "most", "least"}),
    frozenset({"all", "some", "most"}),
    frozenset({"always", "often"}),
    frozenset({"if", "exception"}),
)
# What is alike if said the other way round: "A and B", "A is B".
_EVEN = frozenset("and or nor & with is are was were be between both as well versus".split())
_ARTICLES = frozenset("the a an".split())
# Longer phrases do not change places.
_MOST_SWAPPED = 8
# A change so long is no small one.
_MOST_CHANGED = 4
_LEAST_ALIKE_BESIDE = 2


def edit_finding(pair: Aligned) -> Finding | None:
    """Where a small change of a quote's own words changes what they mean; None elsewhere.

    A change is small where a few words are put in, left out or put in place of others between words that run alike.
    """
    mine = _spelt_out(pair.words, pair.sentence.stems)
    theirs = _spelt_out(pair.sentence.words, pair.stems)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    changes = [(mine[a:b], theirs[c:d]) for a, b, c, d in _small_changes(matcher, len(mine), len(theirs))]
    if _denied(mine) == _denied(theirs):
        changes = [([w for w in a if w not in _DENYING], [w for w in b if w not in _DENYING]) for a, b in changes]
    if ("only" in mine) != ("only" in theirs):
        # "only if" may stand for "not unless"; other rules see to both.
        changes = [([w for w in a if w not in _TURNING], [w for w in b if w not in _TURNING]) for a, b in changes]
    return _denial_finding(changes) or _meaning_finding(changes) or _swap_finding(mine, theirs)


def _denied(words: Sequence[str]) -> int:
    return sum(word in _DENYING for word in words)


def _small_changes(matcher: SequenceMatcher[str], mine: int, theirs: int) -> Iterator[tuple[int, int, int, int]]:
    """Spans of both sides that differ, with words that run alike on both sides of them or the end of the sentence."""
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    for before, after in pairwise(blocks):
        a, c = before.a + before.size, before.b + before.size
        beside = before.size + after.size >= 2 * _LEAST_ALIKE_BESIDE or (before.a == 0 and before.b == 0)
        if beside and max(after.a - a, after.b - c) <= _MOST_CHANGED:
            yield a, after.a, c, after.b
    begins_later = not blocks or not blocks[0].a
    if not begins_later and blocks[0].size >= _LEAST_ALIKE_BESIDE and max(blocks[0].a, blocks[0].b) <= _MOST_CHANGED:
        yield 0, blocks[0].a, 0, blocks[0].b
    if blocks and blocks[-1].size >= _LEAST_ALIKE_BESIDE:
        a, c = blocks[-1].a + blocks[-1].size, blocks[-1].b + blocks[-1].size
        if a < mine and max(mine - a, theirs - c) <= _MOST_CHANGED:  # else the claim ends sooner
            yield a, mine, c, theirs


def _spelt_out(words: Sequence[Word], other: frozenset[str]) -> list[str]:
    """Words in small letters, "can't" as two, "unpaid" too where the other side has "paid", no "not" of a limit."""
    found: list[str] = []
    for place, word in enumerate(words):
        following = words[place + 1].lower if place + 1 < len(words) else ""
        if word.lower in ("no", "not") and (following in COMPARED or following in BOUNDS):
            continue
        before = words[place - 1].lower if place else ""
        if (word.lower == "only" and before in _NOT_ONLY) or (word.lower == "not" and following == "only"):
            continue
        if word.stem and word.stem not in other and denied_base(word.lower) in other:
            found += ["not", denied_base(word.lower)]
            continue
        if word.lower == "cannot" or word.lower.endswith("n't"):
            found += [{"wo": "will", "ca": "can", "cannot": "can"}.get(w := word.lower.removesuffix("n't"), w), "not"]
        else:
            found.append(word.lower)
    return found


def _denial_finding(changes: Sequence[tuple[list[str], list[str]]]) -> Finding | None:
    """Where as a whole more, or less, is denied; a denial that only moved is none."""
    mine = [word for own, _ in changes for word in own if _MEANING.get(word) in _DENIALS]
    theirs = [word for _, other in changes for word in other if _MEANING.get(word) in _DENIALS]
    if len(mine) == len(theirs):
        return None
    word = (mine if len(mine) > len(theirs) else theirs)[0]
    words = f"its quotes do not say “{word}” there" if len(mine) > len(theirs) else f"its quotes say “{word}” there"
    return Finding(FindingKind.NEGATION, words)


def _meaning_finding(changes: Sequence[tuple[list[str], list[str]]]) -> Finding | None:
    for own, other in changes:
        mine, theirs = Counter(map(_MEANING.get, own)), Counter(map(_MEANING.get, other))
        added = [word for word in own if mine[_MEANING.get(word)] > theirs[_MEANING.get(word)] and word in _MEANING]
        left = [word for word in other if theirs[_MEANING.get(word)] > mine[_MEANING.get(word)] and word in _MEANING]
        if "only" in left and not {"exclusively", "solely", "unless", "except"} & set(own):
            return Finding(FindingKind.LIMIT, "its quotes say “only” there")
        for word in added:
            rival = next((one for one in left if _are_rivals(_MEANING[word], _MEANING[one])), None)
            if (word, rival) == ("can", "will"):
                continue  # what will be can be
            if rival:
                kind = FindingKind.DUTY if _MEANING[word] in _DUTIES else FindingKind.LIMIT
                kind = FindingKind.NEGATION if "exception" in (_MEANING[word], _MEANING[rival]) else kind
                return Finding(kind, f"“{word}” where its quotes say “{rival}”")
    return None


def _swap_finding(mine: list[str], theirs: list[str]) -> Finding | None:
    """Where two things have changed places around words that are not the same both ways round."""
    mine, theirs = ([word for word in side if word not in _ARTICLES] for side in (mine, theirs))
    if sorted(mine) != sorted(theirs) or mine == theirs:
        return None
    begin = next(at for at, (one, other) in enumerate(zip(mine, theirs, strict=True)) if one != other)
    back = next(at for at, (one, other) in enumerate(zip(mine[::-1], theirs[::-1], strict=True)) if one != other)
    mine, theirs = mine[begin : len(mine) - back], theirs[begin : len(theirs) - back]
    for first in range(1, min(_MOST_SWAPPED, len(theirs) - 2) + 1):
        for last in range(1, min(_MOST_SWAPPED, len(theirs) - first - 1) + 1):
            middle = theirs[first : len(theirs) - last]
            if mine == theirs[-last:] + middle + theirs[:first] and not _EVEN.issuperset(middle):
                words = " ".join(theirs[:first])
                return Finding(FindingKind.SUBJECT, f"“{words}” and “{' '.join(theirs[-last:])}” have changed places")
    return None


def _are_rivals(one: str, other: str) -> bool:
    return (one in _DUTIES and other in _DUTIES) or any({one, other} <= row for row in _RIVALS)
