"""The two statements that answer a comparison, one for each half."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

from app.asked_amount import is_about, says
from app.comparison import Comparison, Half
from app.quoted import quote_evidence
from app.same_name import share_held
from app.value_table import ValueRow, ValueTable
from retriever.reader import WordsAt
from retriever.terms import content_terms
from retriever.types import Evidence, Reading, Statement, StatementKind

# A statement that names nothing of its half may still be about it, but seldom is.
UNNAMED = 0.1
# One that names more of the other half than of its own hardly ever is.
OF_THE_OTHER = 0.1
# Two statements of one form in one place belong together more often than any two.
PARALLEL = 3.0
_SET_OUT = (StatementKind.FACT, StatementKind.ROW)

Pair = tuple[Evidence, Evidence]


def find_rows(
    question: str, comparison: Comparison, tables: Iterable[ValueTable]
) -> tuple[ValueTable, Statement, Statement] | None:
    """The rows of the first table that is about the question which name the halves, else None."""
    for table in tables:
        first, second = (_row_of(half, table) for half in (comparison.first, comparison.second))
        if not first or not second or first is second:
            continue
        but_for = comparison.named | first.label | second.label
        if is_about(table, question, range(len(table.columns)), but_for):
            return table, first.statement, second.statement
    return None


def _row_of(half: Half, table: ValueTable) -> ValueRow | None:
    """The only row whose label holds all of what names the half, but for what is said of the whole table."""
    labels = frozenset[str]().union(*(row.label for row in table.rows))
    columns = range(len(table.columns))
    wanted = [term for term in half.terms if term in labels or not says(table, [term], columns)]
    fitting = [row for row in table.rows if share_held(wanted, row.label) == 1.0]
    return fitting[0] if len(fitting) == 1 else None


def find_pair(
    comparison: Comparison, whole: Reading, halves: tuple[Reading, Reading], words_at: WordsAt
) -> Pair | None:
    """The likeliest statement for each half, each about its half; None where one statement is about both, or none is.

    Args:
        comparison: What is compared.
        whole: What was read for the whole question.
        halves: What was read for the question about each half.
        words_at: For leads that stand outside the passage.
    """
    pool = _pool([whole, *halves])
    if not pool:
        return None
    weighed = [_weighed(comparison, i, halves[i], pool, words_at) for i in (0, 1)]
    pairs = [
        (first_weight * second_weight * _parallel(first, second), first, second)
        for (first, first_weight), (second, second_weight) in product(*weighed)
        if first.statement != second.statement or first.passage.id != second.passage.id
    ]
    _, first, second = max(pairs, key=lambda pair: pair[0], default=(0.0, None, None))
    if first is None or second is None or not _is_named(comparison, first, second, words_at):
        return None
    if _answers_both(comparison, whole, words_at) and not _same_label(first, second):
        return None
    return first, second


def needs_no_halves(comparison: Comparison, whole: Reading, words_at: WordsAt) -> bool:
    """Whether the likeliest statements for the whole question name both halves, so that no more need be read.

    One statement must name something of both, or each of two all of its own half.
    """
    if _answers_both(comparison, whole, words_at):
        return True
    pair = find_pair(comparison, whole, (whole, whole), words_at)
    if pair is None:
        return False
    halves = (comparison.first, comparison.second)
    return all(share_held(half.terms, _terms_of(one, words_at)) == 1.0 for half, one in zip(halves, pair, strict=True))


def is_half_unknown(comparison: Comparison, readings: Iterable[Reading], words_at: WordsAt) -> bool:
    """Whether nothing that was read names one of the halves."""
    pool = _pool(readings)
    return any(
        all(share_held(half.terms, _terms_of(evidence, words_at, with_path=True)) == 0 for evidence in pool)
        for half in (comparison.first, comparison.second)
    )


def _pool(readings: Iterable[Reading]) -> list[Evidence]:
    """Each statement that was read, once, with the highest probability it had; in order of first reading."""
    best: dict[tuple[str, int], Evidence] = {}
    for evidence in (one for reading in readings for one in reading.evidence):
        place = (evidence.passage.id, evidence.statement.start)
        if place not in best or evidence.probability > best[place].probability:
            best[place] = evidence
    return list(best.values())


def _answers_both(comparison: Comparison, whole: Reading, words_at: WordsAt) -> bool:
    """Whether the likeliest statement for the whole question names something of both halves."""
    if not whole.evidence:
        return False
    held = _terms_of(whole.evidence[0], words_at)
    return all(share_held(half.terms, held) > 0 for half in (comparison.first, comparison.second))


def _weighed(
    comparison: Comparison, which: int, own: Reading, pool: Sequence[Evidence], words_at: WordsAt
) -> list[tuple[Evidence, float]]:
    """Each statement with how likely it is the one for this half; its short answer is the half's own."""
    half, other = (comparison.first, comparison.second)[:: 1 if which == 0 else -1]
    read = {(e.passage.id, e.statement.start): e for e in own.evidence}
    weighed = []
    for evidence in pool:
        held = _terms_of(evidence, words_at)
        share, others_share = share_held(half.terms, held), share_held(other.terms, held)
        weight = evidence.probability * (UNNAMED + share) * (OF_THE_OTHER if others_share > share else 1.0)
        as_read = read.get((evidence.passage.id, evidence.statement.start), evidence)
        weighed.append((replace(evidence, short=as_read.short or evidence.short), weight))
    return weighed


def _parallel(first: Evidence, second: Evidence) -> float:
    set_out = first.statement.kind in _SET_OUT and first.statement.kind is second.statement.kind
    same_place = (first.passage.source, first.passage.section) == (second.passage.source, second.passage.section)
    return PARALLEL if set_out and same_place else 1.0


def _same_label(first: Evidence, second: Evidence) -> bool:
    """Whether both are facts of one name, such as the same number in two regions."""
    labels = [
        {term for term in content_terms(quote_evidence(e).citation.quote) if term.isalpha()} for e in (first, second)
    ]
    facts = first.statement.kind is second.statement.kind is StatementKind.FACT
    return facts and bool(labels[0]) and labels[0] == labels[1]


def _is_named(comparison: Comparison, first: Evidence, second: Evidence, words_at: WordsAt) -> bool:
    """Whether each statement names something of its own half, and no less than of the other."""
    for evidence, half, other in (
        (first, comparison.first, comparison.second),
        (second, comparison.second, comparison.first),
    ):
        held = _terms_of(evidence, words_at)
        if not share_held(half.terms, held) or share_held(other.terms, held) > share_held(half.terms, held):
            return False
    return True


def _terms_of(evidence: Evidence, words_at: WordsAt, *, with_path: bool = False) -> frozenset[str]:
    """The terms of a statement and of its lead; with those of title and headings too where asked."""
    passage, statement = evidence.passage, evidence.statement
    lead = words_at(passage.source, statement.lead) if statement.lead else ""
    path = (passage.title, *passage.section) if with_path else passage.section[-1:]
    return frozenset(content_terms(" ".join((lead, passage.words(statement.start, statement.end), *path))))
