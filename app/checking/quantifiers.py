"""The rule for words that say how many or how often: all is not some, always is not often, only is only."""

from collections.abc import Sequence

from app.checking.alignment import Aligned
from app.checking.records import Finding, FindingKind
from app.checking.words import Word

_ALL = frozenset("all every each entire whole".split())
_SOME = frozenset("some several certain many few most various half part partially partly".split())
_ALWAYS = frozenset("always invariably".split())
_OFTEN = frozenset(
    "often sometimes usually generally normally occasionally rarely seldom typically frequently mostly commonly".split()
)
_NEVER = frozenset({"never"})
_ONLY = frozenset("only solely exclusively merely just alone sole".split())
_SHUTS_OUT = _ONLY | frozenset(
    "single one not no unless except without cannot never nothing none exclusive neither".split()
)
_MOST_AHEAD = 4


def quantifier_finding(pair: Aligned) -> Finding | None:
    """Where the claim says of all what its sentence says of some, always of often, or only of what that does not."""
    mine, theirs = pair.words, pair.sentence.words
    for own, other in ((_ALL, _SOME), (_SOME, _ALL)):
        for word, stems in _counted(mine, own):
            same = any(stems & found for _, found in _counted(theirs, own))
            against = [said for said, found in _counted(theirs, other) if stems & found]
            if against and not same:
                return _differs(word, against[0])
    for own, others in ((_ALWAYS, _OFTEN), (_OFTEN, _ALWAYS), (_ALWAYS, _NEVER), (_NEVER, _ALWAYS)):
        word, opposed = _first(mine, own), _first(theirs, others)
        if word and opposed and not _first(theirs, own) and not _first(mine, others):
            return _differs(word, opposed)
    lone = _first(mine, _ALWAYS | _NEVER)
    if lone and not _first(theirs, _ALWAYS | _NEVER | frozenset({"not", "no", "cannot", "ever"})):
        return Finding(FindingKind.LIMIT, f"its quotes do not say “{lone}”")
    if (only := _first(mine, _ONLY)) and not _restricts(theirs):
        return Finding(FindingKind.LIMIT, f"its quotes do not say “{only}”")
    return None


def _counted(words: Sequence[Word], quantifiers: frozenset[str]) -> list[tuple[str, frozenset[str]]]:
    found = []
    for place, word in enumerate(words):
        if word.lower in quantifiers:
            ahead = words[place + 1 : place + 1 + _MOST_AHEAD]
            stems = frozenset([other.stem for other in ahead if other.stem and other.clause == word.clause][:2])
            found.append((word.text, stems))
    return found


def _first(words: Sequence[Word], among: frozenset[str]) -> str:
    return next((word.text for word in words if word.lower in among), "")


def _restricts(words: Sequence[Word]) -> bool:
    """Whether the words shut out anything else in any way."""
    return any(word.lower in _SHUTS_OUT for word in words)


def _differs(word: str, other: str) -> Finding:
    return Finding(FindingKind.LIMIT, f"“{word}” where its quotes say “{other}”")
