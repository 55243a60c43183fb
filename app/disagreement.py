"""Places that say the same of the same thing, but with another value."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.amounts import amounts
from retriever.evidence_type import CONTACT, DATE
from retriever.terms import WORD, content_terms, names
from retriever.types import Passage, Statement, StatementKind

# Terms that two statements must share beside the value, fewer where these are all their terms, and the share of all
# their terms that must be common to both: with less in common they speak of different things.
LEAST_SHARED = 3
LEAST_SHARED_OF_ALL = 2
LEAST_ALIKE = 0.7
# Statements with many values differ in what they list, not in one value.
MOST_VALUES = 3
_DIGITS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90"}
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_DIGITS)})\b", re.IGNORECASE)
_LABEL_END = re.compile(r"\s*[:|\n]\s*|\t+|\s{2,}")
_BARE_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]*\d)")
# A footnote's number is no value.
_REFERENCE = re.compile(r"\[\s*\d{1,3}\s*\]")
_LABELLED = (StatementKind.FACT, StatementKind.ROW)


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement taken apart: what it is about, and its values."""

    about: frozenset[str]
    values: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]  # terms that follow one another without a word between them


def disagreeing(
    question: str, said: tuple[Passage, Statement], others: Iterable[tuple[Passage, Statement]]
) -> list[tuple[Passage, Statement]]:
    """Of the other statements, the first from each document and section that gives another value for the same thing.

    Statements of one section never disagree, nor do labels with values in one document: they are tables, and lists
    of what holds in which case.

    Args:
        question: As asked; where it names what only one of two places is about, they do not disagree.
        said: The statement that answers.
        others: Best first.
    """
    found: dict[tuple[str, tuple[str, ...]], tuple[Passage, Statement]] = {}
    for other in others:
        place = (other[0].source, other[0].section)
        if (
            place not in found
            and _may_disagree(said, other)
            and _differ(said, other)
            and _same_scope(question, said, other)
        ):
            found[place] = other
    return list(found.values())


def _may_disagree(one: tuple[Passage, Statement], other: tuple[Passage, Statement]) -> bool:
    """Whether the places are apart: other documents, or sentences of other sections that no year in a heading parts."""
    if one[0].source != other[0].source:
        return True
    years = [set(_BARE_YEAR.findall(_without_dates(" ".join(passage.section)))) for passage, _ in (one, other)]
    labelled = one[1].kind in _LABELLED or other[1].kind in _LABELLED
    return one[0].section != other[0].section and not labelled and years[0] == years[1]


def _differ(one: tuple[Passage, Statement], other: tuple[Passage, Statement]) -> bool:
    first, second = (_words(*place) for place in (one, other))
    if one[1].kind in _LABELLED and other[1].kind in _LABELLED:
        return _differ_in_value(first, second)
    # An item means what its lead makes of it.
    sentences = one[1].kind is other[1].kind is StatementKind.SENTENCE
    return sentences and _differ_in_number(first, second)


def _differ_in_value(first: str, second: str) -> bool:
    """Whether two labels are the same and their values, of one form, are not."""
    labels, values = zip(*(_labelled(words) for words in (first, second)), strict=True)
    if not labels[0] or labels[0] != labels[1] or not all(values):
        return False
    contacts = [CONTACT.findall(value) for value in values]
    if all(contacts):
        return contacts[0] != contacts[1]
    numbers = [_said(value).values for value in values]
    if any(numbers):
        return len(numbers[0]) == len(numbers[1]) and numbers[0] != numbers[1]
    named = [set(content_terms(value)) for value in values]
    return all(named) and not named[0] & named[1]


def _differ_in_number(first: str, second: str) -> bool:
    """Whether one sentence says hardly more than the other, and all that the shorter says, but for a value."""
    one, other = _said(first), _said(second)
    shared = one.about & other.about
    return (
        0 < len(one.values) == len(other.values) <= MOST_VALUES
        and one.values != other.values
        and len(shared) >= (LEAST_SHARED_OF_ALL if one.about == other.about else LEAST_SHARED)
        and not _qualifies(one, shared)
        and not _qualifies(other, shared)
        and len(shared) == min(len(one.about), len(other.about))
        and len(shared) >= LEAST_ALIKE * len(one.about | other.about)
    )


def _qualifies(said: _Said, shared: frozenset[str]) -> bool:
    """Whether a word that only one statement has stands before one of both: birth parents are not all parents."""
    return any(first not in shared and second in shared for first, second in said.pairs)


def _same_scope(question: str, one: tuple[Passage, Statement], other: tuple[Passage, Statement]) -> bool:
    """Whether the question names nothing that only one of the places is about."""
    asked = set(names(question))
    held = [
        set(content_terms(" ".join((p.title, *p.section, p.words(s.start, s.end))))) & asked for p, s in (one, other)
    ]
    return held[0] == held[1]


def _labelled(words: str) -> tuple[frozenset[str], str]:
    """A label's terms and its value; where nothing stands between them, the value is what is counted."""
    label, *value = _LABEL_END.split(words.strip(), maxsplit=1)
    if value and (found := frozenset(content_terms(_without_values(label)))):
        return found, value[0]
    return frozenset(content_terms(_without_values(words))), words


def _said(words: str) -> _Said:
    plain = _NUMBER_WORD.sub(lambda word: _DIGITS[word[0].lower()], words)
    plain = CONTACT.sub(" ", _REFERENCE.sub(" ", plain))
    dates = [date.span() for date in DATE.finditer(plain) if _is_date(date[0])]
    values = [plain[start:end].lower() for start, end in dates]
    rest = _without(plain, dates)
    counted = amounts(rest)
    values += [f"{found.value:g} {found.unit}" for found in counted]
    spans = [found.span for found in counted]
    words = _without(rest, spans)
    neighbours = itertools.pairwise(WORD.findall(words))
    pairs = ((content_terms(first), content_terms(second)) for first, second in neighbours)
    return _Said(
        about=frozenset(content_terms(words)),
        values=tuple(sorted(values)),
        pairs=frozenset((first[0], second[0]) for first, second in pairs if first and second),
    )


def _is_date(words: str) -> bool:
    """Whether it is one, and not the verb in "you may"."""
    return any(sign.isdigit() for sign in words) or (words[0].isupper() and words.lower() != "may")


def _without_values(words: str) -> str:
    return _without(words, [found.span for found in amounts(words)])


def _without(words: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        words = f"{words[:start]} {words[end:]}"
    return words


def _without_dates(words: str) -> str:
    return DATE.sub(lambda date: "" if len(date[0]) > len("2020/21") else date[0], words)


def _words(passage: Passage, statement: Statement) -> str:
    return passage.words(statement.start, statement.end)
