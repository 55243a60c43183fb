"""Choose the statements that tell most of what a section says.

A statement tells more the more it shares with its section and its document: the cosine of their words, rare ones
counting more. Numbers, definitions, duties and the words of the heading add to that; statements that point back
("This includes …"), fragments and very long ones lose.
"""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from retriever.terms import content_terms
from retriever.types import Document, Section, Statement, StatementKind

# Weights of a statement's share in its section's words, in its document's, and in its heading's; by eye on the corpus.
_OF_SECTION, _OF_DOCUMENT, _OF_HEADING = 1.0, 0.4, 0.3
_NUMBER, _DEFINITION, _DUTY, _FIRST = 0.12, 0.25, 0.15, 0.1
_POINTING, _FRAGMENT, _LONG = -0.25, -0.3, -0.15
_FEW_WORDS, _MANY_WORDS = 6, 60
_ALIKE = 0.5  # share of words two chosen statements may have in common
_TWO_FROM, _THREE_FROM = 3, 7  # statements in the section

_PROSE = (StatementKind.SENTENCE, StatementKind.ITEM, StatementKind.LIST)
_DUTY_WORDS = re.compile(
    r"\b(?:must|shall|required|mandatory|compulsory|forbidden|prohibited|not allowed|may not|cannot|responsible for|"
    r"entitled|deadline|at least|no later than|within)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"^\W*(?:It|Its|This|That|These|Those|They|Their|He|She|Such|Here|There|Both|Further|Also|In addition|Moreover|"
    r"However|Therefore|In parallel|As (?:illustrated|shown|mentioned|described)|After that|Similar(?:ly)?)\b"
)

_LEAST_SENTENCES = 3  # from so many in a section on, labels with values and rows stand behind them


@dataclass(frozen=True, slots=True)
class _Weighed:
    """Words with their weights, and the length of that vector."""

    weights: Mapping[str, float]
    length: float


class TellingStatements:
    """Picks statements of one document's sections. The same document gives the same choice."""

    def __init__(self, document: Document, defining: Collection[int] = ()) -> None:
        """Count the document's words; `defining` holds where statements start that define something."""
        self._document = document
        self._defining = frozenset(defining)
        self._counts = {
            statement.start: Counter(content_terms(document.text[statement.start : statement.end]))
            for section in document.sections
            for statement in section.statements
        }
        self._sections = [_total(self._counts[each.start] for each in one.statements) for one in document.sections]
        held = Counter(word for counts in self._sections for word in counts)
        self._rarity = {word: 1 + math.log(len(self._sections) / count) for word, count in held.items()}
        self._whole = self._weighed(_total(self._sections))

    def of_section(self, number: int) -> list[Statement]:
        """One to three statements of the section of that number, in order of place; none where it has none to quote."""
        section = self._document.sections[number]
        fit = [statement for statement in section.statements if self._is_quotable(statement)]
        words = self._weighed(self._sections[number])
        heading = frozenset(content_terms(section.path[-1])) if section.path else frozenset()
        scores = {statement.start: self._score(statement, section, words, heading) for statement in fit}
        has_prose = sum(statement.kind in _PROSE for statement in fit) >= _LEAST_SENTENCES
        chosen: list[Statement] = []
        for statement in sorted(fit, key=lambda each: (has_prose and each.kind not in _PROSE, -scores[each.start])):
            if len(chosen) < _count(len(section.statements)) and not any(
                self._are_alike(statement, one) for one in chosen
            ):
                chosen.append(statement)
        return sorted(chosen, key=lambda each: each.start)

    def _score(self, statement: Statement, section: Section, words: _Weighed, heading: Collection[str]) -> float:
        quote = self._document.text[statement.start : statement.end]
        own = self._weighed(self._counts[statement.start])
        length = len(quote.split())
        score = _OF_SECTION * _cosine(own, words) + _OF_DOCUMENT * _cosine(own, self._whole)
        score += _OF_HEADING * (len(own.weights.keys() & heading) / len(heading) if heading else 0)
        score += _NUMBER * any(map(str.isdigit, quote)) + _DUTY * bool(_DUTY_WORDS.search(quote))
        score += _DEFINITION * (statement.start in self._defining) + _FIRST * (statement == section.statements[0])
        score += _POINTING * points_back(quote) + _LONG * (length > _MANY_WORDS)
        return score + _FRAGMENT * (length < _FEW_WORDS)

    def _is_quotable(self, statement: Statement) -> bool:
        quote = self._document.text[statement.start : statement.end].rstrip()
        is_header = statement.kind is StatementKind.ROW and statement.lead is None
        return not is_header and not quote.endswith((":", "?")) and any(map(str.isalpha, quote))

    def _weighed(self, counts: Mapping[str, int]) -> _Weighed:
        weights = {word: count * self._rarity[word] for word, count in counts.items()}
        return _Weighed(weights, math.hypot(*weights.values()))

    def _are_alike(self, one: Statement, other: Statement) -> bool:
        words, others = self._counts[one.start].keys(), self._counts[other.start].keys()
        return len(words & others) > _ALIKE * max(1, len(words | others))


def points_back(sentence: str) -> bool:
    """Whether a sentence begins with words for what the one before it names."""
    return bool(_POINTS_BACK.match(sentence))


def _count(statements: int) -> int:
    """How many quotes stand for a section of so many statements."""
    return 1 + (statements >= _TWO_FROM) + (statements >= _THREE_FROM)


def _total(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return total


def _cosine(one: _Weighed, other: _Weighed) -> float:
    shared = sum(weight * other.weights.get(word, 0.0) for word, weight in one.weights.items())
    return shared / (one.length * other.length) if shared else 0.0
