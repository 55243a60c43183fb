"""Chooses which statements to quote in answer to a question."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from app.asked_amount import amount_words, is_about
from app.exception_clause import companions, may_be_limited
from app.quoted import (
    Quoted,
    document_citation,
    passage_citation,
    quote_evidence,
    section_at,
    statement_span,
)
from app.types import Citation
from app.value_table import value_tables
from retriever.evidence_type import AnswerType, answer_type
from retriever.terms import names, terms
from retriever.types import Document, Evidence, Hit, Passage, Span, Statement, StatementKind

# Longer answers are not read; a reader opens the source instead.
MAX_WORDS = 120
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
# A list is what the question is about when at least three of the five likeliest statements are its items, and the
# others together are at least half as likely as the best.
ITEMS_OF_A_LIST = 3
ITEMS_LOOKED_AT = 5
ITEMS_SHARE = 0.5
# Rows that are asked for as a whole are at least so many.
LEAST_ROWS = 3

DocumentOf = Callable[[str], Document]
"""The document of a source; raises UnknownDocument."""


def quote_answer(question: str, evidence: Sequence[Evidence], document_of: DocumentOf) -> list[Quoted]:
    """The quotes that answer, best first: one for a fact, a whole list for a list, a rule with its exception.

    Args:
        question: The question, made whole.
        evidence: Best first, not empty.
        document_of: For what stands around a statement, be it in its passage or not.
    """
    read = cache(document_of)
    whole = _whole(question, evidence, read)
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


def _whole(question: str, evidence: Sequence[Evidence], document_of: DocumentOf) -> Quoted | None:
    """The list or table that the best statement is part of, where the question asks for all of it."""
    best = evidence[0]
    kind = best.statement.kind
    if kind is StatementKind.ITEM and _asks_for_list(question, evidence):
        document = document_of(best.passage.source)
        span = _whole_list(document, best.statement)
        if _words_between(document, *span) <= MAX_WORDS:
            return Quoted(document_citation(document, span))
        return Quoted(document_citation(document, _part_of_list(document, best)))
    if kind in (StatementKind.FACT, StatementKind.ROW) and answer_type(question) is AnswerType.LIST:
        document = document_of(best.passage.source)
        table = _whole_table(question, document, best.statement)
        return Quoted(document_citation(document, table)) if table else None
    return None


def _asks_for_list(question: str, evidence: Sequence[Evidence]) -> bool:
    """Whether the question is for a list: by its words, or by how likely other items of the best one's list are."""
    best = evidence[0]
    others = [e for e in evidence[1:] if e.passage.id == best.passage.id and _same_list(e.statement, best.statement)]
    nearly = [e for e in others if e in evidence[1:MAX_STATEMENTS] and e.probability >= KEEP_SHARE * best.probability]
    among = [e for e in others if e in evidence[1:ITEMS_LOOKED_AT]]
    together = sum(e.probability for e in among) >= ITEMS_SHARE * best.probability
    return answer_type(question) is AnswerType.LIST or bool(nearly) or (together and len(among) + 1 >= ITEMS_OF_A_LIST)


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


def _whole_list(document: Document, item: Statement) -> Span:
    """From the lead to the last item under the same lead; passages do not matter."""
    return _listed(section_at(document, item.start).statements, item)


def _part_of_list(document: Document, item: Evidence) -> Span:
    """As much of a long list as the item's passage holds and is read."""
    start, end = _listed(item.passage.statements, item.statement)
    later = [one for one in item.passage.statements if item.statement.end <= one.end <= end]
    while len(later) > 1 and _words_between(document, start, later[-1].end) > MAX_WORDS:
        later.pop()
    return start, later[-1].end


def _listed(statements: Sequence[Statement], item: Statement) -> Span:
    """From the lead, where it is the statement before, to the last of the items around one that have its lead."""
    place = next(i for i, one in enumerate(statements) if one.start == item.start)
    first = last = place
    while first > 0 and _same_list(statements[first - 1], item):
        first -= 1
    while last + 1 < len(statements) and _same_list(statements[last + 1], item):
        last += 1
    if first > 0 and item.lead == (statements[first - 1].start, statements[first - 1].end):
        first -= 1
    return statements[first].start, statements[last].end


def _whole_table(question: str, document: Document, row: Statement) -> Span | None:
    """The table that a row stands in, where the question names no row but what the table is about, and it is short."""
    asked = amount_words(question)
    for table in value_tables(document, section_at(document, row.start)):
        held = next((one for one in table.rows if one.statement.start == row.start), None)
        if held is None or len(table.rows) < LEAST_ROWS:
            continue
        columns = range(max(len(one.values) for one in table.rows))
        is_short = _words_between(document, *table.span) <= MAX_WORDS
        if is_short and not asked & held.label and is_about(table, asked, columns):
            return table.span
    return None


def _same_list(statement: Statement, other: Statement) -> bool:
    return statement.kind is StatementKind.ITEM and statement.lead == other.lead


def _statement_words(evidence: Evidence) -> str:
    return evidence.passage.words(*statement_span(evidence))


def _words_between(document: Document, start: int, end: int) -> int:
    return len(document.text[start:end].split())
