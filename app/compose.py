"""From what was found and read to the places to quote: comparisons, superlatives, lists, rules, disagreements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.abstain import find_abstention
from app.comparison import Comparison, find_comparison
from app.comparison_answer import find_pair, find_rows, is_half_unknown, needs_no_halves
from app.disagreement import disagreeing
from app.quote_answer import quote_answer
from app.quoted import Quoted, document_citation, passage_citation, quote_evidence, section_at
from app.row_lookup import find_row
from app.stated_date import StatedDate, stated_date
from app.superlative import find_winners
from app.types import AbstentionReason
from app.value_table import ValueTable, value_tables
from retriever.index import Index
from retriever.reader import PASSAGES_READ, EvidenceReader
from retriever.types import Hit, Passage, Reading, Statement, StatementKind

Collections = frozenset[str] | None

# How often rows found by their labels, or by the largest value of all, are the ones asked for, rounded down: 18 of 19
# comparisons and superlatives asked of the documents of tests/golden/. The reader has no say in these.
ROW_CONFIDENCE = 0.85
# Only sections of at most so many statements are looked through; of longer ones, such as large sheets, what was found.
MAX_SECTION_STATEMENTS = 500
_IN_TABLES = (StatementKind.FACT, StatementKind.ROW)
# A table that is quoted beside the row that wins has at most so many words.
MAX_TABLE_WORDS = 60


@dataclass(frozen=True, slots=True)
class Composed:
    """What to quote, how likely it answers, and which of the quotes give different values for the same thing."""

    quotes: tuple[Quoted, ...]
    confidence: float
    disagreeing: tuple[int, ...] = ()  # places in `quotes`
    dated: tuple[str | None, ...] = ()  # for each of these, the date its document states


class Composer:
    """Decides what to quote, or why nothing. Safe to use from several threads."""

    def __init__(self, index: Index, reader: EvidenceReader, least: float) -> None:
        """Compose from the index; the reader is asked again for the halves of a comparison.

        Args:
            index: Where the documents are.
            reader: Of the halves.
            least: The probability from which an answer is given.
        """
        self._index = index
        self._reader = reader
        self._least = least

    def compose(
        self, question: str, hits: Sequence[Hit], reading: Reading, collections: Collections
    ) -> Composed | AbstentionReason:
        """What to quote, or why there is nothing to.

        Args:
            question: The question, made whole and spelt as the documents spell it.
            hits: Best first.
            reading: What the reader made of them.
            collections: What may be searched for the halves of a comparison.
        """
        comparison = find_comparison(question)
        rows = self._rows(question, comparison, hits, reading)
        if rows and rows.confidence >= self._least:
            return rows
        if comparison:
            halves = self._halves(comparison, hits, reading, collections)
            if halves:
                return halves
        reason = find_abstention(question, reading, self._least)
        if reason:
            return reason
        quotes = quote_answer(question, reading.evidence, self._index.document)
        return self._with_disagreements(question, quotes, hits, reading)

    def _rows(
        self, question: str, comparison: Comparison | None, hits: Sequence[Hit], reading: Reading
    ) -> Composed | None:
        """Rows of one table: those that are compared, the one named, or the one with the largest or smallest value."""
        confidence = max(reading.answerable, ROW_CONFIDENCE)
        if comparison:
            pair = find_rows(question, comparison, self._tables(hits))
            return pair and Composed(tuple(_row(pair[0], row) for row in pair[1:]), confidence)
        found = find_row(question, self._tables(hits))
        if found:
            return Composed((replace(_row(found.table, found.row.statement), short=found.short),), confidence)
        winners = find_winners(question, self._tables(hits, whole=True))
        if winners is None:
            return None
        quotes = [replace(_row(winners.table, row.statement), short=row.label_words) for row in winners.rows]
        table = Quoted(document_citation(winners.table.document, winners.table.span))
        is_short = len(table.citation.quote.split()) <= MAX_TABLE_WORDS
        return Composed((*quotes, table) if is_short else tuple(quotes), confidence)

    def _halves(
        self, comparison: Comparison, hits: Sequence[Hit], whole: Reading, collections: Collections
    ) -> Composed | AbstentionReason | None:
        """One statement for each half, each searched and read for by itself; None to go by the whole question."""
        halves = [whole, whole]
        if whole.answerable < self._least or not needs_no_halves(comparison, whole, self._index.quote):
            halves = [self._read(half.question, collections) for half in (comparison.first, comparison.second)]
        if is_half_unknown(comparison, [whole, *halves], self._index.quote):
            return "not_in_documents"
        pair = find_pair(comparison, whole, (halves[0], halves[1]), self._index.quote)
        confidence = max(whole.answerable, min(half.answerable for half in halves))
        if pair is None or confidence < self._least:
            return None
        return Composed(tuple(quote_evidence(one) for one in pair), confidence)

    def _read(self, question: str, collections: Collections) -> Reading:
        hits = self._index.search(question, PASSAGES_READ, collections)
        return self._reader.read(question, hits, self._index.quote)

    def _tables(self, hits: Sequence[Hit], *, whole: bool = False) -> Iterator[ValueTable]:
        """The tables of the sections that the hits stand in, best first, each once.

        Args:
            hits: Best first.
            whole: Leave out tables of which only the rows that were found are read.
        """
        seen: set[tuple[str, int]] = set()
        read = cache(self._index.document)
        for hit in hits:
            if all(statement.kind not in _IN_TABLES for statement in hit.passage.statements):
                continue
            document = read(hit.passage.source)
            section = section_at(document, hit.passage.start)
            if len(section.statements) > MAX_SECTION_STATEMENTS:
                if not whole:
                    yield from value_tables(document, replace(section, statements=hit.passage.statements))
            elif (document.source, section.start) not in seen:
                seen.add((document.source, section.start))
                yield from value_tables(document, section)

    def _with_disagreements(
        self, question: str, quotes: Sequence[Quoted], hits: Sequence[Hit], reading: Reading
    ) -> Composed:
        """The quotes with the places that give another value than the first, newest first where dates are told."""
        best = reading.evidence[0]
        if (best.passage.source, best.statement.start) != (quotes[0].citation.source, quotes[0].citation.start):
            return Composed(tuple(quotes), reading.answerable)
        others = disagreeing(question, (best.passage, best.statement), _statements(hits))
        if not others:
            return Composed(tuple(quotes), reading.answerable)
        known = {(one.citation.source, one.citation.start): one for one in quotes}
        places = [(quotes[0], self._date(best.passage))] + [
            (known.get((p.source, s.start)) or Quoted(passage_citation(p, (s.start, s.end))), self._date(p))
            for p, s in others
        ]
        places.sort(key=lambda place: place[1].when if place[1] else (0, 0, 0), reverse=True)
        first = [quoted for quoted, _ in places]
        rest = [quoted for quoted in quotes if quoted not in first]
        dated = tuple(date.words if date else None for _, date in places)
        return Composed((*first, *rest), reading.answerable, tuple(range(len(first))), dated)

    def _date(self, passage: Passage) -> StatedDate | None:
        return stated_date(self._index.document(passage.source), passage.section)


def _row(table: ValueTable, statement: Statement) -> Quoted:
    return Quoted(document_citation(table.document, (statement.start, statement.end)))


def _statements(hits: Sequence[Hit]) -> Iterator[tuple[Passage, Statement]]:
    return ((hit.passage, statement) for hit in hits for statement in hit.passage.statements)
