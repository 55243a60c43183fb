"""The tables of an index, and whether an index fits the settings it is opened with."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from retriever import store, vocabulary, words
from retriever.errors import ModelMismatch

# Raised whenever a table or a vector changes its meaning.
SCHEMA_VERSION = 1


def make_tables(connection: sqlite3.Connection, settings: Mapping[str, str | int]) -> None:
    """Make the tables of an empty database and remember how it is built; do nothing where they exist."""
    if has_tables(connection):
        return
    for statement in (*store.TABLES, *words.TABLES, *vocabulary.TABLES):
        connection.execute(statement)
    for name, value in {**settings, "schema": SCHEMA_VERSION}.items():
        store.write_setting(connection, name, value)


def drop_tables(connection: sqlite3.Connection) -> None:
    """Leave the database as if it were new."""
    for table in ("words", "passages", "documents", "acronyms", "terms", "settings"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")


def has_tables(connection: sqlite3.Connection) -> bool:
    """Whether the tables have been made."""
    found = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'settings'").fetchone()
    return found is not None


def check_settings(remembered: Mapping[str, str | int], model: str, chunking: str, folder: Path) -> None:
    """Compare how an index was built with what is asked for; an empty `chunking` is not compared.

    Raises:
        ModelMismatch: They differ; the message says what to do.
    """
    if remembered["schema"] != SCHEMA_VERSION:
        raise ModelMismatch(
            f"the index in {folder}/ has form {remembered['schema']}, this Citewell uses form {SCHEMA_VERSION}.\n"
            "Run `citewell ingest --rebuild`."
        )
    if remembered["model"] != model:
        raise ModelMismatch(
            f"the index in {folder}/ was built with {remembered['model']!r}, settings ask for {model!r}.\n"
            "Run `citewell ingest --rebuild`, or set CITEWELL_EMBEDDING_MODEL back."
        )
    if chunking and remembered["chunking"] != chunking:
        raise ModelMismatch(
            f"the index in {folder}/ was built with passages of {remembered['chunking']!r}, "
            f"settings ask for {chunking!r}.\nRun `citewell ingest --rebuild`, or set them back."
        )
