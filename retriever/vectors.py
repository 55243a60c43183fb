"""The vectors of passages, and the nearest of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from retriever.chroma import (
    COLLECTION,
    DRAFT,
    ChangeCounter,
    collection,
    delete_draft,
    leave_folder,
    make_collection,
    open_folder,
)
from retriever.encoder import Vectors
from retriever.passages import StoredVectors

# Vectors handed to Chroma, or asked of it by id, at a time; its own limit is some 5,000.
PAGE = 1000
# Ids read from it at a time; each page takes it as long as skipping all before.
IDS_PAGE = 20_000


class VectorStore:
    """Vectors by passage id, kept by Chroma. Every method may raise `IndexDamaged`.

    Args:
        folder: Chroma's own folder.
        labels: What the collection remembers of how it was made, such as the model's name.
        changes: Tells one process that another has changed the vectors.
    """

    def __init__(self, folder: Path, labels: Mapping[str, str | int], changes: ChangeCounter) -> None:
        self._chroma = open_folder(folder)
        self._labels = labels
        self._changes = changes

    def prepare(self) -> None:
        """Make the collection if it is missing, and delete an unfinished other one.

        Raises:
            IndexDamaged: They are another index's vectors, too.
        """
        with self._chroma.entered(self._changes, writing=True) as client:
            delete_draft(client)
            make_collection(client, self._labels)

    def add(self, ids: Sequence[str], collections: Sequence[str], vectors: Vectors) -> None:
        """Store passages with the names of their collections, replacing those whose id is known."""
        self._add(COLLECTION, ids, collections, vectors)

    def renew(self, pages: Iterable[StoredVectors]) -> None:
        """Put all passages into new files, in which nothing is left of those deleted; searches go on meanwhile."""
        with self._chroma.entered(self._changes, writing=True) as client:
            delete_draft(client)
            outdated = self._chroma.graphs()
            make_collection(client, self._labels, DRAFT)
        for page in pages:
            self._add(DRAFT, page.ids, page.collections, page.vectors)
        self._chroma.exchange(self._changes, outdated)

    def _add(self, name: str, ids: Sequence[str], collections: Sequence[str], vectors: Vectors) -> None:
        for start in range(0, len(ids), PAGE):
            page = slice(start, start + PAGE)
            with self._chroma.entered(self._changes, writing=True) as client:
                # The texts stay out: nothing of a document is left in Chroma's files when it is taken out.
                collection(client, vectors[page], name).add_texts(
                    [""] * len(ids[page]), [{"collection": label} for label in collections[page]], list(ids[page])
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Forget passages; ids that are not there are no error."""
        for start in range(0, len(ids), PAGE):
            with self._chroma.entered(self._changes, writing=True) as client:
                collection(client).delete(ids=list(ids[start : start + PAGE]))

    def nearest(self, question: Vectors, count: int, among: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """The passages whose vectors are nearest to the question's.

        Args:
            question: float32 (dimension,), of unit length.
            count: At most so many come back.
            among: The ids of the passages that are searched; None searches all.

        Returns:
            ``(id, cosine)``, nearest first.
        """
        if among is not None and not among:
            return []
        # Ids, not labels: by measurement Chroma finds these sooner than it compares labels.
        only: Any = {} if among is None else {"ids": list(among)}
        with self._chroma.read(self._changes) as chroma:
            found = chroma.similarity_search_by_vector_with_relevance_scores(question.tolist(), k=count, **only)
        return [(str(document.id), 1.0 - distance) for document, distance in found]

    def ids(self) -> Iterator[list[str]]:
        """Every id in the store, in pages."""
        offset = 0
        while page := self._ids_from(offset):
            yield page
            offset += len(page)

    def _ids_from(self, offset: int) -> list[str]:
        with self._chroma.read(self._changes) as chroma:
            return list(chroma.get(limit=IDS_PAGE, offset=offset, include=[])["ids"])

    def held(self, ids: Sequence[str]) -> dict[str, tuple[str, Vectors]]:
        """Those of the passages that are in the store, by id: their collection and float32 (dimension,)."""
        held: dict[str, tuple[str, Vectors]] = {}
        for start in range(0, len(ids), PAGE):
            with self._chroma.read(self._changes) as chroma:
                found = chroma.get(ids=list(ids[start : start + PAGE]), include=["metadatas", "embeddings"])
            rows = zip(found["ids"], found["metadatas"], found["embeddings"], strict=True)
            held |= {
                passage_id: (str(labels["collection"]), np.asarray(vector, dtype=np.float32))
                for passage_id, labels, vector in rows
            }
        return held

    def count(self) -> int:
        """How many vectors there are."""
        with self._chroma.entered(self._changes) as client:
            return client.get_collection(COLLECTION).count()

    def discard(self) -> None:
        """Delete all vectors and Chroma's files, damaged or not."""
        self._chroma.discard(self._changes)

    def close(self) -> None:
        """Give back Chroma's files and memory, unless another store of this process uses them."""
        leave_folder(self._chroma)
