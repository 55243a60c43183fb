"""Ask every question of a set and judge the answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from app.assistant import Assistant
from app.evaluation.gold import BadGold, GoldQuestion
from app.evaluation.judge import Outcome, inexact_quotes, judge, rank_of_target
from app.evaluation.target import NotInIndex, Target, find_source, find_target
from app.evaluation.words import Words, words_of
from app.types import Answer
from retriever.index import Index

HITS_LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with its answer and what became of it."""

    gold: GoldQuestion
    answer: Answer
    outcome: Outcome
    inexact: int  # quotes that differ from their document
    rank: int | None  # of the first hit that holds the evidence; None where none of the first five does


class Evaluator:
    """Asks questions with known answers. The index must not change meanwhile."""

    def __init__(self, assistant: Assistant, index: Index) -> None:
        """Judge the assistant, which answers from this index."""
        self._assistant = assistant
        self._index = index
        self._sources = {record.source for record in index.documents()}
        self._text = cache(self._read_text)
        self._words = cache(self._read_words)

    def run(
        self, questions: Sequence[GoldQuestion], on_asked: Callable[[int], None] = lambda done: None
    ) -> tuple[list[Judged], list[BadGold]]:
        """Return the judged questions in order, and those whose document or evidence is not in the index."""
        judged: list[Judged] = []
        bad: list[BadGold] = []
        for done, gold in enumerate(questions, start=1):
            try:
                judged.append(self._ask(gold, self._target(gold)))
            except NotInIndex as error:
                bad.append(BadGold(gold.id, str(error)))
            on_asked(done)
        return judged, bad

    def _ask(self, gold: GoldQuestion, target: Target | None) -> Judged:
        answer = self._assistant.ask(gold.text, gold.history)
        hits = self._index.search(answer.standalone_question, HITS_LOOKED_AT) if target else []
        texts = {one.source: self._text(one.source) for one in answer.citations}
        return Judged(
            gold=gold,
            answer=answer,
            outcome=judge(answer, gold, target),
            inexact=inexact_quotes(answer.citations, texts),
            rank=rank_of_target(hits, target) if target else None,
        )

    def _target(self, gold: GoldQuestion) -> Target | None:
        if not gold.answerable or gold.source is None:
            return None
        source = find_source(gold.source, self._sources)
        return find_target(gold, source, self._words(source))

    def _read_text(self, source: str) -> str:
        return self._index.document(source).text

    def _read_words(self, source: str) -> Words:
        return words_of(self._text(source))
