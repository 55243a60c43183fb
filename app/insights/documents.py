"""How often answers cite each document."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from app.history.records import Asked
from app.insights.outcomes import is_answered
from app.insights.records import DocumentUse
from retriever.store import DocumentRecord


def document_use(asked: Sequence[Asked], held: Iterable[DocumentRecord]) -> list[DocumentUse]:
    """The documents, least cited first: those never cited, by name; then the others, each answer counted once.

    Documents that were cited and are held no more are among them.
    """
    answers: Counter[str] = Counter()
    last: dict[str, datetime] = {}
    titles: dict[str, str] = {}
    for one in asked:
        if one.answer is None or not is_answered(one):
            continue
        cited = {citation.source: citation.title for citation in one.answer.citations}
        answers.update(cited.keys())
        titles.update(cited)
        last.update({source: max(one.asked_at, last.get(source, one.asked_at)) for source in cited})
    kept = {record.source: record.title for record in held}
    uses = [
        DocumentUse(source, title, answers[source], last.get(source), source in kept)
        for source, title in {**titles, **kept}.items()
    ]
    return sorted(uses, key=lambda use: (use.answers, use.source))
