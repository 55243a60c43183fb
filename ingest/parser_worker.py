"""One process that reads files, as the program that started it sees it."""

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock, Timer
from typing import Any, Generic, Protocol, TypeVar

from ingest import parser_process
from ingest.elements import Limits, SourceFile
from ingest.loaded import FileFacts, LoadResult, Outcome

# Parsers leak; a new process costs some tenths of a second.
FILES_PER_PROCESS = 200
# To start Python and import the readers, on a machine that is busy with other things.
START_SECONDS = 120.0
# A process that uses this share of a file's memory is not used again, and one that breaks down beyond it broke down
# for want of more: native parsers do not raise MemoryError.
_LARGE_SHARE = 0.5
_MEMORY_AT_START = 256 << 20


class ParserUnavailable(RuntimeError):
    """The process that reads files cannot be started; no file is at fault."""


class FileRequest(Protocol):
    """What is asked about one file."""

    @property
    def file(self) -> SourceFile:
        """The file, with its limits."""


Request = TypeVar("Request", bound=FileRequest)
Result = TypeVar("Result")


class ParserWorker(Generic[Request, Result]):
    """A process that reads one file at a time, started when first needed and replaced when it has ended."""

    def __init__(self, load: Callable[[Request], Result]) -> None:
        self._load = load
        self._process: subprocess.Popen[bytes] | None = None
        self._files_read = 0
        self._is_stopped = False
        self._lock = Lock()
        self.peak_memory_bytes = 0  # of one process, as far as the platform tells
        self._inherited_bytes = 0  # the size that the system counts as the process's own from its start

    def read(self, request: Request) -> Result | LoadResult:
        """Return what becomes of a file, whatever it does to the process that reads it.

        Where it breaks the process or a limit, that is a `LoadResult` with the reason.

        Raises:
            ParserUnavailable: No process can be started.
            EOFError: The worker was stopped.
        """
        started = time.perf_counter()
        limits = request.file.limits
        process = self._running()
        deadline = _Deadline(process, limits.seconds)
        result: Result | LoadResult
        try:
            result = self._answer(process, request)
            if deadline.has_passed():
                self._end()  # it was killed just after it answered
        except (EOFError, OSError):
            result = self._loss(limits, is_overdue=deadline.has_passed())
        if not isinstance(result, LoadResult) or result.facts.size_bytes:
            return result
        return _with_facts(result, request.file, time.perf_counter() - started)

    def stop(self) -> None:
        """End the process at once, and start no other. May be called from any thread."""
        with self._lock:
            self._is_stopped = True
            if self._process:
                _kill(self._process)

    def _running(self) -> "subprocess.Popen[bytes]":
        """Return a process that waits for a request.

        Raises:
            ParserUnavailable: It cannot be started.
            EOFError: The worker was stopped.
        """
        if self._process and self._process.poll() is not None:
            self._end()
        with self._lock:
            if self._is_stopped:
                raise EOFError("the worker was stopped")
            if self._process:
                return self._process
            process = self._process = _started()
            self._inherited_bytes = parser_process.largest_bytes()
            self._files_read = 0
        deadline = _Deadline(process, START_SECONDS)
        try:
            failure = _introduced(process, self._load)
        except (EOFError, OSError):
            failure = "it ended at once"
        if deadline.has_passed():
            failure = f"it took longer than {START_SECONDS:g} seconds"
        if failure:
            self._end()
            if self._is_stopped:
                raise EOFError("the worker was stopped")
            raise ParserUnavailable(f"the process that reads files does not start: {failure}.")
        return process

    def _answer(self, process: "subprocess.Popen[bytes]", request: Request) -> Result | LoadResult:
        """Return the process's answer.

        Raises:
            EOFError, OSError: It has ended.
        """
        _send(process, request)
        result: Result | LoadResult
        result, memory_bytes = _received(process)
        self._files_read += 1
        self.peak_memory_bytes = max(self.peak_memory_bytes, memory_bytes)
        if self._files_read >= FILES_PER_PROCESS or _is_large(memory_bytes, request.file.limits):
            self._end()
        return result

    def _loss(self, limits: Limits, *, is_overdue: bool) -> LoadResult:
        """Return what the process's end says of the file.

        Raises:
            EOFError: It ended because the worker was stopped.
        """
        code, memory_bytes = self._end()
        if self._is_stopped:
            raise EOFError("the worker was stopped")
        if is_overdue or code == -getattr(signal, "SIGXCPU", 0):
            return LoadResult(Outcome.TOO_LARGE, reason=f"reading it took longer than {limits.seconds:g} seconds.")
        # Nobody else kills it but a system that has run out of memory.
        if code == -getattr(signal, "SIGKILL", 0) or _is_large(memory_bytes, limits):
            return LoadResult(Outcome.TOO_LARGE, reason=parser_process.needed_memory(limits))
        return LoadResult(Outcome.DAMAGED, reason=parser_process.BROKE_DOWN)

    def _end(self) -> tuple[int, int]:
        """End the process, and return its exit code and the most memory in bytes that it used."""
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return 0, 0
        code, largest_bytes = _waited_for(process)
        # What is no larger says nothing of the process itself.
        memory_bytes = largest_bytes if largest_bytes > self._inherited_bytes else 0
        self.peak_memory_bytes = max(self.peak_memory_bytes, memory_bytes)
        return code, memory_bytes


class _Deadline:
    """Kills a process when its time is up, unless it is asked before."""

    def __init__(self, process: "subprocess.Popen[bytes]", seconds: float) -> None:
        self._process = process
        self._lock = Lock()
        self._is_settled = False
        self._has_passed = False
        self._timer = Timer(seconds, self._pass)
        self._timer.daemon = True
        self._timer.start()

    def has_passed(self) -> bool:
        """Return whether the time was up; from here on the process is left alone."""
        self._timer.cancel()
        with self._lock:
            self._is_settled = True
            return self._has_passed

    def _pass(self) -> None:
        with self._lock:
            if not self._is_settled:
                self._has_passed = True
                _kill(self._process)


def _started() -> "subprocess.Popen[bytes]":
    # A session of its own: Ctrl-C ends the program that asks, which ends this one and what this one has started.
    return subprocess.Popen(
        [sys.executable, "-P", str(Path(parser_process.__file__))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _introduced(process: "subprocess.Popen[bytes]", load: object) -> str | None:
    """Tell a process where modules are and how to read a file; return why it cannot, None where it can."""
    _send(process, sys.path)
    _send(process, load)
    assert process.stdout
    failure: str | None = pickle.load(process.stdout)
    return failure


def _send(process: "subprocess.Popen[bytes]", message: object) -> None:
    assert process.stdin
    process.stdin.write(pickle.dumps(message))
    process.stdin.flush()


def _received(process: "subprocess.Popen[bytes]") -> tuple[Any, int]:
    assert process.stdout
    try:
        answer: tuple[Any, int] = pickle.load(process.stdout)
    except pickle.UnpicklingError as error:
        raise EOFError("its answer breaks off") from error
    return answer


def _is_large(memory_bytes: int, limits: Limits) -> bool:
    return memory_bytes > _MEMORY_AT_START + _LARGE_SHARE * limits.memory_bytes


def _with_facts(result: LoadResult, file: SourceFile, seconds: float) -> LoadResult:
    try:
        size = file.path.stat().st_size
    except OSError:
        size = 0
    return replace(result, facts=FileFacts(size_bytes=size, seconds=seconds))


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process and all that it has started, if it has not been waited for."""
    if process.returncode is not None:
        return
    if sys.platform == "win32":
        process.kill()
        return
    others = _session(process.pid)
    with suppress(ProcessLookupError, PermissionError):  # it has just ended
        os.killpg(process.pid, signal.SIGKILL)
    for pid in others:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def _session(leader: int) -> list[int]:
    """Return the processes of a session, as far as the platform tells: all that its leader has started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            # After the program's name, in parentheses: state, parent, group, session.
            session = (folder / "stat").read_text().rpartition(")")[2].split()[3]
            if int(session) == leader:
                found.append(int(folder.name))
    return found


def _waited_for(process: "subprocess.Popen[bytes]") -> tuple[int, int]:
    """Kill a process that has not ended; return its exit code and the most memory in bytes that it used, if known."""
    _kill(process)
    memory_bytes = 0
    if sys.platform == "win32" or process.returncode is not None:
        process.wait()
    else:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        memory_bytes = parser_process.peak_bytes(usage.ru_maxrss)
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(OSError):  # what it still held for the process cannot be sent any more
                pipe.close()
    return process.returncode, memory_bytes
