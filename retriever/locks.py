"""Locks between processes on one index. The one module that imports filelock."""

import os
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from retriever.errors import IndexDamaged, IndexLocked

# How long a search may oversleep behind another process; the work it waits for takes 2 to 300 ms.
POLL_SECONDS = 0.002


class WriterLock:
    """Held by the one process that may change an index; released by the system if the process dies.

    Args:
        folder: Where the lock and, beside it, the holder's process number are kept; made if it is missing.

    Raises:
        IndexLocked: Another process, or another part of this one, holds it.
        IndexDamaged: The folder cannot be written to.
    """

    def __init__(self, folder: Path) -> None:
        self._holder = folder / "writer.pid"
        self._lock = FileLock(folder / "writer.lock", timeout=0, thread_local=False)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            self._holder.write_text(str(os.getpid()))
        except Timeout:
            raise IndexLocked(
                f"another process ({self._holder_words()}) is changing the index in {folder}/.\n"
                "Wait until it has finished, or stop it; asking and searching work meanwhile."
            ) from None
        except OSError as error:
            self._lock.release()
            raise IndexDamaged(
                f"{folder}/ cannot be written to ({error}).\n"
                "If its disk is full or read-only, mend that, or choose another folder with `--data-dir`."
            ) from error

    def release(self) -> None:
        """Let the next writer in; releasing twice does nothing."""
        if self._lock.is_locked:
            self._holder.unlink(missing_ok=True)
            self._lock.release()

    def _holder_words(self) -> str:
        try:
            return f"PID {self._holder.read_text()}"
        except OSError:
            return "just starting"


def exclusive_lock(path: Path) -> BaseFileLock:
    """A lock that one process or thread at a time enters with `with`, the others waiting; not reentrant."""
    return FileLock(path, thread_local=False, poll_interval=POLL_SECONDS)
