"""Whether terms name the same: a country and what belongs to it ("Afghanistan", "Afghan")."""

from collections.abc import Collection

# What may be added to a name to name who or what belongs to it: Nepal, Nepali; Fiji, Fijian.
_OF_NAME = frozenset(("i", "n", "an", "ese", "ish", "istan", "land", "s"))
_LEAST_SHARED_LETTERS = 4


def holds(terms: Collection[str], term: str) -> bool:
    """Whether a name is among the terms, as such or as what belongs to it ("Afghan" and "Afghanistan")."""
    return term in terms or any(_same_name(term, other) for other in terms)


def share_held(wanted: Collection[str], terms: Collection[str]) -> float:
    """The share of the wanted terms that are held; 0 where none is wanted."""
    return sum(holds(terms, term) for term in wanted) / len(wanted) if wanted else 0.0


def _same_name(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST_SHARED_LETTERS and long.startswith(short) and long[len(short) :] in _OF_NAME
