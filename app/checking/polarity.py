"""The rule for denials: what a claim denies its quote denies, and the other way round."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.checking.alignment import Aligned
from app.checking.records import Finding, FindingKind
from app.checking.words import Word, content_stem

_DENIES = frozenset(
    "not no never none neither nor cannot without nobody nothing nowhere hardly unable fail fails failed failing lack "
    "lacks lacked lacking barely scarcely".split()
)
_EXCEPTS = frozenset("unless except excepting excluding".split())
_EXCEPTS_BEFORE = {"other": "than", "apart": "from", "aside": "from"}
_FORBIDS = frozenset(
    "prohibited prohibits prohibit prohibition forbidden forbid forbids banned ban bans disallowed".split()
)
COMPARED = frozenset("more less later fewer earlier longer sooner greater higher lower".split())
BOUNDS = frozenset("exceed exceeds exceeding exceeded surpass".split())
# What is said of something before it, so that denying it denies that: "smoking is not allowed".
_SAID_OF = frozenset(
    content_stem(word)
    for word in "allowed required possible eligible entitled accepted applicable valid necessary able available "
    "acceptable".split()
)
_SUFFIX = re.compile(r"(?<=\w\w\w)less(?:ness|ly)?\Z")
# May stand for "other than".
_OUTSIDE = frozenset("outside besides beyond else".split())
_PREFIX = re.compile(r"(?:un|in|im|il|ir|non|dis)(?=\w{4})")
_MOST_AHEAD, _MOST_BEHIND = 4, 3
_ABOUT_CLAIM = 0.5


@dataclass(frozen=True, slots=True)
class Denial:
    """A denying word with the stems that it denies, nearest first."""

    word: str
    stems: tuple[str, ...]
    clause: frozenset[str]  # stems of all words of its clause
    excepts: bool = False


def denials(words: Sequence[Word], other: frozenset[str] = frozenset()) -> list[Denial]:
    """What the words deny, in order.

    Args:
        words: In order.
        other: Stems of the other side: "ineligible" denies where that speaks of "eligible".
    """
    return [_denial(words, place, kind, other) for place, kind in _cues(words, other)]


def polarity_finding(pair: Aligned) -> Finding | None:
    """Where the claim denies what its sentence does not, or does not deny what that denies; None elsewhere."""
    own, stems = pair.stems, pair.sentence.stems
    mine = denials(pair.words, stems)
    theirs = denials(pair.sentence.words, own)
    if _turned_round(pair.words, mine, pair.sentence.words, theirs):
        return None
    for one in mine:
        shared = [stem for stem in one.stems if stem in stems | {"allow"}]
        denied = {stem for other in theirs for stem in other.stems}
        excepted = {stem for other in theirs if other.excepts for stem in other.stems}
        if shared and not denied.intersection(shared) and not excepted & one.clause:
            return Finding(FindingKind.NEGATION, f"its quotes do not say “{one.word}” of the same")
    is_outside = any(word.lower in _OUTSIDE for word in pair.words)
    for other in theirs:
        if other.excepts and is_outside:
            continue
        shared = [stem for stem in other.stems if stem in own]
        spoken_of = shared and (other.stems[0] in own or len(shared) >= _ABOUT_CLAIM * len(other.stems))
        about = len(other.clause & own) >= _ABOUT_CLAIM * len(other.clause)
        if not spoken_of or not about or {stem for one in mine for stem in one.stems}.intersection(shared):
            continue
        if not _said_better_elsewhere(other, shared, own, pair.sentence.words):
            return Finding(FindingKind.NEGATION, f"its quotes say “{other.word}” of the same")
    return None


def _cues(words: Sequence[Word], other: frozenset[str]) -> Iterator[tuple[int, str]]:
    for place, word in enumerate(words):
        following = words[place + 1].lower if place + 1 < len(words) else ""
        after = words[place + 2].lower if place + 2 < len(words) else ""
        if word.lower in _EXCEPTS or _EXCEPTS_BEFORE.get(word.lower) == following != "":
            yield place, "excepts"
        elif word.lower in _FORBIDS:
            yield place, "forbids"
        elif word.lower in _DENIES or word.lower.endswith("n't"):
            is_limit = (following in COMPARED and after == "than") or following in BOUNDS or following == "only"
            is_numbered = word.text in ("No", "Nos") and following.isdigit()
            if not is_limit and not is_numbered:
                yield place, "denies"
        elif word.stem and word.stem not in other and denied_base(word.lower) in other:
            yield place, "un"


def denied_base(lower: str) -> str:
    """The stem of a word without its denying prefix or "less"; a stem that no text holds where it has neither."""
    if less := _SUFFIX.search(lower):
        return content_stem(lower[: less.start()])
    found = _PREFIX.match(lower)
    return content_stem(lower[found.end() :]) if found else "\x00"


def _denial(words: Sequence[Word], place: int, kind: str, other: frozenset[str]) -> Denial:
    cue = words[place]
    clause = [word for word in words if word.clause == cue.clause]
    cues = {at for at, _ in _cues(words, other)}
    ahead = [denied_base(cue.lower)] if kind == "un" else ["allow"] if kind == "forbids" else []
    for at in range(place + 1, len(words)):
        word = words[at]
        if at in cues or word.clause != cue.clause or len(ahead) >= _MOST_AHEAD:
            break
        if word.stem:
            ahead.append(word.stem)
    behind = [word.stem for word in reversed(words[:place]) if word.clause == cue.clause and word.stem][:_MOST_BEHIND]
    if kind in ("un", "forbids") or not ahead or ahead[0] in _SAID_OF:
        ahead += behind
    return Denial(cue.text, tuple(ahead), frozenset(word.stem for word in clause if word.stem), kind == "excepts")


def _turned_round(mine: Sequence[Word], denied: list[Denial], theirs: Sequence[Word], others: list[Denial]) -> bool:
    """Whether one side says "only" where the other denies twice: "not without leave" is "only with leave"."""
    only = any(word.lower == "only" for word in mine)
    other_only = any(word.lower == "only" for word in theirs)
    return (only and not other_only and not denied and len(others) >= 2) or (
        other_only and not only and not others and len(denied) >= 2
    )


def _said_better_elsewhere(denial: Denial, shared: list[str], own: frozenset[str], words: Sequence[Word]) -> bool:
    """Whether another clause of the sentence says the same without denying, and shares no less with the claim."""
    clauses: dict[int, set[str]] = {}
    for word in words:
        if word.stem:
            clauses.setdefault(word.clause, set()).add(word.stem)
    others = [stems for stems in clauses.values() if stems != denial.clause and stems.intersection(shared)]
    return any(len(stems & own) >= len(denial.clause & own) for stems in others)
