"""The index's SQLite file: one connection, whole transactions, clear failures."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from retriever.errors import IndexDamaged

# How long a statement waits for another process's transaction before it fails.
BUSY_SECONDS = 30.0


class Database:
    """A SQLite file in write-ahead mode: readers go on while one process writes. Safe to share between threads.

    Args:
        path: The file; made if it is not there.

    Raises:
        IndexDamaged: From here and every method: the file is no database, is broken, or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        with self._alone():
            self._connection = sqlite3.connect(
                path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA secure_delete=ON")

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """One state of the file for all that is read within, whatever other processes write meanwhile."""
        with self._alone():
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """All that is written within is kept when it ends, or nothing of it."""
        with self._alone():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def compact(self) -> None:
        """Write the file anew without what was deleted from it, of which single words can stay behind otherwise.

        Takes as much disk again as the file, for a while.
        """
        with self._alone():
            self._connection.execute("VACUUM")

    def empty_log(self) -> None:
        """Bring all that is written into the file itself, and empty the log that held it."""
        with self._alone():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file; closing twice does nothing."""
        with self._alone():
            self._connection.close()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.DatabaseError as error:
                raise IndexDamaged(
                    f"{self.path} cannot be used ({error}).\n"
                    "If its disk is full or read-only, mend that; otherwise run `citewell ingest --rebuild`."
                ) from error
