"""What is yet to be done, in a folder: each task with its files, whole or not at all, so that a kill loses none."""

import errno
import json
import os
import shutil
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from app.library.records import Task, Upload, Work

TASK = "task.json"
# Of a task: files that were sent and not yet put in their places, and those whose places they took.
NEW, OLD = "new", "old"
# Folders in the making, or to be deleted; what a kill leaves of them is deleted at the next start.
_UNFINISHED = "."


class TaskQueue:
    """The tasks in a folder, in the order in which they were asked for. One thread at a time may put tasks in.

    Args:
        folder: Where they are kept; made when first needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._last = 0  # the id given last: a time, so that none is given twice
        for unfinished in self._entries(f"{_UNFINISHED}*"):
            shutil.rmtree(unfinished, ignore_errors=True)

    def tasks(self) -> list[Task]:
        """Every task, the oldest first; a folder that is none is passed over."""
        return [task for entry in self._entries("[!.]*") if (task := _read(entry))]

    def put(self, work: Work, sources: Sequence[str], draft: Path | None = None) -> Task:
        """Keep a task, with the files of a draft.

        Raises:
            OSError: It cannot be kept; nothing of it is, and the draft is as it was.
        """
        folder = draft or self.draft()
        self._last = max(time.time_ns(), self._last + 1)
        task = Task(f"{self._last:020d}", work, tuple(sources))
        record = {"work": task.work.name, "sources": list(task.sources)}
        (folder / TASK).write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        folder.rename(self._folder / task.id)
        return task

    def draft(self) -> Path:
        """An empty folder for the files of a task to come.

        Raises:
            OSError: It cannot be made.
        """
        draft = self._folder / f"{_UNFINISHED}{uuid4().hex}"
        draft.mkdir(parents=True)
        return draft

    def drop(self, folder: Path) -> None:
        """Delete a draft, with its files."""
        shutil.rmtree(folder, ignore_errors=True)

    def finish(self, task: Task) -> None:
        """Delete a task, with the files that it still has; where that fails, it is done once more."""
        done = self._folder / f"{_UNFINISHED}{uuid4().hex}"
        with suppress(OSError):
            self.folder(task).rename(done)
        shutil.rmtree(done, ignore_errors=True)

    def folder(self, task: Task) -> Path:
        """Where a task's files are."""
        return self._folder / task.id

    def _entries(self, pattern: str) -> list[Path]:
        return sorted(path for path in self._folder.glob(pattern) if path.is_dir())


def take_in(upload: Upload, place: Path) -> None:
    """Move a file that was sent to its place; it is no longer where it was.

    Raises:
        OSError: It cannot be moved.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.replace(upload.path, place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.copyfile(upload.path, place)
        upload.path.unlink()


def _read(folder: Path) -> Task | None:
    try:
        record = json.loads((folder / TASK).read_text(encoding="utf-8"))
        return Task(folder.name, Work[record["work"]], tuple(map(str, record["sources"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None
