"""Lists and tables that are quoted whole, where a question asks for all of one."""

from collections.abc import Sequence

from app.asked_amount import amount_words, is_about
from app.quoted import MAX_WORDS, DocumentOf, Quoted, document_citation, section_at
from app.value_table import value_tables
from retriever.evidence_type import AnswerType, answer_type
from retriever.types import Document, Evidence, Span, Statement, StatementKind

# An item is nearly as likely as the best when its probability is at least this share of it, and it comes next or after.
NEARLY = 0.4
NEXT = 2
# A list is what the question is about when at least three of the five likeliest statements are its items, and the
# others together are at least half as likely as the best.
ITEMS_OF_A_LIST = 3
ITEMS_LOOKED_AT = 5
ITEMS_SHARE = 0.5
# Rows that are asked for as a whole are at least so many.
LEAST_ROWS = 3


def quote_whole(question: str, evidence: Sequence[Evidence], document_of: DocumentOf) -> Quoted | None:
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
    nearly = [e for e in others if e in evidence[1 : 1 + NEXT] and e.probability >= NEARLY * best.probability]
    among = [e for e in others if e in evidence[1:ITEMS_LOOKED_AT]]
    together = sum(e.probability for e in among) >= ITEMS_SHARE * best.probability
    return answer_type(question) is AnswerType.LIST or bool(nearly) or (together and len(among) + 1 >= ITEMS_OF_A_LIST)


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
        if is_short and not asked & held.label and is_about(table, question, columns):
            return table.span
    return None


def _same_list(statement: Statement, other: Statement) -> bool:
    return statement.kind is StatementKind.ITEM and statement.lead == other.lead


def _words_between(document: Document, start: int, end: int) -> int:
    return len(document.text[start:end].split())
