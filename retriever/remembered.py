"""What an index remembers about itself: how it was made, and how often it was changed."""

import sqlite3

TABLES = ("CREATE TABLE settings(name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID",)


def read_settings(connection: sqlite3.Connection) -> dict[str, str | int]:
    """Everything the index remembers about itself."""
    return dict(connection.execute("SELECT name, value FROM settings"))


def write_setting(connection: sqlite3.Connection, name: str, value: str | int) -> None:
    """Remember a value under a name."""
    connection.execute("INSERT OR REPLACE INTO settings VALUES (?,?)", (name, value))


def read_counter(connection: sqlite3.Connection, name: str) -> int:
    """A number the index counts up; 0 before it ever did."""
    row = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return 0 if row is None else int(row[0])


def raise_counter(connection: sqlite3.Connection, name: str, by: int = 1) -> int:
    """Count up; the new count comes back."""
    count = read_counter(connection, name) + by
    write_setting(connection, name, count)
    return count
