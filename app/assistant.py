"""From a question and its conversation to a checked answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from time import perf_counter

from app.abstain import COST_OF_WRONG, abstention_words, answer_from
from app.acronym_answer import Defined, asked_acronyms, named_acronyms, quote_definition
from app.clarify import Clarifier
from app.compose import Composed, Composer
from app.considered import considered
from app.conversation_search import conversation_hits
from app.examples import example_questions
from app.follow_up import standalone_question
from app.quote_answer import closest
from app.quoted import Quoted
from app.render import one_line
from app.suggestions import Wanted, is_answered_there, suggestions
from app.types import Abstention, AbstentionReason, Answer, Citation, Claim, Disagreement, Turn
from app.written.excerpts import excerpts
from app.written.records import Found
from retriever.index import DocumentRecord, Index
from retriever.reader import PASSAGES_READ, EvidenceReader
from retriever.types import Acronym, Document, Hit, Reading

# Passages shown where there is no answer.
CLOSEST_SHOWN = 3
# How often a definition found by its form is the one asked for, rounded down: by measurement on tests/golden/.
DEFINITION_CONFIDENCE = 0.9
# Documents that example questions are made from; reading more would delay the page.
EXAMPLE_DOCUMENTS = 20
EXAMPLES_KEPT = 6

Collections = frozenset[str] | None
"""The collections that may be searched; all of them when None."""


class Assistant:
    """Answers questions from the documents of one index. Safe to use from several threads."""

    def __init__(self, index: Index, reader: EvidenceReader, cost_of_wrong: float = COST_OF_WRONG) -> None:
        """Answer from the index, choosing evidence by the reader; a wrong answer costs so many right ones."""
        self._index = index
        self._reader = reader
        self._least = answer_from(cost_of_wrong)
        self._composer = Composer(index, reader, self._least)
        self._clarifier = Clarifier(index, self._answered)
        self._examples = lru_cache(maxsize=2)(self._answered_examples)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        collections: Collections = None,
        as_understood: str | None = None,
    ) -> Answer:
        """The answer in the documents' words, or an abstention.

        Args:
            question: As the person typed it.
            history: Earlier turns, oldest first.
            collections: What may be searched.
            as_understood: The question made whole by the person, which then needs nothing of the history.

        Raises:
            RetrieverError: The index cannot be read; a failure is never shown as an abstention.
        """
        return self.find(question, history, collections, as_understood).answer

    def find(
        self,
        question: str,
        history: Sequence[Turn] = (),
        collections: Collections = None,
        as_understood: str | None = None,
        *,
        made_whole: str | None = None,
    ) -> Found:
        """As `ask`, with the excerpts that a written answer to the question may rest on.

        Args:
            question: As the person typed it.
            history: Earlier turns, oldest first.
            collections: What may be searched.
            as_understood: The question made whole by the person.
            made_whole: The same made by other means than our rules; the history is searched with, too.
        """
        start = perf_counter()
        found = self._found(question, history, collections, as_understood, made_whole)
        clarified = self._clarifier.clarified(found.answer, collections)
        if clarified is found.answer:
            return found
        total = (perf_counter() - start) * 1000
        clarify = total - found.answer.timings_ms["total"]
        timings = {**found.answer.timings_ms, "clarify": round(clarify, 1), "total": round(total, 1)}
        return Found(replace(clarified, timings_ms=timings))

    def _answered(self, question: str, collections: Collections = None) -> Answer:
        """The answer to a question that stands alone, with no question back where it is vague."""
        return self._found(question, (), collections).answer

    def _found(
        self,
        question: str,
        history: Sequence[Turn],
        collections: Collections,
        as_understood: str | None = None,
        made_whole: str | None = None,
    ) -> Found:
        """As `find`, with no question back where it is vague."""
        clock = _Clock()
        defined = _pairs(self._index.acronyms(collections))
        understood = (as_understood or "").strip()
        earlier = () if understood else history
        names = {acronym.short for _, acronym in defined}
        whole = understood or made_whole or standalone_question(question, history, names)
        clock.lap("rewrite")
        hits = conversation_hits(self._index, (question, whole), earlier, PASSAGES_READ, collections)
        clock.lap("search")
        spelt = self._index.respelt(whole)
        asked = asked_acronyms(whole, defined) or asked_acronyms(spelt, defined)
        certain = Reading((), DEFINITION_CONFIDENCE)
        reading = certain if asked else self._reader.read(spelt, hits, self._index.quote)
        clock.lap("read")
        outcome = self._defined(asked) if asked else self._compose(spelt, hits, reading, defined, collections)
        clock.lap("compose")
        # What a rule refused is not likelier to be right than what is refused as unlikely.
        refused = min(reading.answerable, self._least)
        answer = replace(
            _answer(question, whole, outcome, refused, clock.milliseconds()),
            searched_as=spelt if spelt != whole else None,
            considered=considered(hits, reading),
        )
        return Found(answer, excerpts(answer.citations, reading.evidence, self._index.document))

    def suggestions(
        self,
        answer: Answer,
        history: Sequence[Turn] = (),
        count: int = 3,
        collections: Collections = None,
        wanted: Wanted = lambda: True,
    ) -> list[str]:
        """Questions to ask next, which the documents answer; fewer where few are found, and none in an empty index.

        Each is asked before it is given, so this takes as long as up to `MAX_ASKED` answers.

        Args:
            answer: The last one, or an abstention.
            history: The turns before it, oldest first.
            count: At most so many.
            collections: What may be searched.
            wanted: Asked before each answer that this takes; where it says no, those found so far come back.
        """

        def asked(question: str) -> Answer:
            return self._answered(question, collections)

        return suggestions(answer, history, asked, self._index.document, count, wanted)

    def document(self, source: str) -> Document:
        """The document of that name.

        Raises:
            UnknownDocument: There is none.
        """
        return self._index.document(source)

    def documents(self) -> list[DocumentRecord]:
        """What is read, by name."""
        return self._index.documents()

    def example_questions(self, count: int = 3) -> list[str]:
        """Questions that the documents answer, made from their own words; fewer when they offer fewer, never many."""
        held = tuple(record.content_hash for record in self._index.documents())
        return list(self._examples(held)[:count])

    def _answered_examples(self, _held: tuple[str, ...]) -> tuple[str, ...]:
        """The questions, remembered for as long as the same documents are held."""
        records = self._index.documents()[:EXAMPLE_DOCUMENTS]
        asked = example_questions(self._index.document(record.source) for record in records)
        answered = (one.question for one in asked if is_answered_there(one, self._answered(one.question)))
        return tuple(islice(answered, EXAMPLES_KEPT))

    def _compose(
        self,
        question: str,
        hits: Sequence[Hit],
        reading: Reading,
        defined: Sequence[Defined],
        collections: Collections,
    ) -> Composed | Abstention:
        composed = self._composer.compose(question, hits, reading, collections)
        named = named_acronyms(question, defined)
        if named:
            quotes = self._definitions(named) + ([] if isinstance(composed, str) else list(composed.quotes))
            return Composed(tuple(quotes), reading.answerable)
        if isinstance(composed, str):
            known: AbstentionReason = composed if self._index.documents() else "empty_index"
            # Where it is not known what was asked, no passage is close to it.
            near = [] if known == "unclear_question" else closest(reading.evidence, hits, CLOSEST_SHOWN)
            return Abstention(known, _numbered(near))
        return composed

    def _defined(self, asked: Sequence[Defined]) -> Composed:
        return Composed(tuple(self._definitions(asked)), DEFINITION_CONFIDENCE)

    def _definitions(self, defined: Sequence[Defined]) -> list[Quoted]:
        return [quote_definition(self._index.document(source), acronym) for source, acronym in defined]


def _answer(
    question: str,
    whole: str,
    outcome: Composed | Abstention,
    refused: float,
    timings: dict[str, float],
) -> Answer:
    if isinstance(outcome, Abstention):
        return Answer(question, whole, abstention_words(outcome.reason), refused, timings, abstention=outcome)
    citations = _numbered([quoted.citation for quoted in outcome.quotes])
    claims = _claims(citations)
    return Answer(
        question=question,
        standalone_question=whole,
        text="\n".join(f"{claim.text} {''.join(f'[{marker}]' for marker in claim.citations)}" for claim in claims),
        confidence=outcome.confidence,
        timings_ms=timings,
        claims=claims,
        citations=citations,
        short_answer=next((one_line(quoted.short) for quoted in outcome.quotes if quoted.short), None),
        disagreements=_disagreements(outcome, citations),
    )


def _claims(citations: Sequence[Citation]) -> tuple[Claim, ...]:
    """The quotes as claims; the same words from several places are one claim with several citations."""
    markers: dict[str, tuple[int, ...]] = {}
    for citation in citations:
        words = one_line(citation.quote)
        markers[words] = (*markers.get(words, ()), citation.marker)
    return tuple(Claim(words, cited) for words, cited in markers.items())


def _disagreements(composed: Composed, citations: Sequence[Citation]) -> tuple[Disagreement, ...]:
    if not composed.disagreeing:
        return ()
    markers = tuple(citations[place].marker for place in composed.disagreeing)
    return (Disagreement(markers, composed.dated),)


def _numbered(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple(replace(citation, marker=i) for i, citation in enumerate(citations, start=1))


def _pairs(by_source: Mapping[str, Sequence[Acronym]]) -> list[Defined]:
    return [(source, acronym) for source, acronyms in by_source.items() for acronym in acronyms]


class _Clock:
    """Milliseconds spent in each step, in order, and in all."""

    def __init__(self) -> None:
        self._start = self._last = perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = perf_counter()
        self._laps[name] = (now - self._last) * 1000
        self._last = now

    def milliseconds(self) -> dict[str, float]:
        laps = {name: round(spent, 1) for name, spent in self._laps.items()}
        return {**laps, "total": round((self._last - self._start) * 1000, 1)}
