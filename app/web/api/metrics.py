"""Figures of a running server for Prometheus; neither what was asked nor who asked is in them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, get_args

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily

from app.types import Answer, Mode
from retriever.errors import RetrieverError

if TYPE_CHECKING:
    from retriever.index import Index

# Quoted answers take tenths of a second, written ones up to a minute.
SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 120)
# As Prometheus asks for; the version is part of it.
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """The figures of one server. Safe to use from several threads."""

    def __init__(self, index: "Index") -> None:
        """Begin at nothing; the size of the index is looked up whenever it is asked for."""
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(_IndexSize(index))
        self._questions = Counter(
            "citewell_questions", "Questions that were answered, or not.", ["mode", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "citewell_answer_seconds", "Time to an answer.", ["mode"], buckets=SECONDS, registry=self._registry
        )
        self._tokens = Counter(
            "citewell_chat_tokens", "Tokens that the chat model read and wrote.", ["direction"], registry=self._registry
        )
        self._withheld = Counter(
            "citewell_withheld",
            "Claims that the chat model wrote and their quotes did not bear out.",
            ["kind"],
            registry=self._registry,
        )
        self._fallbacks = Counter(
            "citewell_fallbacks", "Answers that were quoted in place of written ones.", registry=self._registry
        )

        # What is at nothing is told, too, so that a rise from it is seen.
        for mode in get_args(Mode):
            for status in ("answered", "abstained"):
                self._questions.labels(mode, status)
        for direction in ("input", "output"):
            self._tokens.labels(direction)

    def count(self, answer: Answer) -> None:
        """Count a whole answer."""
        self._questions.labels(answer.mode, answer.status).inc()
        self._seconds.labels(answer.mode).observe(answer.timings_ms.get("total", 0.0) / 1000)
        for claim in answer.withheld:
            self._withheld.labels(claim.kind or "other").inc()
        if answer.usage:
            self._tokens.labels("input").inc(answer.usage.input_tokens)
            self._tokens.labels("output").inc(answer.usage.output_tokens)
        if answer.fallback:
            self._fallbacks.inc()

    def text(self) -> bytes:
        """Return all figures in the form of `MEDIA_TYPE`."""
        return generate_latest(self._registry)


class _IndexSize:
    """How much can be asked; nothing is told where the index cannot be read."""

    def __init__(self, index: "Index") -> None:
        self._index = index

    def describe(self) -> Iterator[GaugeMetricFamily]:
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            records = self._index.documents()
        except RetrieverError:
            return
        yield GaugeMetricFamily("citewell_documents", "Documents in the index.", len(records))
        passages = sum(record.passages for record in records)
        yield GaugeMetricFamily("citewell_passages", "Passages in the index.", passages)
