"""Questions that compare two things, taken apart into their halves."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from app.asked_amount import COMPARING_WORDS
from retriever.terms import WORD, content_terms, names, stem

# More or less of something; "rather" and the like end as comparatives do.
_COMPARATIVE = (
    r"\b(?!(?:rath|oth|nev|wheth|aft|und|numb|memb|eith|neith|anoth|howev)er\b)"
    r"(?:\w{3,}er|more|less|fewer|worse)\b"
)
_EARLIER_OR_MORE = rf"(?:{_COMPARATIVE}|\b(?:first|last)\b)"
_IS_IT = r"^\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)\b"
# Each finds the first and the second thing; the most telling form first.
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:differ|compar|divi|split|gap|choice|choose)\w*\b.*?\bbetween (?P<first>.+?) and (?P<second>.+)",
        r"\b(?:compare|comparing|comparison of) (?P<first>.+?) (?:and|with|to|against) (?P<second>.+)",
        r"(?P<first>.+?),? (?:compared?|in comparison) (?:with|to|against) (?P<second>.+)",
        r"(?P<first>.+?) (?:versus|vs\.?|as opposed to|in contrast to) (?P<second>.+)",
        r"\bhow (?:many|much) (?P<first>.+?) against (?P<second>.+)",
        r"(?P<first>.+?) differ(?:s|ent)? (?:from|to) (?P<second>.+)",
        rf"\b(?:which|who|what|where)\b[^,:]*{_EARLIER_OR_MORE}[^,:]*[,:]\W*(?P<first>.+?),? or (?P<second>.+)",
        r"^\W*(?P<first>[^,:?]+?) or (?P<second>[^,:?]+)[,:?] *(?:which|who|what)\b",
        rf"^\W*(?P<first>[^,:?]+?) and (?P<second>[^,:?]+)[,:?] *(?:which|who)\b.*{_EARLIER_OR_MORE}",
        rf"{_IS_IT} (?P<first>.+?) or (?P<second>.+?) (?:the )?{_COMPARATIVE}",
        rf"{_IS_IT} (?:there )?{_COMPARATIVE} (?P<first>.+?) than (?P<second>.+)",
        rf"{_IS_IT} (?P<first>.+?){_COMPARATIVE}.*? than (?P<second>.+)",
        r"^(?P<first>.+?),? and (?P<second>how (?:much|many|long|often|big|large|far|high)\b.+)",
        r"\b(?P<word>for|in|of|at|to|by|from) (?P<first>[^,]+?) and (?P=word) (?P<second>.+)",
        r"(?P<first>.+?) and (?P<second>.+)\b(?:compare|differ)\b",
    )
)
_JOINING = re.compile(
    r"(?:^\W*compare\b|\b(?:compared?|in comparison) (?:with|to|against)\b|\b(?:versus|vs\b\.?|as opposed to|against)"
    r"|\b(?:and|or|than|with)\b(?=\W*$)|\b(?:or|than|between)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Half:
    """One of the two things that are compared."""

    terms: frozenset[str]  # what names it and not the other
    question: str  # the question without what names the other


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two halves of a question in the order they are named."""

    first: Half
    second: Half

    @property
    def named(self) -> frozenset[str]:
        """The terms of both halves."""
        return self.first.terms | self.second.terms


def find_comparison(question: str) -> Comparison | None:
    """The halves of a question that compares two things, else None.

    >>> found = find_comparison("Which is larger, the Afghan or the Pakistani programme?")
    >>> sorted(found.first.terms), sorted(found.second.terms), found.first.question
    (['afghan'], ['pakistani'], 'Which is larger, the Afghan the programme?')
    """
    asked = question.strip(" ?!.")
    for form in _FORMS:
        match = form.search(asked)
        if match and (found := _comparison(question, match["first"], match["second"])):
            return found
    return None


def _comparison(question: str, first: str, second: str) -> Comparison | None:
    own = [_own_terms(question, part) for part in (first, second)]
    if not own[0] - own[1] or not own[1] - own[0]:
        return None
    terms = (own[0] - own[1], own[1] - own[0])
    halves = [Half(terms[i], _without(question, terms[1 - i])) for i in (0, 1)]
    return Comparison(halves[0], halves[1])


def _own_terms(question: str, part: str) -> frozenset[str]:
    """Names where the part has any, since its other words may belong to both; else its content words."""
    named = set(names(question)) & set(content_terms(part))
    return frozenset(named or content_terms(part)) - COMPARING_WORDS


def _without(question: str, terms: Collection[str]) -> str:
    """The question without the words of the terms, and without what joins the two things."""
    kept = WORD.sub(lambda word: "" if stem(word[0].lower().replace("’", "'")) in terms else word[0], question)
    plain = re.sub(r"(?<!\w)[–/&-]+(?!\w)|(?<!\w)[–-]", " ", kept)
    return re.sub(r"\s+(?=[?.!,])", "", " ".join(_JOINING.sub(" ", plain).split()))
