"""Reads question and statement together: how well the one answers the other, and with which words."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from retriever.types import Span

if TYPE_CHECKING:
    from retriever.reader_network import ReaderNetwork, Row, RowMaker

WEIGHTS = Path(__file__).with_name("weights") / "reader.safetensors"

# One batch, padding included: larger ones leave the processor's cache.
BATCH_TOKENS = 1024
# A short answer of more tokens is a clause.
SHORT_TOKENS = 16


@dataclass(frozen=True, slots=True)
class Part:
    """A statement with what it is read under."""

    heading: str
    lead: str  # the line that introduces it, or the statement before; empty at the start of a section
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the network makes of one statement."""

    score: float  # log-odds against "none of these"; compares within one question, not yet a probability
    short: Span | None  # offsets into the statement's text


class StatementJudge(Protocol):
    """Whatever reads question and statement together."""

    def judge(self, question: str, parts: Sequence[Part]) -> list[Judgement]:
        """One judgement a part, in order."""
        ...


class CrossEncoder:
    """The reader's network, loaded when first used; safe to share between threads.

    Args:
        weights: What differs from the bundled encoder.
    """

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._weights = weights
        self._lock = threading.Lock()
        self._loaded: tuple[ReaderNetwork, RowMaker] | None = None

    def judge(self, question: str, parts: Sequence[Part]) -> list[Judgement]:
        """One judgement a part, in order.

        Raises:
            ModelUnavailable: The bundled encoder's weights are missing or damaged.
        """
        if not parts:
            return []
        from retriever.reader_network import scored

        network, maker = self._network()
        rows = [maker.row(question, part.heading, part.lead, part.text) for part in parts]
        found: dict[int, Judgement] = {}
        for batch in batches([len(row.ids) for row in rows]):
            scores, ends = scored(network, [rows[position] for position in batch])
            for i, position in enumerate(batch):
                found[position] = Judgement(float(scores[i]), best_span(rows[position], ends[i]))
        return [found[position] for position in range(len(rows))]

    def _network(self) -> "tuple[ReaderNetwork, RowMaker]":
        from retriever.reader_network import RowMaker, load_network

        with self._lock:
            if self._loaded is None:
                self._loaded = load_network(self._weights), RowMaker()
            return self._loaded


def best_span(row: "Row", ends: npt.NDArray[np.float32]) -> Span | None:
    """Offsets of the likeliest run of at most SHORT_TOKENS tokens of the statement; the earliest of equals.

    Args:
        row: Where the statement's tokens are.
        ends: float32 (tokens, 2), logits of the first and the last token.
    """
    if not row.offsets:
        return None
    first, last = likeliest_run(ends[row.statement_start : row.statement_end])
    return row.offsets[first][0], row.offsets[last][1]


def likeliest_run(ends: npt.NDArray[np.float32]) -> tuple[int, int]:
    """Positions of the first and the last token of the run of at most SHORT_TOKENS tokens with the largest sum.

    Args:
        ends: float32 (tokens, 2), at least one token, logits of the first and the last token of a run.

    Returns:
        The earliest first token of equals, then the earliest last one.
    """
    count = len(ends)
    both = ends[:, 0][:, None] + ends[:, 1][None, :]
    allowed = np.tril(np.triu(np.ones((count, count), dtype=bool)), SHORT_TOKENS - 1)
    first, last = divmod(int(np.where(allowed, both, -np.inf).argmax()), count)
    return first, last


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions grouped by like length, so that little is padded."""
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lambda position: (lengths[position], position)):
        if batch and (len(batch) + 1) * lengths[position] > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch
