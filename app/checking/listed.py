"""How many things the lists of a text hold."""

import re

from app.checking.evidence import Evidence

_AND = re.compile(r"\s*,?\s+(?:and|or|as well as)\s+|\s*&\s*")
_ITEM_LINE = re.compile(r"^[ \t]*(?:[-•·▪◦–]|\(?\w{1,2}[.)])[ \t]+\S", re.MULTILINE)
_LEAST_ITEMS = 2
_MOST_WORDS = 8


def counts_of_lists(claim: str, evidence: Evidence) -> frozenset[int]:
    """How many items the lists of the quotes hold, the claim's own list counted where all of it stands in them.

    Lists are "A, B and C", lines with bullets, and quotes that are items of one list.
    """
    counts = {count for quote in evidence.quotes for count in _lists_in(quote)}
    counts |= {count for count in _lists_in(claim) if _stands(claim, evidence)}
    return frozenset(counts | ({len(evidence.quotes)} if len(evidence.quotes) >= _LEAST_ITEMS else set()))


def _lists_in(text: str) -> set[int]:
    lines = len(_ITEM_LINE.findall(text))
    counts = {lines} if lines >= _LEAST_ITEMS else set()
    for part in re.split(r"[.:;!?]\s|\n|[()]", text):
        if last := list(_AND.finditer(part)):
            before = part[: last[-1].start()]
            items = [item for item in re.split(r",\s+|;\s*", before) if item.strip()]
            while len(items) > 1 and len(items[0].split()) > _MOST_WORDS:
                items = items[1:]
            counts.add(len(items) + 1)
        if (semicolons := part.count(", ")) >= 1:
            counts.add(semicolons + 1)
    if (divided := len(re.findall(r";\s", text))) >= 1:
        counts.add(divided + 1)
    return counts


def _stands(claim: str, evidence: Evidence) -> bool:
    listed = re.split(r":\s|\b(?:are|namely|include)\s", claim)[-1]
    return all(word in evidence.small_words for word in re.findall(r"[a-z]{4,}", listed.lower()))
