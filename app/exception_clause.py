"""A rule and its exception: statements that must be read together."""

import re

from retriever.evidence_type import AnswerType, answer_type
from retriever.terms import content_terms
from retriever.types import Document, Section, Span, Statement, StatementKind

# Words that open a statement which limits the one before, and needs it to be understood.
_LEANS = (
    r"^\W*(?:however|but|otherwise|nevertheless|exceptions?\b|an exception|the (?:only |sole )?exceptions?"
    r"|(?:this|that|it|these|those|the same)(?: \w+)?"
    r" (?:(?:does|do|will) not (?:apply|hold|include|cover|extend|concern)"
    r"|(?:is|are) not (?:the case|possible|allowed|permitted|true))\b"
    r"|in (?:exceptional|special|certain|some|urgent) (?:cases?|circumstances?|situations?)"
    r"|(?:they|he|she|it|you|these|this) (?:may|can|must|is|are|does|do|will)(?: not)?,? however)\b"
)
_LEANS_BACK = re.compile(_LEANS, re.IGNORECASE)
# These limit the one before, but can be understood without it.
_OPENS = re.compile(rf"{_LEANS}|^\W*(?:except|unless|only if|provided(?: that)?)\b", re.IGNORECASE)
# Words that limit wherever they stand.
_LIMITS = re.compile(
    r"\b(?:unless|except(?:ion|ions|ionally)?|however|does not apply|do not apply|only if|provided that"
    r"|in exceptional|no longer applies)\b",
    re.IGNORECASE,
)
_ALLOWS = re.compile(
    r"\b(?:may|can|could|is|are|be) (?!not\b)|\b(?:allowed|permitted|possible|entitled|receives?|gets?|must|needed)\b",
    re.IGNORECASE,
)
_FORBIDS = re.compile(
    r"\b(?:cannot|can ?not|can't|may not|must not|never|no (?:\w+ ){1,3}(?:is|are)|(?:is|are) not"
    r"|not (?:allowed|permitted))\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(r"^\W*(?:this|that|these|those|they|it|such|he|she|the same)\b", re.IGNORECASE)
# Stems that a rule and its limit share at least; one is enough where the limit points back. A ban is told from any
# other statement that says "not" only by what it has in common with the rule: more, or the same and what the question
# names and the rule does not.
LEAST_SHARED = 2
LEAST_SHARED_BY_BAN = 3
# Kinds of question that a limit changes the answer of.
_LIMITED = (AnswerType.YES_NO, AnswerType.OTHER, AnswerType.DATE, AnswerType.NUMBER, AnswerType.DURATION)


def may_be_limited(question: str) -> bool:
    """Whether an exception would change the answer; for a list, a definition or a name it would not."""
    return answer_type(question) in _LIMITED


def companions(question: str, document: Document, section: Section, span: Span) -> list[Span]:
    """Statements next to a quoted one that hold its exception, or the rule that it is the exception to; at most one.

    Args:
        question: As asked.
        document: Holds the statement.
        section: The one of its sections that does.
        span: The quoted statement's.
    """
    place = next((i for i, one in enumerate(section.statements) if (one.start, one.end) == span), None)
    if place is None or not may_be_limited(question) or not _is_prose(section.statements[place]):
        return []
    statements = section.statements
    if place + 1 < len(statements) and _is_exception(question, document, statements[place], statements[place + 1]):
        return [(statements[place + 1].start, statements[place + 1].end)]
    if place and _is_exception_to(document, statements[place - 1], statements[place]):
        return [(statements[place - 1].start, statements[place - 1].end)]
    return []


def _is_exception(question: str, document: Document, rule: Statement, following: Statement) -> bool:
    """Whether the statement after a rule limits it."""
    if not _is_prose(following) or not _same_paragraph(document, rule, following):
        return False
    said, limit = _words(document, rule), _words(document, following)
    shared = _shared(said, limit)
    limits = shared >= (1 if _POINTS_BACK.match(limit) else LEAST_SHARED) and bool(_LIMITS.search(limit))
    bans = bool(_ALLOWS.search(said)) and not _FORBIDS.search(said) and bool(_FORBIDS.search(limit))
    is_asked = bool(set(content_terms(question)) & set(content_terms(limit)) - set(content_terms(said)))
    return bool(_OPENS.match(limit)) or limits or (bans and shared >= LEAST_SHARED_BY_BAN - is_asked)


def _is_exception_to(document: Document, before: Statement, exception: Statement) -> bool:
    """Whether a statement needs the one before it to be understood."""
    if not _is_prose(before) or not _same_paragraph(document, before, exception):
        return False
    limit = _words(document, exception)
    return bool(_LEANS_BACK.match(limit)) and _shared(_words(document, before), limit) > 0


def _shared(one: str, other: str) -> int:
    return len(frozenset(content_terms(one)) & frozenset(content_terms(other)))


def _same_paragraph(document: Document, one: Statement, following: Statement) -> bool:
    return document.text[one.end : following.start].count("\n") < 2


def _is_prose(statement: Statement) -> bool:
    return statement.kind is StatementKind.SENTENCE


def _words(document: Document, statement: Statement) -> str:
    return document.text[statement.start : statement.end]
