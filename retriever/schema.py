"""The tables of an index, and whether an index fits the settings it is opened with."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from retriever import acronyms, files, passages, remembered, store, vocabulary, words
from retriever.errors import ModelMismatch

Settings = Mapping[str, str | int]

# Raised whenever a table or a vector changes its meaning.
SCHEMA_VERSION = 4
# The setting that is counted up with every change of the vectors.
VECTOR_CHANGES = "vector_changes"
# The setting that tells files of the vectors that are whole from others.
VECTOR_SEAL = "vector_seal"
# The setting that tells this index's vectors from those of another, should their folders be mixed up.
IDENTITY = "identity"
TABLES = (
    *remembered.TABLES,
    *store.TABLES,
    *passages.TABLES,
    *files.TABLES,
    *words.TABLES,
    *acronyms.TABLES,
    *vocabulary.TABLES,
)


def make_tables(connection: sqlite3.Connection, settings: Settings) -> None:
    """Make the tables of an empty database and remember how the index is built; do nothing where they exist."""
    if has_tables(connection):
        return
    for statement in TABLES:
        connection.execute(statement)
    for name, value in {**settings, "schema": SCHEMA_VERSION, IDENTITY: uuid4().hex}.items():
        remembered.write_setting(connection, name, value)


def remake_tables(connection: sqlite3.Connection, settings: Settings) -> None:
    """Empty the index; processes that have it open see it empty."""
    kept = remembered.read_settings(connection) if has_tables(connection) else {}
    for table in ("words", "passages", "documents", "files", "acronyms", "terms", "settings"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    # Counting on from here, no process can take the new vectors for those it has open.
    make_tables(
        connection,
        {**settings, VECTOR_CHANGES: kept.get(VECTOR_CHANGES, 0), VECTOR_SEAL: kept.get(VECTOR_SEAL, "")},
    )


def has_tables(connection: sqlite3.Connection) -> bool:
    """Whether the tables have been made."""
    found = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'settings'").fetchone()
    return found is not None


def check_model(remembered: Settings, model: str, folder: Path) -> None:
    """Hold the settings an index remembers to this program's form and model.

    Raises:
        ModelMismatch: They differ, or the index was emptied to be built anew; the message says what to do.
    """
    form = remembered.get("schema")
    if form != SCHEMA_VERSION:
        raise ModelMismatch(
            f"the index in {folder}/ has form {form}, this Citewell uses form {SCHEMA_VERSION}.\n"
            "Run `citewell ingest --rebuild`."
        )
    if remembered["model"] != model:
        raise ModelMismatch(
            f"the index in {folder}/ was built with {remembered['model']!r}, settings ask for {model!r}.\n"
            "Run `citewell ingest --rebuild`, or set CITEWELL_EMBEDDING_MODEL back."
        )


def check_chunking(remembered: Settings, chunking: str, folder: Path) -> None:
    """Hold the passages of an index to those asked for; an empty `chunking` fits all.

    Raises:
        ModelMismatch: They differ; the message says what to do.
    """
    if chunking and remembered["chunking"] != chunking:
        raise ModelMismatch(
            f"the index in {folder}/ was built with passages of {remembered['chunking']!r}, settings ask for "
            f"{chunking!r}.\nRun `citewell ingest --rebuild`, or set them back."
        )
