"""Chooses which statements to quote in answer to a question."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.types import Citation
from retriever.evidence_type import AnswerType, answer_type
from retriever.terms import names, terms
from retriever.types import Evidence, Hit, Passage, Span, Statement, StatementKind

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


@dataclass(frozen=True, slots=True)
class Quoted:
    """A place to quote, with the words in it that answer by themselves where there are such."""

    citation: Citation
    short: str | None = None


def quote_answer(question: str, evidence: Sequence[Evidence]) -> list[Quoted]:
    """The quotes that answer, best first: one for a fact, a whole list for a list, a few at most.

    Args:
        question: The question, made whole.
        evidence: Best first, not empty.
    """
    best = evidence[0]
    if best.statement.kind is StatementKind.ITEM and _asks_for_list(question, evidence):
        return [Quoted(passage_citation(best.passage, _whole_list(best)))]
    kept = [best]
    for candidate in evidence[1:READ_ON]:
        if len(kept) == MAX_STATEMENTS:
            break
        if _adds(question, candidate, kept) and _fits([*kept, candidate]):
            kept.append(candidate)
    return [Quoted(passage_citation(e.passage, _span(e)), e.passage.words(*e.short) if e.short else None) for e in kept]


def closest(evidence: Sequence[Evidence], hits: Sequence[Hit], count: int) -> list[Citation]:
    """One statement of each of the `count` nearest passages: its likeliest, or of one not read, its most similar.

    Args:
        evidence: Best first.
        hits: Best first; their passages follow those of the evidence.
        count: At most so many.
    """
    best: dict[str, tuple[Passage, Span]] = {}
    for candidate in evidence:
        best.setdefault(candidate.passage.id, (candidate.passage, _span(candidate)))
    for hit in hits:
        statement = _most_similar(hit)
        best.setdefault(hit.passage.id, (hit.passage, (statement.start, statement.end)))
    return [passage_citation(passage, span) for passage, span in list(best.values())[:count]]


def _most_similar(hit: Hit) -> Statement:
    places = range(len(hit.passage.statements))
    similarities = hit.statement_similarities or (0.0,) * len(places)
    return hit.passage.statements[max(places, key=lambda place: (similarities[place], -place))]


def passage_citation(passage: Passage, span: Span) -> Citation:
    """A citation of a span inside a passage, numbered 1."""
    return Citation(
        marker=1,
        source=passage.source,
        title=passage.title,
        section=passage.section,
        page=passage.page,
        start=span[0],
        end=span[1],
        quote=passage.words(*span),
    )


def _asks_for_list(question: str, evidence: Sequence[Evidence]) -> bool:
    """Whether the question is for a list, or several items of the best one's list are about as likely as it."""
    best = evidence[0]
    likely = [e for e in evidence[1:MAX_STATEMENTS] if e.probability >= KEEP_SHARE * best.probability]
    return answer_type(question) is AnswerType.LIST or any(
        e.passage.id == best.passage.id and _same_list(e.statement, best.statement) for e in likely
    )


def _adds(question: str, candidate: Evidence, kept: Sequence[Evidence]) -> bool:
    """Whether the candidate is nearly as likely as the best, or about a name of the question's not covered so far."""
    share = candidate.probability / kept[0].probability if kept[0].probability else 0.0
    if share >= KEEP_SHARE and kept[0].statement.kind not in COMPLETE:
        return True
    asked = set(names(question))
    covered = {term for evidence in kept for term in terms(evidence.passage.words(*_span(evidence)))}
    own = set(terms(candidate.passage.words(*_span(candidate))))
    return share >= KEEP_SHARE_OTHER_NAME and bool((asked & own) - covered)


def _fits(kept: Sequence[Evidence]) -> bool:
    return sum(_words(e.passage, *_span(e)) for e in kept) <= MAX_WORDS


def _whole_list(item: Evidence) -> Span:
    """From the lead to the last item under the same lead, as far as passage and length allow."""
    statements = item.passage.statements
    place = statements.index(item.statement)
    first = last = place
    while first > 0 and _same_list(statements[first - 1], item.statement):
        first -= 1
    while last + 1 < len(statements) and _same_list(statements[last + 1], item.statement):
        last += 1
    if first > 0 and item.statement.lead == (statements[first - 1].start, statements[first - 1].end):
        first -= 1
    while last > place and _words(item.passage, statements[first].start, statements[last].end) > MAX_WORDS:
        last -= 1
    return statements[first].start, statements[last].end


def _same_list(statement: Statement, other: Statement) -> bool:
    return statement.kind is StatementKind.ITEM and statement.lead == other.lead


def _span(evidence: Evidence) -> Span:
    return evidence.statement.start, evidence.statement.end


def _words(passage: Passage, start: int, end: int) -> int:
    return len(passage.words(start, end).split())
