"""Embed documents and write them to the index, beside the reading of the next ones."""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from retriever.files import FileRecord
from retriever.index import EmbeddedDocument, Index
from retriever.types import Document, Passage

# Passages embedded and written together. Small files share the processor's batches and one transaction; what a killed
# run must do again stays a matter of seconds.
PASSAGES_AT_ONCE = 128
# Groups that wait to be written while others are embedded: with these, bounds the memory.
GROUPS_AHEAD = 2

Pair = tuple[Document, Sequence[Passage]]


class Writing:
    """Some threads embed while one writes, in the order in which the documents come.

    Args:
        index: Open for writing, its encoder with one thread of its own: several groups side by side take a third of the
            time that one after the other takes whose multiplications are shared out, where other processes are at
            work, and are no slower where none are (benchmarks/README.md).
        embedders: Groups embedded at a time.
    """

    def __init__(self, index: Index, embedders: int) -> None:
        self._index = index
        self._embedder = ThreadPoolExecutor(embedders, "embedding")
        self._most_under_way = embedders + GROUPS_AHEAD
        self._writer = ThreadPoolExecutor(1, "writing")
        self._pairs: list[Pair] = []
        self._records: list[FileRecord] = []
        self._gathered = 0
        self._under_way: deque[Future[None]] = deque()

    def put(self, document: Document, passages: Sequence[Passage], records: Sequence[FileRecord]) -> None:
        """Take a document with its passages, and the records of the files that hold it.

        Raises:
            RetrieverError: The index cannot be written; this document or one before it was lost.
        """
        self._pairs.append((document, passages))
        self._records += records
        self._gathered += len(passages)
        if self._gathered >= PASSAGES_AT_ONCE:
            self._send()

    def note(self, record: FileRecord) -> None:
        """Take the record of a file that has no document of its own; fails as `put` does."""
        self._records.append(record)
        if len(self._records) >= PASSAGES_AT_ONCE:
            self._send()

    def finish(self) -> None:
        """Return when all that was taken is in the index; fails as `put` does."""
        self._send()
        while self._under_way:
            self._under_way.popleft().result()

    def _send(self) -> None:
        if not self._pairs and not self._records:
            return
        embedded = self._embedder.submit(self._index.embed, self._pairs)
        self._under_way.append(self._writer.submit(self._write, embedded, self._records))
        self._pairs, self._records, self._gathered = [], [], 0
        while len(self._under_way) > self._most_under_way or (self._under_way and self._under_way[0].done()):
            self._under_way.popleft().result()

    def _write(self, embedded: "Future[list[EmbeddedDocument]]", records: Sequence[FileRecord]) -> None:
        self._index.put(embedded.result(), records)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._embedder.shutdown(cancel_futures=True)
        self._writer.shutdown(cancel_futures=True)
