"""Stems of words that mean the same in any document, under one of them."""

from functools import lru_cache

from retriever.terms import stem

# The first word stands for its group.
_GROUPS = (
    "staff staffs employee employees personnel worker workers",
    "allow allowed permit permits permitted permission permissible",
    "require required requirement need needed mandatory compulsory obligatory",
    "forbid forbidden prohibit prohibited prohibition ban banned disallowed",
    "begin begins began begun start starts started commence commences",
    "help assist assists assisted assistance aid",
    "year annual annually yearly",
    "month monthly",
    "quarter quarterly",
    "hour hourly",
    "week weekly",
    "day daily",
    "organization organisation organizations",
    "center centre centers centres",
    "program programme programs programmes",
    "country countries nation nations",
    "global globally worldwide",
    "child children",
    "man men",
    "woman women",
    "person persons people",
    "percent percentage percentages",
    "email mail",
    "hold held",
    "pay paid payment payments",
    "make made",
    "take took taken",
    "send sent",
    "keep kept",
    "lead led",
    "leave left",
    "build built",
    "find found",
    "buy bought purchase purchased",
    "bring brought",
    "choose chose chosen choice",
    "draw drew drawn",
    "write wrote written",
    "spend spent",
    "meet met",
    "lose lost loss",
    "tell told",
    "fall fell fallen",
    "grow grew grown growth",
    "know knew known",
    "show showed shown",
    "decide decision decisions",
    "apply application applications",
    "receive receipt",
    "respond response responses",
    "speak spoke spoken",
    "run ran running",
    "die death died",
    "live life lives",
    "eligible eligibility",
    "able ability",
    "include included includes including comprise comprises",
)
_CANONICAL = {stem(word): stem(group.split()[0]) for group in _GROUPS for word in group.split() if len(word) > 2}


def one_stem(found: str) -> str:
    """The stem under which one is compared: of its group, or in American spelling.

    >>> one_stem("employe"), one_stem("recognis"), one_stem("behaviour")
    ('staff', 'recogn', 'behavior')
    """
    if found in _CANONICAL:
        return _CANONICAL[found]
    if len(found) > 5 and found.endswith("is"):
        found = stem(found[:-2] + "ize")
    if len(found) > 5 and found.endswith("our"):
        found = found[:-3] + "or"
    return _CANONICAL.get(found, found)


# What may follow the root of two words of one family, as their stems have it.
_ENDINGS = (
    "",
    "y",
    "i",
    "e",
    "al",
    "ial",
    "ment",
    "ement",
    "ement",
    "ion",
    "ation",
    "it",
    "at",
    "iv",
    "abl",
    "anc",
    "enc",
    "ness",
    "ship",
    "ful",
    "less",
    "ing",
    "t",
    "c",
)
_LEAST_ROOT = 4


@lru_cache(maxsize=200_000)
def same_root(one: str, other: str) -> bool:
    """Whether two stems are of one family of words; those of whoever acts ("contractor") are not.

    >>> same_root("agreement", "agre"), same_root("commit", "committe"), same_root("contract", "contractor")
    (True, False, False)
    """
    if one[:_LEAST_ROOT] != other[:_LEAST_ROOT] or len(one) < _LEAST_ROOT:
        return one == other
    pairs = enumerate(zip(one, other, strict=False))
    root = next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))
    return one[root:] in _ENDINGS and other[root:] in _ENDINGS
