"""Ask every question of a set and judge the answers."""

from collections.abc import Callable, Sequence
from functools import cache

from app.assistant import Assistant
from app.evaluation.citations import inexact_quotes, pieces_covered, supporting_citations
from app.evaluation.gold import BadGold, GoldQuestion
from app.evaluation.judge import is_best_guess_right, judge
from app.evaluation.judged import Judged
from app.evaluation.retrieval import evidence_recall, rank_of_target
from app.evaluation.short_answer import exact_match, token_f1
from app.evaluation.target import NotInIndex, Target, find_source, find_target
from app.evaluation.words import Words, words_of
from app.types import Answer
from retriever.index import Index

HITS_LOOKED_AT = 5
# How deep search itself looks; 750 words are seven passages of the usual size. For more, one hit for every 20 words.
HITS_READ, WORDS_OF_A_HIT = 50, 20
WORDS_READ = 750

Placed = tuple[GoldQuestion, Target | None]
"""A question with where its evidence stands; None for an unanswerable one."""


class Evaluator:
    """Asks questions with known answers. The index must not change meanwhile."""

    def __init__(self, assistant: Assistant, index: Index, words: int = WORDS_READ) -> None:
        """Judge the assistant, which answers from this index, and search within so many words retrieved."""
        self._assistant = assistant
        self._index = index
        self._words_read = words
        self._sources = {record.source for record in index.documents()}
        self._text = cache(self._read_text)
        self._words = cache(self._read_words)

    def run(
        self, questions: Sequence[GoldQuestion], on_asked: Callable[[int], None] = lambda done: None
    ) -> tuple[list[Judged], list[BadGold]]:
        """Return the judged questions in order, and those whose document or evidence is not in the index."""
        placed, bad = self.place(questions)
        return self.ask(placed, on_asked), bad

    def place(self, questions: Sequence[GoldQuestion]) -> tuple[list[Placed], list[BadGold]]:
        """Return the questions with their places, in order, and those without one in the index."""
        placed: list[Placed] = []
        bad: list[BadGold] = []
        for gold in questions:
            try:
                placed.append((gold, self._target(gold)))
            except NotInIndex as error:
                bad.append(BadGold(gold.id, str(error)))
        return placed, bad

    def ask(self, placed: Sequence[Placed], on_asked: Callable[[int], None]) -> list[Judged]:
        """Return the judged questions in order; the function is told after each how many are done."""
        judged: list[Judged] = []
        for gold, target in placed:
            judged.append(self._ask(gold, target))
            on_asked(len(judged))
        return judged

    def _ask(self, gold: GoldQuestion, target: Target | None) -> Judged:
        answer = self._assistant.ask(gold.text, gold.history)
        hits = self._index.search(answer.standalone_question, self._hits_read()) if target else []
        texts = {one.source: self._text(one.source) for one in answer.citations}
        covered, pieces = pieces_covered(answer.citations, target) if target else (0, 0)
        said = _said(answer)
        known = gold.short_answers if target else ()
        return Judged(
            id=gold.id,
            kind=gold.kind,
            question=gold.text,
            answerable=gold.answerable,
            document=gold.source,
            outcome=judge(answer, gold, target),
            answer=answer.text,
            short_answer=answer.short_answer,
            expected=known or self._evidence_words(target),
            confidence=answer.confidence,
            best_guess_right=is_best_guess_right(answer, gold, target),
            rank=rank_of_target(hits[:HITS_LOOKED_AT], target) if target else None,
            evidence_recall=evidence_recall(hits, target, self._words_read) if target else None,
            short_exact=exact_match(said, known) if known else None,
            short_f1=token_f1(said, known) if known else None,
            citations=len(answer.citations),
            inexact_quotes=inexact_quotes(answer.citations, texts),
            supporting_citations=supporting_citations(answer.citations, target) if target else 0,
            evidence_pieces=pieces,
            pieces_covered=covered,
            milliseconds=answer.timings_ms.get("total"),
        )

    def _hits_read(self) -> int:
        return max(HITS_READ, self._words_read // WORDS_OF_A_HIT)

    def _target(self, gold: GoldQuestion) -> Target | None:
        if not gold.answerable or gold.source is None:
            return None
        source = find_source(gold.source, self._sources)
        target = find_target(gold, source, self._words(source))
        if max(place[1] for group in target.evidence for piece in group for place in piece) > len(self._text(source)):
            raise NotInIndex("a span of its evidence ends after the document")
        return target

    def _evidence_words(self, target: Target | None) -> tuple[str, ...]:
        if target is None:
            return ()
        text = self._text(target.source)
        return tuple(text[start:end] for (start, end), *_ in target.evidence[0])

    def _read_text(self, source: str) -> str:
        return self._index.document(source).text

    def _read_words(self, source: str) -> Words:
        return words_of(self._text(source))


def _said(answer: Answer) -> str:
    """What stands for the short answer: the few words marked, else all that was quoted; nothing in an abstention."""
    return answer.short_answer or " ".join(claim.text for claim in answer.claims)
