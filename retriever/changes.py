"""Changes of an index that leave it whole wherever they are cut off, and the mending of what a cut leaves."""

import json
import sqlite3
from collections.abc import Sequence

import numpy as np

from retriever import acronyms, files, passages, remembered, store, vocabulary, words
from retriever.database import Database
from retriever.errors import IndexDamaged
from retriever.exchange import all_vectors, exchange_differing, exchange_some, unlike_held
from retriever.files import FileRecord
from retriever.passages import StoredVectors
from retriever.schema import VECTOR_CHANGES, VECTOR_SEAL
from retriever.statement_vectors import EmbeddedDocument
from retriever.vectors import VectorStore

# Counted up with every document that goes in or out.
GENERATION = "generation"
# Holds, as JSON, the ids of passages that may have a vector and no place in the database, or the other way round, while
# documents are exchanged; empty when all fit.
UNSETTLED = "unsettled"
# How many documents were taken out or exchanged, and vectors deleted, since `tidy` last erased what they leave.
TAKEN_OUT = "taken_out"
DELETED_VECTORS = "deleted_vectors"


class VectorChanges:
    """Tells, through the database, one process that another has changed the vectors, and how it left their files."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> tuple[int, str]:
        """How often the vectors were changed, and the seal of their files."""
        with self._database.snapshot() as connection:
            settings = remembered.read_settings(connection)
        return int(settings.get(VECTOR_CHANGES, 0)), str(settings.get(VECTOR_SEAL, ""))

    def advance(self) -> int:
        """Count one change more; the new count comes back."""
        with self._database.change() as connection:
            return remembered.raise_counter(connection, VECTOR_CHANGES)

    def seal(self, seal: str) -> None:
        """Keep the seal of the files as they are now."""
        with self._database.change() as connection:
            remembered.write_setting(connection, VECTOR_SEAL, seal)


def put(
    database: Database, vectors: VectorStore, embedded: Sequence[EmbeddedDocument], records: Sequence[FileRecord]
) -> None:
    """Put documents in, in place of those of their names, and the records of files; see `Index.put`."""
    ids = [passage.id for one in embedded for passage in one.passages]
    sources = [one.document.source for one in embedded]
    if sources:
        begin_change(database, sources, ids)
    if ids:
        add_vectors(database, vectors, embedded)
    with database.change() as connection:
        old = [passage_id for source in sources for passage_id in passages.passage_ids(connection, source)]
        for one in embedded:
            take_out(connection, one.document.source)
            files.delete_files_of(connection, one.document.source, but_content=one.document.content_hash)
            put_in(connection, one)
        files.write_files(connection, records)
        gone = sorted(set(old).difference(ids))
        remembered.raise_counter(connection, DELETED_VECTORS, len(gone))
    vectors.delete(gone)
    if sources:
        end_change(database)


def add_vectors(database: Database, vectors: VectorStore, embedded: Sequence[EmbeddedDocument]) -> None:
    """Add the documents' vectors, save those that are there already: Chroma takes 20 times as long to exchange one."""
    every = [passage for one in embedded for passage in one.passages]
    new = StoredVectors(
        [passage.id for passage in every],
        [passage.collection for passage in every],
        np.concatenate([one.vectors for one in embedded if one.passages]),
    )
    with database.snapshot() as connection:
        are_known = bool(passages.read_places(connection, new.ids))
    if are_known:
        new = unlike_held(new, vectors)
    vectors.add(new.ids, new.collections, new.vectors)


def remove(database: Database, vectors: VectorStore, source: str) -> None:
    """Take a document out, with the records of all files that had their text there.

    Raises:
        UnknownDocument: There is none of that source.
    """
    with database.snapshot() as connection:
        store.check_known(connection, source)
    begin_change(database, [source], ())
    with database.change() as connection:
        old = passages.passage_ids(connection, source)
        take_out(connection, source)
        files.delete_files_of(connection, source)
        files.delete_file(connection, source)
        remembered.raise_counter(connection, DELETED_VECTORS, len(old))
    vectors.delete(old)
    end_change(database)


def begin_change(database: Database, sources: Sequence[str], new_ids: Sequence[str]) -> None:
    """Note which passages' vectors are about to differ from the database: those of these documents, old and new."""
    with database.change() as connection:
        old_ids = [passage_id for source in sources for passage_id in passages.passage_ids(connection, source)]
        remembered.write_setting(connection, UNSETTLED, json.dumps([*old_ids, *new_ids]))


def end_change(database: Database) -> None:
    """Note that vectors and passages fit again."""
    with database.change() as connection:
        remembered.write_setting(connection, UNSETTLED, "")


def put_in(connection: sqlite3.Connection, embedded: EmbeddedDocument) -> None:
    """Write a document that is not there, with its passages, their vectors and their statements', and its words."""
    store.insert_document(connection, embedded)
    acronyms.insert_acronyms(connection, embedded.document)
    vocabulary.count_words(connection, embedded.document.text, 1)
    remembered.raise_counter(connection, GENERATION)


def take_out(connection: sqlite3.Connection, source: str) -> None:
    """Delete a document with its passages and its words; one that is not there is no error."""
    text = store.read_text(connection, source)
    if text is not None:
        vocabulary.count_words(connection, text, -1)
        store.delete_document(connection, source)
        remembered.raise_counter(connection, GENERATION)
        remembered.raise_counter(connection, TAKEN_OUT)


def settle(database: Database, vectors: VectorStore, *, thoroughly: bool = False) -> None:
    """Make the vectors fit the passages again after a writer was killed or the vectors were damaged.

    Args:
        database: The index's tables.
        vectors: The index's vectors.
        thoroughly: Hold every vector to the database's, even where there is no sign of a difference.
    """
    with database.snapshot() as connection:
        unsettled = json.loads(str(remembered.read_settings(connection).get(UNSETTLED) or "[]"))
        known = passages.count_passages(connection)
    try:
        vectors.prepare()
        exchange_some(database, vectors, unsettled)
        if thoroughly or vectors.count() != known:
            exchange_differing(database, vectors)
    except IndexDamaged:
        renew_damaged(database, vectors)
    if unsettled:
        end_change(database)


def renew_damaged(database: Database, vectors: VectorStore) -> None:
    """Make all vectors' files anew from what the database keeps."""
    vectors.discard()
    vectors.prepare()
    exchange_differing(database, vectors)


def tidy(database: Database, vectors: VectorStore) -> None:
    """Erase what documents leave in the files that were taken out or exchanged since the last time.

    Chroma only marks vectors as deleted: its files are made anew once more than half of what they hold is.
    """
    with database.snapshot() as connection:
        deleted = remembered.read_counter(connection, DELETED_VECTORS)
        taken_out = remembered.read_counter(connection, TAKEN_OUT)
        known = passages.count_passages(connection)
    if deleted > known:
        vectors.renew(all_vectors(database))
        with database.change() as connection:
            remembered.write_setting(connection, DELETED_VECTORS, 0)
    if taken_out:
        with database.change() as connection:
            words.merge(connection)
        database.compact()
        with database.change() as connection:
            remembered.write_setting(connection, TAKEN_OUT, 0)
    database.empty_log()
