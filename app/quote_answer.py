"""Chooses which statements to quote in answer to a question."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from app.exception_clause import companions, may_be_limited
from app.quoted import (
    MAX_WORDS,
    DocumentOf,
    Quoted,
    document_citation,
    passage_citation,
    quote_evidence,
    section_at,
    statement_span,
)
from app.types import Citation
from app.whole_list import quote_whole
from retriever.evidence_type import AnswerType, answer_type
from retriever.terms import names, terms
from retriever.types import Evidence, Hit, Passage, Span, Statement, StatementKind

MAX_STATEMENTS = 3
# A further statement is quoted when its probability is at least this share of the best one's. On tests/golden/, 0.6
# leaves out more answers, and 0.25 adds a statement to every fourth answer for few answers more.
KEEP_SHARE = 0.4
# The same for a statement about something else that the question names: the other half of a comparison.
KEEP_SHARE_OTHER_NAME = 0.2
# Statements of these kinds answer whole.
COMPLETE = (StatementKind.FACT, StatementKind.LIST)
# Further statements are looked for among this many of the best.
READ_ON = 8


def quote_answer(question: str, evidence: Sequence[Evidence], document_of: DocumentOf) -> list[Quoted]:
    """The quotes that answer, best first: one for a fact, a whole list for a list, a rule with its exception.

    Args:
        question: The question, made whole.
        evidence: Best first, not empty.
        document_of: For what stands around a statement, be it in its passage or not.
    """
    read = cache(document_of)
    whole = quote_whole(question, evidence, read)
    if whole:
        return [whole]
    kept = [evidence[0]]
    for candidate in evidence[1:READ_ON]:
        if len(kept) == MAX_STATEMENTS:
            break
        if _adds(question, candidate, kept) and _fits([*kept, candidate]):
            kept.append(candidate)
    quoted = [quote_evidence(one) for one in kept]
    return list(_with_exceptions(question, quoted, read)) if may_be_limited(question) else quoted


def closest(evidence: Sequence[Evidence], hits: Sequence[Hit], count: int) -> list[Citation]:
    """One statement of each of the `count` nearest passages: its likeliest, or of one not read, its most similar.

    Args:
        evidence: Best first.
        hits: Best first; their passages follow those of the evidence.
        count: At most so many.
    """
    best: dict[str, tuple[Passage, Span]] = {}
    for candidate in evidence:
        best.setdefault(candidate.passage.id, (candidate.passage, statement_span(candidate)))
    for hit in hits:
        statement = _most_similar(hit)
        best.setdefault(hit.passage.id, (hit.passage, (statement.start, statement.end)))
    return [passage_citation(passage, span) for passage, span in list(best.values())[:count]]


def _most_similar(hit: Hit) -> Statement:
    places = range(len(hit.passage.statements))
    similarities = hit.statement_similarities or (0.0,) * len(places)
    return hit.passage.statements[max(places, key=lambda place: (similarities[place], -place))]


def _adds(question: str, candidate: Evidence, kept: Sequence[Evidence]) -> bool:
    """Whether the candidate is nearly as likely as the best, or about a name of the question's not covered so far."""
    share = candidate.probability / kept[0].probability if kept[0].probability else 0.0
    if share >= KEEP_SHARE and kept[0].statement.kind not in COMPLETE:
        return True
    asked = set(names(question))
    covered = {term for evidence in kept for term in terms(_statement_words(evidence))}
    own = set(terms(_statement_words(candidate)))
    return share >= KEEP_SHARE_OTHER_NAME and bool((asked & own) - covered)


def _fits(kept: Sequence[Evidence]) -> bool:
    return sum(len(_statement_words(evidence).split()) for evidence in kept) <= MAX_WORDS


def _with_exceptions(question: str, quoted: Sequence[Quoted], document_of: DocumentOf) -> Iterable[Quoted]:
    """The quotes, each followed by the exception to it or the rule it is one to, as far as these fit."""
    shown = {(one.citation.source, one.citation.start) for one in quoted}
    words = sum(len(one.citation.quote.split()) for one in quoted)
    for one in quoted:
        source, span = one.citation.source, (one.citation.start, one.citation.end)
        document = document_of(source)
        found = companions(question, document, section_at(document, span[0]), span)
        # What may be done but for an exception is no yes and no no by itself.
        hedged = bool(found) and answer_type(question) is AnswerType.YES_NO
        yield replace(one, short=None) if hedged else one
        for start, end in found:
            words += len(document.text[start:end].split())
            if (source, start) not in shown and words <= MAX_WORDS:
                shown.add((source, start))
                yield Quoted(document_citation(document, (start, end)))


def _statement_words(evidence: Evidence) -> str:
    return evidence.passage.words(*statement_span(evidence))
