"""The one thread that does the library's tasks, one after another, while everybody goes on asking."""

import logging
from collections.abc import Callable, Mapping
from threading import Thread

from app.commands.opening import open_writer
from app.library.adding import add
from app.library.desk import Desk, Watch
from app.library.jobs import Jobs
from app.library.queue import TaskQueue
from app.library.records import FileResult, Job, Progress, Task, Work
from app.library.sentences import trouble_words
from app.library.taking_out import look_for_changes, put_back_documents, read_again, take_out_documents
from app.settings import Settings
from ingest.reading import IngestStopped
from ingest.report import Progress as FilesRead
from retriever.errors import IndexLocked, RetrieverError
from retriever.index import Index

WORKS: Mapping[Work, Callable[[Desk], tuple[FileResult, ...]]] = {
    Work.ADD: add,
    Work.TAKE_OUT: take_out_documents,
    Work.PUT_BACK: put_back_documents,
    Work.READ_AGAIN: read_again,
    Work.LOOK: look_for_changes,
}
# Between two tries: where another program is changing the index, and where the disk or the index is in trouble.
LOCKED_SECONDS, TROUBLE_SECONDS = 1.0, 15.0
# For the task under way to end when the server does; it is taken up again at the next start.
SECONDS_TO_END = 20.0

logger = logging.getLogger(__name__)


class Worker:
    """Does tasks until it is closed.

    Args:
        settings: Of the index that they change.
        index: The one that answers; new passages are embedded with its model.
        queue: Where the tasks are kept.
        jobs: Told how far each is.
        passwords: Returns those to be tried on locked files.
    """

    def __init__(
        self,
        settings: Settings,
        index: Index,
        queue: TaskQueue,
        jobs: Jobs,
        passwords: Callable[[], tuple[str, ...]],
    ) -> None:
        self._settings = settings
        self._index = index
        self._queue = queue
        self._jobs = jobs
        self._passwords = passwords
        self._is_closing = False
        self._unwanted = ""  # the id of the job under way that somebody stopped
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin with what there is to do; once is enough."""
        with self._jobs.changed:
            if self._thread is None and not self._is_closing:
                self._thread = Thread(target=self._work, name="library", daemon=True)
                self._thread.start()

    def stop(self, job_id: str) -> None:
        """Have a job not done; what it has done by now stays, save files that were not read yet."""
        with self._jobs.changed:
            job = self._jobs.get(job_id)
            if job is None or job.progress.is_over:
                return
            if job.progress is Progress.RUNNING:
                self._unwanted = job_id
                return
            self._end(job.task, Progress.STOPPED)

    def close(self) -> None:
        """End soon; what is not done is done after the next start."""
        with self._jobs.changed:
            self._is_closing = True
            self._jobs.changed.notify_all()
        if self._thread is not None:
            self._thread.join(SECONDS_TO_END)

    def _work(self) -> None:
        while True:
            with self._jobs.changed:
                self._jobs.changed.wait_for(lambda: self._is_closing or self._jobs.next() is not None)
                job = self._jobs.next()
                if self._is_closing or job is None:
                    return
                self._jobs.change(job.task.id, progress=Progress.RUNNING)
            self._try(job)

    def _try(self, job: Job) -> None:
        """Do a job, or note why it has to wait, and wait."""
        task = job.task
        try:
            results = self._done(task)
        except IngestStopped:
            if self._unwanted == task.id:
                self._end(task, Progress.STOPPED)
        except (RetrieverError, OSError) as error:
            self._jobs.change(task.id, progress=Progress.WAITING, trouble=trouble_words(error), reading="")
            self._rest(task.id, LOCKED_SECONDS if isinstance(error, IndexLocked) else TROUBLE_SECONDS)
        except Exception as error:
            logger.exception("a task of the library failed")
            words = f"An unexpected {type(error).__name__}. What went in before stays; the server's log says more."
            self._end(task, Progress.FAILED, trouble=words)
        else:
            self._end(task, Progress.DONE, results)

    def _done(self, task: Task) -> tuple[FileResult, ...]:
        folder = self._queue.folder(task)
        watch = Watch(
            on_progress=lambda files: self._tell(task, files),
            is_stopped=lambda: self._is_closing or self._unwanted == task.id,
            is_unwanted=lambda: self._unwanted == task.id,
        )
        with open_writer(self._settings, self._index.encoder) as index:
            # Another server on the same folder may have done it while this one waited.
            if not folder.exists():
                return ()
            self._jobs.change(task.id, trouble="")
            return WORKS[task.work](Desk(self._settings, index, task, folder, self._passwords(), watch))

    def _tell(self, task: Task, files: FilesRead) -> None:
        share = files.bytes_done / files.bytes_total if files.bytes_total else 0.0
        self._jobs.change(
            task.id,
            done=files.files_done,
            total=max(files.files_total, len(task.sources)),
            share=share,
            reading=(files.source or "").rpartition("/")[2],
        )

    def _end(self, task: Task, progress: Progress, results: tuple[FileResult, ...] = (), trouble: str = "") -> None:
        self._queue.finish(task)
        self._jobs.end(task.id, progress, results, trouble)

    def _rest(self, job_id: str, seconds: float) -> None:
        def is_over() -> bool:
            job = self._jobs.get(job_id)
            return self._is_closing or job is None or job.progress.is_over

        with self._jobs.changed:
            self._jobs.changed.wait_for(is_over, seconds)
