"""Questions that are alike, put together into topics."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache

import numpy as np

from app.evaluation.words import words_of
from app.history.records import Asked
from app.insights.clusters import complete_link
from app.insights.outcomes import is_answered, outcome
from app.insights.records import AskedQuestion, NearDocument, Topic
from app.types import Citation
from retriever.encoder import Vectors

Embed = Callable[[Sequence[str]], Vectors]
"""Takes texts; returns float32 (n, dimension), rows of unit length, in their order."""

# The cosine that any two questions of a topic have at least. Chosen on one half of question_topics.jsonl
# (tests/app/insights/): pairs put together rightly 0.75, found 0.64; on the other half 0.61 and 0.63.
ALIKE = 0.4
# Different questions that are compared with one another; older ones stand alone. Bounds the time to embed them.
MOST_COMPARED = 1000
DOCUMENTS_SHOWN = 3
# Questions whose folded words are remembered, for each is needed several times.
KEYS_KEPT = 8192


def topics(asked: Sequence[Asked], embed: Embed, alike: float = ALIKE) -> list[Topic]:
    """The questions grouped by what they ask about: most asked first, ties with the latest first.

    Args:
        asked: With their outcomes.
        embed: Makes the vectors of questions made whole.
        alike: The cosine that any two questions of a topic have at least.
    """
    by_words = _by_words(asked)
    wordings = sorted(by_words, key=lambda words: (-_last(by_words[words]).timestamp(), words))
    compared, alone = wordings[:MOST_COMPARED], wordings[MOST_COMPARED:]
    whole = {words: by_words[words][-1].standalone_question for words in wordings}
    vectors = embed([whole[words] for words in compared]) if compared else np.zeros((0, 1), dtype=np.float32)
    times = np.asarray([len(by_words[words]) for words in compared], dtype=np.float32)
    found = [_topic(whole[words], by_words[words]) for words in alone]
    for rows in complete_link(vectors, alike):
        central = rows[_most_central(vectors[rows], times[rows])]
        together = [one for row in rows for one in by_words[compared[row]]]
        found.append(_topic(whole[compared[central]], together))
    return sorted(found, key=lambda topic: (-topic.times, -topic.last.timestamp(), topic.name))


@lru_cache(maxsize=KEYS_KEPT)
def question_key(question: str) -> str:
    """The question's words, folded: equal for questions that differ in letter case, spaces and signs only.

    >>> question_key("How much leave?") == question_key("how much LEAVE")
    True
    """
    return " ".join(words_of(question).folded) or question.strip()


def _by_words(asked: Iterable[Asked]) -> dict[str, list[Asked]]:
    """The questions of the same words, each in order of time."""
    found: dict[str, list[Asked]] = {}
    for one in sorted(asked, key=lambda one: (one.asked_at, one.exchange_id)):
        found.setdefault(question_key(one.standalone_question), []).append(one)
    return found


def _most_central(vectors: Vectors, times: Vectors) -> int:
    """The row most similar to all the others, each counted as often as it was asked; the first of equals."""
    return int(np.round(vectors @ (vectors.T @ times), 4).argmax())


def _topic(name: str, together: Sequence[Asked]) -> Topic:
    outcomes = Counter(outcome(one) for one in sorted(together, key=lambda one: one.asked_at))
    return Topic(
        name=name,
        times=len(together),
        answered=sum(is_answered(one) for one in together),
        low_votes=sum(one.vote is not None and not one.vote.is_up for one in together),
        first=min(one.asked_at for one in together),
        last=_last(together),
        questions=_questions(together),
        outcomes=tuple(outcomes.most_common()),
        documents=_documents(together),
    )


def _questions(together: Sequence[Asked]) -> tuple[AskedQuestion, ...]:
    typed: dict[tuple[str, str], list[Asked]] = {}
    for one in sorted(together, key=lambda one: (one.asked_at, one.exchange_id)):
        typed.setdefault((question_key(one.question), question_key(one.standalone_question)), []).append(one)
    questions = [
        AskedQuestion(
            exchange_id=same[-1].exchange_id,
            text=same[-1].question,
            standalone=same[-1].standalone_question,
            times=len(same),
            first=same[0].asked_at,
            last=same[-1].asked_at,
            outcome=outcome(same[-1]),
        )
        for same in typed.values()
    ]
    return tuple(sorted(questions, key=lambda one: (-one.times, -one.last.timestamp(), one.text)))


def _documents(together: Sequence[Asked]) -> tuple[NearDocument, ...]:
    titles: dict[str, str] = {}
    times: Counter[str] = Counter()
    for one in together:
        shown = {citation.source: citation.title for citation in citations(one)}
        titles.update(shown)
        times.update(shown.keys())
    most = sorted(times, key=lambda source: (-times[source], source))[:DOCUMENTS_SHOWN]
    return tuple(NearDocument(source, titles[source], times[source]) for source in most)


def citations(asked: Asked) -> tuple[Citation, ...]:
    """The places that an answer cites; those nearest where it cites none."""
    if asked.answer is None:
        return ()
    return asked.answer.abstention.closest if asked.answer.abstention else asked.answer.citations


def _last(together: Iterable[Asked]) -> datetime:
    return max(one.asked_at for one in together)
