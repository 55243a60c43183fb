"""The forms in which a sentence says what something is, each a rule about words and signs.

A definition says what a thing is or means ("X is a system that …", "X means …"), not what it does, costs or needs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retriever.types import Span


@dataclass(frozen=True, slots=True)
class Found:
    """A term with the words that define it, as spans of one statement's text."""

    term: Span
    words: Span


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known where a sentence stands."""

    heading: str  # innermost over it; empty for none
    long_forms: dict[str, str]  # of the short forms its documents define


_OPENING = r"^(?:[^,;:()]{3,80},\s+)?"
_SUBJECT = (
    r"(?P<article>(?:The|An?|Any|Your|Each|Every)\s+)?(?:term\s+|word\s+)?[\"“'‘]?"
    r"(?P<term>\w[\w’'&/-]*(?:\s[\w&/-][\w’'&/-]*){0,6}(?:\s\([\w/& -]{2,20}\))?)[\"”'’]?\s+"
)
_WORDS = r"(?P<words>.+?)[.;]?\s*$"
_USUALLY = r"(?:usually|generally|commonly|often|typically|normally|mostly)"
_MEANS = (
    r"(?:also\s+)?(?:means?\s+(?:that\s+)?|refers?\s+to\s+|(?:shall|will)\s+mean\s+|denotes?\s+"
    r"|(?:is|are)\s+(?:hereby\s+)?defined\s+(?:as|to\s+mean|to\s+be)\s+|(?:is|are)\s+(?:the\s+|an?\s+)?terms?\s+(?:used\s+)?for\s+"
    r"|(?:is|are)\s+understood\s+(?:as|to\s+(?:be|mean))\s+|(?:is|are)\s+when\s+"
    rf"|(?:is|are)\s+{_USUALLY}\s+(?:associated\s+with|understood\s+as|defined\s+as|taken\s+to\s+mean|described\s+as)\s+)"
)
_IS = (
    r"(?:(?:is|are)\s+(?:(?:simply|essentially|basically)\s+)?(?=(?:an?|the|any|our|[A-Z][\w-]*['’]s?)\s)"
    r"|serves?\s+as\s+(?=(?:an?|the)\s))"
)
_MEANING = re.compile(_OPENING + _SUBJECT + _MEANS + _WORDS, re.DOTALL)
_BEING = re.compile(_OPENING + _SUBJECT + _IS + _WORDS, re.DOTALL)
_SAID_TO_BE = re.compile(
    r"(?P<term>\w[^.:;“”\"]{2,80}?)\s+definition\s*(?::|is)\s*[“\"](?P<words>[^”\"]{20,})[”\"]", re.DOTALL
)
_EXPLAINED = re.compile(
    r"(?<=\w\s)\((?P<words>(?:(?:any|those|someone|anyone|people|persons|anything)\s"
    r"|(?:an?|the)\s(?=[^()]*\s(?:that|which|who|whose)\s))[^()]{12,240})\)"
)
_WORDS_BEFORE = re.compile(r"[\w’'-]+")
_APPOSED = re.compile(
    r"(?P<short>[A-Z][\w&/-]*[A-Z][\w&/-]*)\)?,\s(?P<words>an?\s(?P<genus>(?:[\w-]+\s){0,3}?[\w-]+?)\s"
    r"(?:for|of|that|which|who|to|in|used|designed|aimed|led|set)\s.+?)(?:\s[–—]\s.*|[.;]\s*)?$",
    re.DOTALL,
)
_NAMED = re.compile(
    r"\((?:hereafter|hereinafter|hereunder|henceforth)[^()“\"‘']*[“\"‘'](?P<term>[^()”\"’']+)[”\"’']\s?\)"
)
_LISTED = re.compile(
    r"^[\"“]?(?P<term>[^\n:|–—]{1,60}?)[\"”]?(?:\s?:|\s[|–—-]|\s{3,})\s*(?P<words>\S.{2,}?)[.;]?\s*$", re.DOTALL
)
_QUESTION = re.compile(
    r"^\W*(?:\d+\W+)?What(?:\s+is|\s+are|['’]s)\s+(?:an?\s+|the\s+)?(?P<term>[^?]{2,50}?)\s*\?*\s*$", re.IGNORECASE
)

_WORD = re.compile(r"[^\W_]+")
_TERM_CHARS = 80  # no term is longer
# No name of a thing begins with these, for they point elsewhere, …
_POINTING = frozenset(
    "it its this that these those they their there here he his she her we our us you your i my what which who "
    "whose where when if as one some any all both most many much more few several another other others such same "
    "each either neither none no not nothing everything anyone anybody everyone nobody someone first second third "
    "last next previous following above only main part source goal aim purpose objective reason result example "
    "examples step point idea problem question answer way rest note while although because since after before "
    "however therefore then thus also and or but so for by in on at of to sometimes often usually generally from "
    "with under over during through without within do does did don't how why".split()
)
# … or holds these, for then it is a clause.
_CLAUSAL = frozenset(
    "is are was were be been has have had will would shall should may might can could must that which who whose "
    "if when where it they he she we you i this these those there not do does did means mean by here".split()
)
# What follows "a" or "the" where a sentence praises, ranks or counts and does not define.
_NOT_KINDS = frozenset(
    "part member must lot number result matter way bit few little couple need good great better best key first "
    "second third last only same most least main major priority largest biggest highest lowest oldest newest one "
    "right responsibility reason purpose goal aim case subject exception total maximum minimum wide big huge long "
    "perfect consequence cause problem default standard norm rule crime violation requirement fee cost benefit "
    "chance sign step more strong common very trademark critical crucial vital integral".split()
)
_MIN_WORDS = 4
_CLAUSE_AFTER = re.compile(r"\b(?:that|which|who|whose|where|in which|to|of|for|used|designed|made)\b")


def defining_forms(quote: str, around: Surroundings) -> Iterator[Found]:
    """Terms that a sentence defines, with the words that define them; the surest form first.

    >>> [quote[slice(*found.words)] for quote in ["A carrel is a desk that stands alone."]
    ...  for found in defining_forms(quote, Surroundings("", {}))]
    ['a desk that stands alone']
    """
    for form in (_meaning, _being, _said_to_be, _explained, _apposed, _named):
        yield from form(quote, around)


def listed_form(quote: str) -> Found | None:
    """The term and its words in an entry of a list of definitions; None where it is none."""
    match = _LISTED.match(quote)
    is_entry = match and len(_WORD.findall(match["term"])) in range(1, 7) and _may_be_named(match["term"])
    return _found(match) if match and is_entry else None


def asked_term(line: str) -> str:
    """What a line like "What is a carrel?" asks about; empty where it is no such line."""
    match = _QUESTION.match(line)
    return match["term"] if match and _may_be_named(match["term"]) else ""


def _meaning(quote: str, around: Surroundings) -> Iterator[Found]:
    match = _MEANING.match(quote)
    if match is None or not _may_be_named(match["term"]) or len(_WORD.findall(match["words"])) < 3:
        return
    # "The letter means …" tells of one letter, not what letters are.
    tells_of_one = (match["article"] or "").strip().lower() == "the" and match["term"].islower()
    if not tells_of_one or _is_name(match["term"], around) or "defined" in quote:
        yield _found(match)


def _being(quote: str, around: Surroundings) -> Iterator[Found]:
    match = _BEING.match(quote)
    if match is None or not _may_be_named(match["term"]) or not _is_kind(match["words"]):
        return
    is_of_any = (match["article"] or "").strip().lower() in ("a", "an")
    if _is_name(match["term"], around) or (is_of_any and _CLAUSE_AFTER.search(match["words"])):
        yield _found(match)


def _said_to_be(quote: str, around: Surroundings) -> Iterator[Found]:
    """``… the Policy's definition: “…”``: of what the section's heading names, where those words name it too."""
    for match in _SAID_TO_BE.finditer(quote) if "definition" in quote else ():
        start, end = match.span("term")
        named = re.search(rf"\b{re.escape(around.heading)}\b", match["term"], re.IGNORECASE) if around.heading else None
        if named:
            start, end = start + named.start(), start + named.end()
        if named or _may_be_named(match["term"]):
            yield Found((start, end), match.span("words"))


def _explained(quote: str, _around: Surroundings) -> Iterator[Found]:
    """``migrants (any person who …)``: of the last noun before the bracket with what qualifies it."""
    for match in _EXPLAINED.finditer(quote):
        words = list(_WORDS_BEFORE.finditer(quote, max(0, match.start() - _TERM_CHARS), match.start()))
        first = len(words) - 1
        while first > 0 and "-" in words[first - 1][0] and words[first].start() == words[first - 1].end() + 1:
            first -= 1
        term = (words[first].start(), match.start() - 1)
        if _may_be_named(quote[slice(*term)]) and not words[-1][0].isupper():
            yield Found(term, match.span("words"))


def _apposed(quote: str, around: Surroundings) -> Iterator[Found]:
    """``the Working Group (WG), a group that …``: of the name in the sentence that ends with the kind it is said to be.

    Only names whose long form is known can be held to that.
    """
    for match in _APPOSED.finditer(quote):
        kind = [word.lower() for word in _WORD.findall(match["genus"])]
        named = [
            (place, short)
            for short, long in around.long_forms.items()
            if (place := quote.rfind(short, 0, match.start("words"))) > -1
            and [word.lower() for word in _WORD.findall(long)][-len(kind) :] == kind
        ]
        if named:
            place, short = max(named)
            yield Found((place, place + len(short)), match.span("words"))


def _named(quote: str, _around: Surroundings) -> Iterator[Found]:
    """``the Fund for Repairs (hereafter “the Fund”)``: all that is said before the bracket."""
    for match in _NAMED.finditer(quote):
        yield Found(match.span("term"), (0, match.start()))


def _found(match: re.Match[str]) -> Found:
    return Found(match.span("term"), match.span("words"))


def _may_be_named(term: str) -> bool:
    words = [word.lower() for word in term.split()]
    return words[0] not in _POINTING and not _CLAUSAL.intersection(words) and any(map(str.isalpha, term))


def _is_kind(words: str) -> bool:
    """Whether the words after "is" say of what kind it is: "a desk that …", not "a must" or "the largest …"."""
    first = _WORD.findall(words)
    if len(first) < _MIN_WORDS:
        return False
    kind = first[1].lower()
    return kind not in _NOT_KINDS and not kind.endswith("est") and not kind.isdigit()


def _is_name(term: str, around: Surroundings) -> bool:
    """Whether the term is called by a name: of its section, with a short form, or with capitals inside."""
    words = term.split()
    lowered = {word.lower().rstrip("s") for word in _WORD.findall(term)}
    heading = {word.lower().rstrip("s") for word in _WORD.findall(around.heading)}
    if heading and lowered <= heading:
        return True
    if any(sum(map(str.isupper, word)) > 1 for word in words):
        return True
    return len(words) > 1 and all(word[0].isupper() or len(word) < 4 for word in words)


def without_brackets(term: str) -> str:
    """A term without the short form in brackets that follows it."""
    return re.sub(r"\s*\([^()]*\)\s*$", "", term)
