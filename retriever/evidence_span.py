"""The few words inside a statement that answer by themselves."""

import re

from retriever.evidence_type import AnswerType, answer_forms, answer_type
from retriever.terms import terms
from retriever.types import Span, StatementKind

# A span of names longer than this many characters is a clause, not a short answer.
MAX_CHARS = 80
_CLAUSE_BREAK = re.compile(r"[,;:]\s|\b(?:and|but|while|whereas)\b|[()]")


def short_span(question: str, statement: str, kind: StatementKind) -> Span | None:
    """The words of the form asked for that stand nearest to the question's own words.

    Args:
        question: The question, made whole.
        statement: The statement's text.
        kind: What the statement looked like; a fact gives its value line when it has the form asked for.

    Returns:
        Offsets into `statement`, or None when the question asks for no form of words or none is there.

    >>> text = "IOM was established in 1951 and joined the UN in 2016."
    >>> start, end = short_span("When did IOM join the UN?", text, StatementKind.SENTENCE)
    >>> text[start:end]
    '2016'
    """
    asked = question.lower()
    form = answer_type(question)
    spans = [
        span
        for span in answer_forms(form, statement)
        if span[1] - span[0] <= MAX_CHARS and statement[span[0] : span[1]].lower() not in asked
    ]
    if kind is StatementKind.FACT:
        return _value_line(statement, spans) or (spans[0] if spans else None)
    if not spans or (form in (AnswerType.NAME, AnswerType.PLACE) and len(spans) > 6):
        return None
    return max(spans, key=lambda span: (_nearness(asked, statement, span), -span[0]))


def _value_line(statement: str, spans: list[Span]) -> Span | None:
    """The whole line of a fact that holds the first span of the form asked for, without brackets after it."""
    if not spans:
        return None
    start = statement.rfind("\n", 0, spans[0][0]) + 1
    end = statement.find("\n", spans[0][0])
    line_end = len(statement) if end < 0 else end
    return start, line_end


def _nearness(question: str, statement: str, span: Span) -> float:
    """How many of the question's terms stand near the span, its own clause before the rest."""
    wanted = set(terms(question))
    before, after = statement[: span[0]], statement[span[1] :]
    clause_start = max((match.end() for match in _CLAUSE_BREAK.finditer(before)), default=0)
    clause_end = match.start() if (match := _CLAUSE_BREAK.search(after)) else len(after)
    clause = before[clause_start:] + " " + after[:clause_end]
    rest = before[:clause_start] + " " + after[clause_end:]
    return len(wanted & set(terms(clause))) + 0.2 * len(wanted & set(terms(rest)))
