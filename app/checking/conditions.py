"""The rule for conditions: a claim does not leave out what its quote makes the same thing hang on."""

from collections.abc import Sequence

from app.checking.alignment import Aligned
from app.checking.records import Finding, FindingKind
from app.checking.words import Word

_ALONE = frozenset("unless except".split())
_AFTER_ONLY = frozenset("if when where with after by on once upon under in for to".split())
_PHRASES = (("provided", "that"), ("on", "condition"), ("as", "long"), ("so", "long"), ("subject", "to"))
# Words that own there are exceptions.
_IN_GENERAL = frozenset(
    "general generally normally usually typically mostly ordinarily principle default otherwise basically".split()
)
_MAIN_SHARED = 0.6
_LEAST_MAIN = 2


def condition_finding(pair: Aligned) -> Finding | None:
    """Where the claim says what its sentence says, but for the "unless", "except" or "only if" of it; else None."""
    words = pair.sentence.words
    place = next((at for at in range(len(words)) if _begins_condition(words, at)), None)
    if place is None or any(word.lower in _IN_GENERAL for word in pair.words):
        return None
    if any(_begins_condition(pair.words, at) for at in range(len(pair.words))):
        return None
    inside = _condition(words, place)
    condition = {word.stem for word in inside if word.stem}
    main = {word.stem for word in words if word.stem and word not in inside}
    own = pair.stems
    hangs = len(main) >= _LEAST_MAIN and len(own & main) >= _MAIN_SHARED * len(main)
    if not hangs or not condition - main or own & (condition - main):
        return None
    left_out = pair.sentence.text[inside[0].start : inside[-1].end]
    return Finding(FindingKind.LIMIT, f"it leaves out “{' '.join(left_out.split())}”")


def _begins_condition(words: Sequence[Word], at: int) -> bool:
    word = words[at].lower
    following = words[at + 1].lower if at + 1 < len(words) else ""
    return word in _ALONE or (word == "only" and following in _AFTER_ONLY) or (word, following) in _PHRASES


def _condition(words: Sequence[Word], place: int) -> list[Word]:
    """From the condition's first word to the end; one that opens the sentence ends with its clause."""
    if place > 0:
        return list(words[place:])
    later = [word.clause for word in words if word.clause > words[0].clause]
    return [word for word in words if not later or word.clause < later[0]]
