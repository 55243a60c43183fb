"""What each person has used of the chat model today."""

from collections.abc import Callable
from datetime import UTC, datetime

from app.history.database import HistoryDatabase
from app.history.tables import SPENDING, func, select


class Spending:
    """Tokens by person and day (UTC). Safe to share between threads."""

    def __init__(self, database: HistoryDatabase, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    def spent(self, person: str) -> int:
        """Return the tokens, in and out, that the person has used today.

        Raises:
            HistoryUnavailable: The database cannot be read.
        """
        table = SPENDING.c
        query = select(func.sum(table.tokens)).where(table.person == person, table.day == self._today())
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar() or 0)

    def spend(self, person: str, tokens: int) -> None:
        """Add tokens to what the person has used today; what was used before today is forgotten.

        Raises:
            HistoryUnavailable: The database cannot be written.
        """
        today = self._today()
        with self._database.changing() as connection:
            connection.execute(SPENDING.delete().where(SPENDING.c.day < today))
            connection.execute(SPENDING.insert().values(person=person, day=today, tokens=tokens))

    def _today(self) -> str:
        return self._now().astimezone(UTC).date().isoformat()
