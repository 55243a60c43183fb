"""How far each task is, for all who look at the page."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from threading import Condition
from typing import Any

from app.library.records import FileResult, Job, Progress, Task

# Jobs that are over, the newest, told of until somebody has read them.
KEPT = 20


class Jobs:
    """The jobs of one server, in the order of their tasks. Safe to use from several threads."""

    def __init__(self, tasks: Iterable[Task] = ()) -> None:
        """Begin with tasks that were left over."""
        self.changed = Condition()  # told of every change
        self.ended = 0  # jobs so far, those that are no longer told of included
        self._jobs: dict[str, Job] = {task.id: Job(task, total=len(task.sources)) for task in tasks}

    def all(self) -> list[Job]:
        """Every job, the oldest first."""
        with self.changed:
            return list(self._jobs.values())

    def get(self, job_id: str) -> Job | None:
        """The job of that id; None where it is not there any more."""
        with self.changed:
            return self._jobs.get(job_id)

    def next(self) -> Job | None:
        """The oldest job that is not over; None where all are."""
        with self.changed:
            return next((job for job in self._jobs.values() if not job.progress.is_over), None)

    def put(self, task: Task) -> None:
        """Add the job of a new task."""
        with self.changed:
            self._jobs[task.id] = Job(task, total=len(task.sources))
            self.changed.notify_all()

    def change(self, job_id: str, **changes: Any) -> None:
        """Exchange fields of a job; one that is not there any more stays away."""
        with self.changed:
            if job_id in self._jobs:
                self._jobs[job_id] = replace(self._jobs[job_id], **changes)
                self.changed.notify_all()

    def end(self, job_id: str, progress: Progress, results: tuple[FileResult, ...] = (), trouble: str = "") -> None:
        """Say how a job ended."""
        with self.changed:
            self.ended += 1
            share = 1.0 if progress is Progress.DONE else 0.0
            self.change(
                job_id,
                progress=progress,
                results=results,
                trouble=trouble,
                reading="",
                share=share,
                ended_at=datetime.now(UTC),
            )
            over = [job.task.id for job in self._jobs.values() if job.progress.is_over]
            for old in over[:-KEPT]:
                del self._jobs[old]

    def dismiss(self) -> None:
        """Forget the jobs that are over."""
        with self.changed:
            self._jobs = {one: job for one, job in self._jobs.items() if not job.progress.is_over}
            self.changed.notify_all()

    def wait(self, seconds: float) -> None:
        """Return when anything has changed, or after so many seconds."""
        with self.changed:
            self.changed.wait(seconds)
