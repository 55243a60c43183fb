"""The rule for tables: a claim gives no row the cell of another."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.checking.evidence import Evidence
from app.checking.pairs import cells
from app.checking.records import Finding, FindingKind
from app.checking.words import sentence

_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    label: _Words
    values: tuple[_Words, ...]


def cell_finding(claim: str, evidence: Evidence) -> Finding | None:
    """Where the claim names one row of a table and a cell of another alone; None elsewhere.

    Args:
        claim: Plain text.
        evidence: Of the claim.
    """
    rows = list(_rows(evidence))
    if len(rows) < 2:
        return None
    words = _forms(claim)
    named = [row for row in rows if _at(row.label, words) is not None]
    taken = {at for row in named for at in _span(row.label, words)}
    if not named or any(_stands(value, words, taken) for row in named for value in row.values):
        return None
    for row in rows:
        for value in row.values:
            if _stands(value, words, taken) and not any(
                set(value) <= {*one.label, *sum(one.values, ())} for one in named
            ):
                return Finding(
                    FindingKind.SUBJECT, f"“{' '.join(value)}” stands in another row than “{' '.join(named[0].label)}”"
                )
    return None


def _rows(evidence: Evidence) -> Iterator[_Row]:
    for quote in evidence.cited:
        for line in quote.splitlines():
            found = [_forms(cell) for cell in cells(line)]
            if len(found) > 1:
                yield _Row(found[0], tuple(one for one in found[1:] if one))


def _forms(text: str) -> _Words:
    return tuple(word.lower for word in sentence(text).words)


def _stands(value: _Words, words: _Words, taken: set[int]) -> bool:
    return bool(value) and bool(_span(value, words)) and not taken.intersection(_span(value, words))


def _span(run: _Words, words: _Words) -> range:
    at = _at(run, words)
    return range(at, at + len(run)) if at is not None else range(0)


def _at(run: _Words, words: _Words) -> int | None:
    """Where a run of words begins among others; None where it stands nowhere."""
    places = range(len(words) - len(run) + 1) if run else range(0)
    return next((at for at in places if words[at : at + len(run)] == run), None)
