"""The insights of a running site, over its history and its index."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.history.records import Asked
from app.insights.golden_file import GoldenFile
from app.insights.overview import insights
from app.insights.period import since
from app.insights.question_vectors import QuestionVectors
from app.insights.records import Insights

if TYPE_CHECKING:
    from app.history.store import History
    from retriever.index import Index

# Hits among whose documents a pasted passage is looked for.
LIKELY_HITS = 50
# The first words of a passage find its document.
SEARCHED_CHARS = 500


class InsightsDesk:
    """Answers what the questions of everybody say, as they are at that moment; safe to share between threads."""

    def __init__(
        self,
        history: "History",
        index: "Index",
        data_dir: Path,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Read from the history and the index; golden questions are kept in the data folder."""
        self._history = history
        self._index = index
        self._now = now
        self._vectors = QuestionVectors(lambda questions: index.embed_questions(questions))
        self.golden = GoldenFile(data_dir, lambda source: index.document(source), self._likely_sources)

    def insights(self, days: int) -> Insights:
        """What the questions of the last days say, today included; of all days for 0.

        Raises:
            HistoryUnavailable: The history cannot be read.
            RetrieverError: The index cannot be read.
        """
        now = self._now()
        return insights(self._history.asked(since(days, now)), self._index.documents(), self._vectors, days, now)

    def asked(self, exchange_id: str) -> Asked | None:
        """The question of an exchange that has ended; None where it was deleted, or is still being answered."""
        every = self._history.asked()
        return next((one for one in every if one.exchange_id == exchange_id and (one.answer or one.failure)), None)

    def _likely_sources(self, passage: str) -> list[str]:
        return [hit.passage.source for hit in self._index.search(passage[:SEARCHED_CHARS], LIKELY_HITS)]
