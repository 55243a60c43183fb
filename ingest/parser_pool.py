"""Read files in processes of their own, so that a file can cost no more than itself."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from threading import Lock, local
from types import TracebackType
from typing import Generic, Self

from ingest.loaded import LoadResult
from ingest.parser_worker import ParserWorker, Request, Result


class ParserPool(Generic[Request, Result]):
    """Processes that read files side by side, each one file at a time; none is started before a file is there."""

    def __init__(self, workers: int, load: Callable[[Request], Result]) -> None:
        """Prepare a pool.

        Args:
            workers: The most processes at a time.
            load: Reads a file; a function of a module, which is imported anew in each process.
        """
        self._load = load
        # Each thread has one process and waits for it. A process ends with its thread, so threads stay until the end.
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="parser")
        self._own = local()
        self._workers: list[ParserWorker[Request, Result]] = []
        self._lock = Lock()
        self._is_closed = False

    @property
    def peak_memory_bytes(self) -> int:
        """The most memory that one process has used so far; 0 where the platform does not tell."""
        with self._lock:
            return max((worker.peak_memory_bytes for worker in self._workers), default=0)

    def submit(self, request: Request) -> "Future[Result | LoadResult]":
        """Return what will become of a file, once it is its turn.

        Whatever is wrong with the file is part of the result, or a `LoadResult` with the reason. The future raises
        `ParserUnavailable` where no process can be started at all, and `CancelledError` where the pool is closed first.
        """
        return self._threads.submit(self._read, request)

    def close(self) -> None:
        """End all processes at once; files that have not been read are cancelled."""
        with self._lock:
            self._is_closed = True
            for worker in self._workers:
                worker.stop()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> Self:
        """Return the pool itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the pool."""
        self.close()

    def _read(self, request: Request) -> Result | LoadResult:
        try:
            return self._worker().read(request)
        except EOFError as error:
            raise CancelledError("the pool was closed") from error

    def _worker(self) -> ParserWorker[Request, Result]:
        """Return the thread's own worker.

        Raises:
            EOFError: The pool is closed.
        """
        worker: ParserWorker[Request, Result] | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = ParserWorker(self._load)
            with self._lock:
                self._workers.append(worker)
                if self._is_closed:
                    worker.stop()
        return worker
