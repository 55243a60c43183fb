"""The database of an index as a writer finds or makes it."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from retriever.database import Database
from retriever.encoder import Encoder
from retriever.errors import IndexDamaged
from retriever.schema import Settings, make_tables, remake_tables

DATABASE = "citewell.sqlite"


def make_database(folder: Path, encoder: Encoder, chunking: str, *, rebuild: bool) -> None:
    """Make the folder's database if it is missing, or empty it for `rebuild`, however damaged it is."""
    settings: dict[str, str | int] = {"model": encoder.name, "dimension": encoder.dimension, "chunking": chunking}
    path = folder / DATABASE
    try:
        change_tables(path, settings, remake_tables if rebuild else make_tables)
    except IndexDamaged:
        if not rebuild:
            raise
        for file in folder.glob(f"{DATABASE}*"):
            file.unlink()
        change_tables(path, settings, make_tables)


def change_tables(path: Path, settings: Settings, change: Callable[[sqlite3.Connection, Settings], None]) -> None:
    """Open a database only to make or remake its tables."""
    database = Database(path)
    try:
        with database.change() as connection:
            change(connection, settings)
    finally:
        database.close()
