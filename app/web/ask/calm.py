"""Who goes first: questions that people wait for, as many at once as there are processor cores; the rest in between."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Semaphore

# Seconds for which what nobody waits for waits for a calm moment.
PATIENCE_SECONDS = 10.0


class Calm:
    """Counts the questions that are being answered. Safe to use from several threads."""

    def __init__(self, at_once: int | None = None) -> None:
        """Let so many be answered at once; as many as there are cores where none is given."""
        self._slots = Semaphore(at_once or os.cpu_count() or 1)
        self._changed = Condition()
        self._asked = 0

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Wait for a turn to answer a question, and keep what nobody waits for from beginning."""
        with self._changed:
            self._asked += 1
        try:
            with self._slots:
                yield
        finally:
            with self._changed:
                self._asked -= 1
                self._changed.notify_all()

    def comes(self, seconds: float = PATIENCE_SECONDS) -> bool:
        """Wait until no question is being answered; False where that takes longer."""
        with self._changed:
            return self._changed.wait_for(lambda: self._asked == 0, seconds)
