"""Changes of an index that leave it whole wherever they are cut off, and the mending of what a cut leaves."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from retriever import acronyms, store, vocabulary
from retriever.database import Database
from retriever.encoder import Vectors
from retriever.errors import IndexDamaged
from retriever.schema import VECTOR_CHANGES, has_tables
from retriever.types import Document, Passage
from retriever.vectors import VectorStore

# Counted up with every document that goes in or out.
GENERATION = "generation"
# Holds the document whose vectors and passages may not fit one another; empty when all do.
UNSETTLED = "unsettled"


class VectorChanges:
    """Tells, through the database, one process that another has changed the vectors."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> int:
        """How often the vectors were changed."""
        with self._database.snapshot() as connection:
            return store.read_counter(connection, VECTOR_CHANGES)

    def advance(self) -> int:
        """Count one change more; the new count comes back."""
        with self._database.change() as connection:
            return store.raise_counter(connection, VECTOR_CHANGES)


def begin_change(database: Database, source: str) -> None:
    """Note that this document's vectors are about to differ from its passages."""
    with database.change() as connection:
        store.write_setting(connection, UNSETTLED, source)


def end_change(database: Database) -> None:
    """Note that vectors and passages fit again."""
    with database.change() as connection:
        store.write_setting(connection, UNSETTLED, "")


def put_in(
    connection: sqlite3.Connection,
    document: Document,
    passages: Sequence[Passage],
    vectors: tuple[Vectors, Sequence[Vectors]],
) -> None:
    """Write a document that is not there, with its passages, their vectors and their statements', and its words."""
    store.insert_document(connection, document, passages, *vectors)
    acronyms.insert_acronyms(connection, document)
    vocabulary.count_words(connection, document.text, 1)
    store.raise_counter(connection, GENERATION)


def take_out(connection: sqlite3.Connection, source: str) -> None:
    """Delete a document with its passages and its words; one that is not there is no error."""
    text = store.read_text(connection, source)
    if text is not None:
        vocabulary.count_words(connection, text, -1)
        store.delete_document(connection, source)
        store.raise_counter(connection, GENERATION)


def settle(database: Database, vectors: VectorStore) -> None:
    """Make the vectors fit the passages again after a writer was killed or the vectors were damaged."""
    with database.snapshot() as connection:
        settings = store.read_settings(connection)
        passages = store.count_passages(connection)
    try:
        vectors.prepare()
        if settings.get(UNSETTLED) or vectors.count() != passages:
            exchange_differing(database, vectors, str(settings.get(UNSETTLED, "")))
    except IndexDamaged:
        vectors.discard()
        vectors.prepare()
        exchange_differing(database, vectors, "")
    end_change(database)


def exchange_differing(database: Database, vectors: VectorStore, source: str) -> None:
    """Delete vectors without a passage, add those that passages lack, and write those of one document anew."""
    stored = set(vectors.ids())
    with database.snapshot() as connection:
        known = store.passage_ids(connection)
        doubtful = set(store.passage_ids(connection, source))
    vectors.delete(sorted(stored.difference(known)))
    wanted = [passage_id for passage_id in known if passage_id not in stored or passage_id in doubtful]
    for ids in store.pages(wanted):
        with database.snapshot() as connection:
            groups = store.stored_vectors(connection, ids)
        for group in groups:
            vectors.add(group.ids, group.texts, group.vectors, group.collection)


def delete_if_damaged(path: Path) -> None:
    """Delete a database that cannot be read; leave any other."""
    try:
        database = Database(path)
        try:
            with database.snapshot() as connection:
                has_tables(connection)
        finally:
            database.close()
    except IndexDamaged:
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
