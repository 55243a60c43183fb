"""The rule for duties: may stays may, must stays must, should stays should."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.checking.alignment import Aligned
from app.checking.records import Finding, FindingKind
from app.checking.words import Word


class Force(StrEnum):
    """What a verb is said with."""

    MAY = "may"
    MUST = "must"
    SHOULD = "should"
    MUST_NOT = "must not"
    SHOULD_NOT = "should not"
    NEED_NOT = "need not"


_SINGLE = {
    "may": Force.MAY, "might": Force.MAY, "can": Force.MAY, "could": Force.MAY, "must": Force.MUST,
    "shall": Force.MUST, "should": Force.SHOULD, "cannot": Force.MUST_NOT, "can't": Force.MUST_NOT,
    "mustn't": Force.MUST_NOT, "shouldn't": Force.SHOULD_NOT, "needn't": Force.NEED_NOT, "couldn't": Force.MUST_NOT,
}  # fmt: skip
# Before "to": "is required to".
_BEFORE_TO = {
    "has": Force.MUST, "have": Force.MUST, "had": Force.MUST, "need": Force.MUST, "needs": Force.MUST,
    "required": Force.MUST, "obliged": Force.MUST, "obligated": Force.MUST, "bound": Force.MUST,
    "entitled": Force.MAY, "allowed": Force.MAY, "permitted": Force.MAY, "able": Force.MAY, "free": Force.MAY,
    "authorized": Force.MAY, "authorised": Force.MAY, "encouraged": Force.SHOULD, "advised": Force.SHOULD,
    "recommended": Force.SHOULD, "ought": Force.SHOULD,
}  # fmt: skip
_DENIED = {
    Force.MAY: Force.MUST_NOT,
    Force.MUST: Force.MUST_NOT,
    Force.SHOULD: Force.SHOULD_NOT,
}
_TURNED = frozenset({Force.MAY, Force.MUST_NOT})
_NOT = frozenset("not never".split())
_NO = frozenset("no nobody none neither nor".split())
# Their denial frees from a duty: "not required to", "do not have to", "need not".
_FREED = frozenset("has have had need needs required obliged obligated bound".split())
_JOINS = frozenset("and or but while whereas that so in".split())
_LEAVES_OPEN = frozenset({"may", "might"})
_MOST_GOVERNED = 3
_LEAST_SHARED = 0.5
_SOFT = frozenset(
    "possible possibly option optional allowed allow allows permitted permission right sometimes able recommended "
    "advised encouraged expected eligible entitled if potential potentially would enable enables how whether".split()
)


@dataclass(frozen=True, slots=True)
class Duty:
    """A word of duty with the stems of the next words that tell something."""

    force: Force
    word: str
    stems: tuple[str, ...]


def duties(words: Sequence[Word]) -> list[Duty]:
    """The words of duty, in order."""
    found = []
    for place, word in enumerate(words):
        ahead = [other for other in words[place + 1 : place + 5] if other.clause == word.clause]
        is_before_to = any(other.lower == "to" for other in ahead[: 2 if word.lower in ("has", "have", "had") else 1])
        force = _BEFORE_TO.get(word.lower) if is_before_to else None
        if force is None and not _is_month_or_condition(words, place):
            force = _SINGLE.get(word.lower)
        if word.lower == "need" and ahead and ahead[0].lower == "not":
            force = Force.MUST
        if force is None:
            continue
        if force in _DENIED and _is_denied(words, place):
            force = Force.NEED_NOT if word.lower in _FREED else _DENIED[force]
        stems = tuple(other.stem for other in words[place + 1 :] if other.clause == word.clause and other.stem)
        found.append(Duty(force, word.text, stems[:_MOST_GOVERNED]))
    return found


def duty_finding(pair: Aligned) -> Finding | None:
    """Where the claim says a thing with another force than its sentence; None elsewhere.

    A plain statement may be said as a duty ("requests are made in writing"), and a duty plainly; neither what may be
    nor what should be is plainly so.
    """
    mine, theirs = duties(pair.words), duties(pair.sentence.words)
    stems = pair.sentence.stems
    if _has_only(pair.words) != _has_only(pair.sentence.words):
        # "may only if" is "may not unless".
        mine, theirs = ([one for one in side if one.force not in _TURNED] for side in (mine, theirs))
    for one in mine:
        said = [other for other in theirs if set(one.stems) & set(other.stems)]
        nearest = [other for other in said if other.stems[:1] == one.stems[:1]] or said
        if not nearest and len(mine) == len(theirs) == 1 and len(pair.stems & stems) >= _LEAST_SHARED * len(pair.stems):
            nearest = theirs
        if nearest and one.force not in {other.force for other in nearest}:
            return _other_force(one.word, nearest[0].word)
        is_plain = not nearest and one.stems and one.stems[0] in stems
        if is_plain and one.force == Force.MAY and one.word.lower() in _LEAVES_OPEN:
            return Finding(FindingKind.DUTY, f"its quotes do not say “{one.word}” of it")
    for other in theirs:
        if other.force not in (Force.MAY, Force.SHOULD) or not other.stems or other.stems[0] not in pair.stems:
            continue
        shared = len(pair.stems.intersection(other.stems))
        if shared >= _LEAST_SHARED * len(other.stems) and not mine and not _softened(pair.words):
            return Finding(FindingKind.DUTY, f"its quotes say “{other.word}” of it")
    return None


def _has_only(words: Sequence[Word]) -> bool:
    return any(word.lower == "only" for word in words)


def _is_denied(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    after = [other.lower for other in words[place + 1 : place + 3] if other.clause == word.clause]
    before = [other.lower for other in words[:place] if other.clause == word.clause]
    if after and after[0] in _NOT and after[1:2] != ["only"]:
        return True
    near = before[-3:]
    denied_before = any(one in _NOT or one.endswith("n't") for one in near) and word.lower in _BEFORE_TO
    opening = next((one for one in before if one not in _JOINS), "")
    return denied_before or opening in _NO


def _is_month_or_condition(words: Sequence[Word], place: int) -> bool:
    """Whether "May" is the month, or "Should" opens a condition."""
    word = words[place]
    following = words[place + 1].lower if place + 1 < len(words) else ""
    if word.text == "May" and (place > 0 or following.isdigit()):
        return True
    return word.lower == "should" and (place == 0 or words[place - 1].clause != word.clause)


def _softened(words: Sequence[Word]) -> bool:
    """Whether the words leave open that it is so: "it is possible to"."""
    return any(word.lower in _SOFT for word in words)


def _other_force(word: str, other: str) -> Finding:
    return Finding(FindingKind.DUTY, f"“{word}” where its quotes say “{other}”")
