"""Whether documents, passages and their vectors fit one another, and what is done with those that do not."""

import json
import sqlite3

import numpy as np

from retriever import changes, files, store
from retriever.database import Database
from retriever.encoder import Encoder
from retriever.passages import FLOAT_BYTES, passage_ids, read_passages
from retriever.remembered import read_settings
from retriever.statement_vectors import HALF_BYTES, embedded_documents

# Tables whose rows belong to a document, and what a row of theirs is called.
BELONGINGS = {"passages": "passages", "acronyms": "acronyms"}
STRAY = "source NOT IN (SELECT source FROM documents)"


def quick_check(connection: sqlite3.Connection) -> list[str]:
    """What SQLite itself finds wrong with the file, first things first; empty when it is sound."""
    return [row[0] for row in connection.execute("PRAGMA quick_check(3)") if row[0] != "ok"]


def unfit_documents(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The sources of documents that contradict their passages or cannot be read, each with the reason, in order."""
    every = [row[0] for row in connection.execute("SELECT source FROM documents ORDER BY source")]
    judged = ((source, why_unfit(connection, source)) for source in every)
    return [(source, why) for source, why in judged if why]


def why_unfit(connection: sqlite3.Connection, source: str) -> str:
    """What is wrong with a document and its passages, in words; empty when nothing is."""
    try:
        document = store.read_document(connection, source)
    except (ValueError, KeyError, TypeError):
        return "its sections cannot be read"
    passages = connection.execute("SELECT start, end, text, collection FROM passages WHERE source = ?", (source,))
    found = 0
    for start, end, text, collection in passages:
        found += 1
        if document.text[start:end] != text:
            return f"the passage at {start} is not in its text"
        if collection != document.collection:
            return f"the passage at {start} is in collection {collection!r}"
    (counted,) = connection.execute("SELECT passages FROM documents WHERE source = ?", (source,)).fetchone()
    return "" if found == counted else f"it has {found} passages in place of {counted}"


def take_out_unfit(connection: sqlite3.Connection) -> None:
    """Delete the documents that cannot be used, and the records of their files, so that these count as unseen."""
    for source, _ in unfit_documents(connection):
        changes.take_out(connection, source)
        files.delete_files_of(connection, source)


def stray_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows of each table belong to no document, by what they are called; only those that there are."""
    counts = {
        name: connection.execute(f"SELECT count(*) FROM {table} WHERE {STRAY}").fetchone()[0]
        for table, name in BELONGINGS.items()
    }
    return {name: count for name, count in counts.items() if count}


def delete_strays(connection: sqlite3.Connection) -> None:
    """Delete the rows that belong to no document."""
    for table in BELONGINGS:
        connection.execute(f"DELETE FROM {table} WHERE {STRAY}")


def unfit_vectors(database: Database) -> list[str]:
    """The sources of documents with a passage whose vector, or whose statements', has a wrong length or no numbers."""
    with database.snapshot() as connection:
        dimension = int(read_settings(connection)["dimension"])
        every = [row[0] for row in connection.execute("SELECT source FROM documents ORDER BY source")]
        return [source for source in every if not vectors_fit(connection, source, dimension)]


def vectors_fit(connection: sqlite3.Connection, source: str, dimension: int) -> bool:
    """Whether each of a document's passages and statements has a vector of finite numbers."""
    return all(
        len(vector) == dimension * FLOAT_BYTES
        and len(statement_vectors) == len(json.loads(statements)) * dimension * HALF_BYTES
        and np.isfinite(np.frombuffer(vector, dtype=np.float32)).all()
        and np.isfinite(np.frombuffer(statement_vectors, dtype=np.float16)).all()
        for vector, statement_vectors, statements in connection.execute(
            "SELECT vector, statement_vectors, statements FROM passages WHERE source = ?", (source,)
        )
    )


def embed_again(database: Database, encoder: Encoder, sources: list[str]) -> None:
    """Give the passages of documents new vectors in the database."""
    for source in sources:
        with database.snapshot() as connection:
            document = store.read_document(connection, source)
            ids = passage_ids(connection, source)
            known = read_passages(connection, ids)
        (embedded,) = embedded_documents(encoder, [(document, [known[passage_id] for passage_id in ids])])
        with database.change() as connection:
            changes.take_out(connection, source)
            changes.put_in(connection, embedded)
