"""The rule for values: a number of a claim belongs to the name or label that it has in the quotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.checking.evidence import Evidence
from app.checking.quantities import Quantity, quantities
from app.checking.records import Finding, FindingKind
from app.checking.words import sentence, sentences

_CELLS = re.compile(r"\s*\|\s*|\t+|\s{3,}")
_DIVIDES = re.compile(r"[;|]\s*|\n|,\s+(?!\d{3})|\s+(?=(?:and|while|whereas|but)\s)|(?<=\))\s+")

# Words that tell one thing from another, though they say little.
_TELLS_APART = frozenset(
    "other another own under over above below before after within more less most least each".split()
)
# What begins so tells more of the same thing.
_GOES_ON = re.compile(
    r"[\s,(]*(?:of )?(?:which|who|whose|whom|that|including|up|down|compared|or|then|it|they)\b|\s*\(", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Row:
    """A number, or several, with the stems of the words that it is stated with."""

    stems: frozenset[str]
    numbers: tuple[Quantity, ...]


def pair_finding(claim: str, evidence: Evidence) -> Finding | None:
    """Where a number of the claim stands in the quotes with another name or label than in the claim; None elsewhere.

    Args:
        claim: Plain text.
        evidence: Of the claim.
    """
    if "respectively" in evidence.small_words:
        return None
    rows = list(_rows_of(evidence))
    for mine in _divided(claim):
        for number in mine.numbers:
            holders = [row for row in rows if any(_is_same(number, one) for one in row.numbers)]
            rivals = [row for row in rows if row not in holders and any(_is_like(number, one) for one in row.numbers)]
            held = frozenset().union(*(row.stems for row in holders))
            for rival in rivals if holders else ():
                theirs = (mine.stems & rival.stems) - held
                if theirs and not mine.stems & (held - rival.stems):
                    words = f"“{number.text}” belongs to something else in its quotes"
                    return Finding(FindingKind.SUBJECT, words)
    return None


def _rows_of(evidence: Evidence) -> Iterator[Row]:
    for quote, above in zip(evidence.cited, evidence.above, strict=True):
        over = frozenset().union(*(one.stems for words in above for one in sentences(words)))
        header = next((words for words in above if _CELLS.search(words.strip(" |"))), "")
        for row in _of_table(quote, header) or _divided(quote):
            yield Row(row.stems | over if not header else row.stems, row.numbers)
    for words in evidence.context:
        yield from _divided(words)


def _of_table(quote: str, header: str) -> tuple[Row, ...]:
    """A row's numbers, each with the row's first cell and the head of its column; none for other quotes."""
    found, heads = cells(quote), cells(header)
    if len(found) < 2 or len(found) != len(heads):
        return ()
    label = sentence(found[0]).stems
    return tuple(
        Row(label | sentence(head).stems | _labels(cell), quantities(cell))
        for cell, head in zip(found, heads, strict=True)
        if quantities(cell)
    )


def cells(line: str) -> list[str]:
    """The cells of a table's row, one for any other line."""
    return _CELLS.split(line.strip(" |\n"))


@lru_cache(maxsize=2048)
def _divided(text: str) -> tuple[Row, ...]:
    """The parts of a text that hold numbers; a part without any goes with the next, or the last one."""
    rows: list[Row] = []
    for one in sentences(text):
        begin, parts = 0, []
        for found in _DIVIDES.finditer(one.text):
            if quantities(one.text[begin : found.start()]) and quantities(one.text[found.end() :]):
                parts.append(one.text[begin : found.start()])
                begin = found.end()
        parts.append(one.text[begin:])
        labels: frozenset[str] = frozenset()
        for part in parts:
            labels = _labels(part) | (labels if _GOES_ON.match(part) else frozenset())
            if quantities(part):
                rows.append(Row(labels, quantities(part)))
    return tuple(rows)


def _labels(part: str) -> frozenset[str]:
    """Stems of the words that are no number or unit."""
    spans = [number.span for number in quantities(part)]
    words = (word for word in sentence(part).words if not any(a <= word.start < b for a, b in spans))
    return frozenset(
        word.stem or word.lower
        for word in words
        if (word.stem or word.lower in _TELLS_APART) and not word.stem[:1].isdigit()
    )


def _is_same(one: Quantity, other: Quantity) -> bool:
    return abs(one.value - other.value) < 1e-6 and (one.unit == other.unit or not one.unit or not other.unit)


def _is_like(one: Quantity, other: Quantity) -> bool:
    """Whether a number might be confused with another: of the same unit, or counting the same."""
    if one.kind != other.kind or one.unit != other.unit:
        return False
    return bool(one.unit) or not one.nouns or not other.nouns or bool(set(one.nouns) & set(other.nouns))
