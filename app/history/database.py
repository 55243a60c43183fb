"""The history's database: one engine, whole transactions, clear failures."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from app.history.errors import HistoryUnavailable
from app.history.tables import (
    ArgumentError,
    Connection,
    DBAPIError,
    Engine,
    NoSuchModuleError,
    SQLAlchemyError,
    create_engine,
    event,
    make_url,
)

# How long a statement waits for another process's transaction before it fails.
BUSY_SECONDS = 30
# An option of connections on which something is to be written.
WRITES = "citewell_writes"


class HistoryDatabase:
    """An engine for the database at an address, as SQLAlchemy writes it. Safe to share between threads.

    SQLite runs in write-ahead mode, so that reading goes on while another process writes; its file is made where it
    is not there yet. Deleted rows are overwritten, not only left out.

    Raises:
        HistoryUnavailable: From here and every method; the message never holds a password.
    """

    def __init__(self, url: str) -> None:
        try:
            address = make_url(url)
            self._shown = address.render_as_string(hide_password=True)
            self.is_sqlite = address.get_backend_name() == "sqlite"
            if self.is_sqlite and address.database:
                Path(address.database).parent.mkdir(parents=True, exist_ok=True)
            options: dict[str, Any] = {"connect_args": {"timeout": BUSY_SECONDS}} if self.is_sqlite else {}
            self._engine = create_engine(address, pool_pre_ping=not self.is_sqlite, **options)
        except (ArgumentError, NoSuchModuleError, ValueError) as error:
            raise HistoryUnavailable(
                "The address of the history cannot be used. Set CITEWELL_HISTORY_URL to an address such as "
                "sqlite:////srv/citewell/history.sqlite3 or postgresql+pg8000://user:password@host/citewell."
            ) from error
        except ModuleNotFoundError as error:
            raise HistoryUnavailable(
                f"The history at {self._shown} needs the Python package '{error.name}', which is not installed. "
                f"Install it, or set CITEWELL_HISTORY_URL to another database."
            ) from error
        except OSError as error:
            raise HistoryUnavailable(self._problem(error.strerror or str(error))) from error
        if self.is_sqlite:
            _prepare_sqlite(self._engine)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One state of the database for all that is read within."""
        with self._translated(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def changing(self) -> Iterator[Connection]:
        """All that is written within is kept when it ends, or nothing of it."""
        with self._translated(), self._engine.execution_options(**{WRITES: True}).begin() as connection:
            yield connection

    def close(self) -> None:
        """Close the connections that nobody uses."""
        self._engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise HistoryUnavailable(self._problem(str(error.orig).strip())) from error
        except SQLAlchemyError as error:
            raise HistoryUnavailable(self._problem(str(error).splitlines()[0])) from error

    def _problem(self, words: str) -> str:
        return (
            f"The history at {self._shown} cannot be used: {words}. "
            "See that the database is there and may be written, or set CITEWELL_HISTORY_URL to another."
        )


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: SqliteConnection, _: Any) -> None:
        connection.isolation_level = None  # we begin transactions ourselves; Python would begin them late
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def began(connection: Connection) -> None:
        # A transaction that reads first and then writes would fail where another wrote in between.
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
