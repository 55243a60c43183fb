"""From the questions of everybody to all insights of a period."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from app.history.records import Asked
from app.insights.documents import document_use
from app.insights.outcomes import is_answered, settled
from app.insights.period import by_day
from app.insights.records import Insights
from app.insights.topics import Embed, topics
from app.insights.votes import low_votes
from retriever.store import DocumentRecord


def insights(
    asked: Iterable[Asked],
    documents: Iterable[DocumentRecord],
    embed: Embed,
    days: int,
    now: datetime,
    zone: tzinfo | None = None,
) -> Insights:
    """What the questions say.

    Args:
        asked: The questions of the period, see `period.since`; those still being answered are left out.
        documents: What the library holds.
        embed: Makes the vectors of questions.
        days: Of the period; 0 for all.
        now: With its time zone.
        zone: In which days begin and end; None for the server's own.
    """
    ended: Sequence[Asked] = settled(asked)
    return Insights(
        days=days,
        asked=len(ended),
        answered=sum(is_answered(one) for one in ended),
        low_votes=tuple(low_votes(ended)),
        unanswered=tuple(topics([one for one in ended if not is_answered(one)], embed)),
        topics=tuple(topics(ended, embed)),
        documents=tuple(document_use(ended, documents)),
        by_day=tuple(by_day(ended, days, now, zone)),
    )
