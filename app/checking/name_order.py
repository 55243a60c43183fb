"""The rule for names of one sentence: they stand in the order of the quote where all else does."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

from app.checking.alignment import Aligned
from app.checking.records import Finding, FindingKind
from app.checking.words import Word

_LEAST_BESIDE = 3
# The claim tells at least so much of the sentence.
_LEAST_TOLD = 0.75


def name_order_finding(pair: Aligned) -> Finding | None:
    """Where two names have changed places though the other words of the sentence stand in its order; None elsewhere.

    Names of one list, with no word between them that tells something, may stand in any order.
    """
    mine, theirs = _places(pair.words), _places(pair.sentence.words)
    shared = [form for form in mine if form in theirs]
    names = [form for form in shared if _is_name(pair.words, mine[form]) or _is_name(pair.sentence.words, theirs[form])]
    others = [form for form in shared if form not in names]
    if len(shared) < _LEAST_TOLD * len(theirs) or len(others) < _LEAST_BESIDE:
        return None
    if any(theirs[one] > theirs[two] for one, two in pairwise(others)):
        return None
    for one, two in combinations(names, 2):
        between = any(mine[one] < mine[form] < mine[two] for form in others)
        if between and any(theirs[two] < theirs[form] < theirs[one] for form in others):
            words = (pair.words[mine[form]].text for form in (one, two))
            return Finding(FindingKind.SUBJECT, "“{}” and “{}” have changed places".format(*words))
    return None


def _places(words: Sequence[Word]) -> dict[str, int]:
    """Where each word that tells something stands, in order; of those that stand once."""
    counts = Counter(word.stem for word in words)
    return {word.stem: place for place, word in enumerate(words) if word.stem and counts[word.stem] == 1}


def _is_name(words: Sequence[Word], place: int) -> bool:
    text = words[place].text
    return text[0].isupper() and (place > 0 or not text.islower())
