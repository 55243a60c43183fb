"""Read files one after another in a process of its own, within limits: what `ParserWorker` starts.

It is run as a script, so that nothing of the program that started it is imported here. It gets pickles over its
standard input (the module path, the function that reads, then requests) and sends one back for each request.
"""

import ctypes
import os
import pickle
import signal
import sys
import time
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.elements import Limits
    from ingest.loaded import LoadRequest, LoadResult, Outcome

MEGABYTE = 1 << 20
# A document of the most characters allowed, with its statements, takes about a third of this.
RESULT_BYTES = 512 << 20
# Beyond the file's own limit of time, which the program that started this one keeps.
_SPARE_CPU_SECONDS = 10
# What a reader may write to a file beyond what it unpacks: its own caches.
_SPARE_FILE_BYTES = 64 << 20
_NICENESS = 10
_PR_SET_PDEATHSIG = 1
_THREAD_COUNTS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

BROKE_DOWN = "the program that reads it broke down on it. Open it in the program it came from and save it anew."


def main() -> None:
    """Answer requests until standard input ends."""
    requests, results = _private_pipes()
    _restrain()
    try:
        sys.path[:] = pickle.load(requests)
        load = pickle.load(requests)
    except Exception as error:  # noqa: BLE001 - told to the program that asked, which raises it
        _send(results, pickle.dumps(f"{type(error).__name__}: {error}"))
        return
    _send(results, pickle.dumps(None))
    waiting: SimpleQueue[LoadRequest] = SimpleQueue()
    Thread(target=_receive, args=(requests, waiting), daemon=True).start()
    while True:
        _send(results, _answer(load, waiting.get()))


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return the two pipes, and put nothing in their place: what parsers print, native ones too, goes nowhere."""
    requests, results = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    return requests, results


def _restrain() -> None:
    """Give way to other programs, use one thread, leave no dump behind, and end with the program that started this."""
    for name in _THREAD_COUNTS:
        os.putenv(name, "1")
    if sys.platform != "win32":
        import resource

        os.nice(_NICENESS)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _receive(requests: BinaryIO, waiting: "SimpleQueue[LoadRequest]") -> None:
    # In a thread of its own: the pipe's end must be seen while a file is read, too.
    while True:
        try:
            waiting.put(pickle.load(requests))
        except (EOFError, OSError):
            os._exit(0)


def _send(results: BinaryIO, content: bytes) -> None:
    try:
        results.write(content)
        results.flush()
    except OSError:
        os._exit(0)


def _answer(load: "Callable[[LoadRequest], LoadResult]", request: "LoadRequest") -> bytes:
    from ingest.loaded import Outcome

    limits = request.file.limits
    _set_limits(limits)
    try:
        content = pickle.dumps((load(request), _peak_memory_bytes()))
    except MemoryError:
        content = b""
    except RecursionError:
        return _failed(Outcome.DAMAGED, "its parts are nested too deeply to be read. Save it anew.")
    except (Exception, SystemExit):  # noqa: BLE001 - whatever a parser raises, only this file is lost
        return _failed(Outcome.DAMAGED, BROKE_DOWN)
    finally:
        _lift_limits()
    if not content:
        return _failed(Outcome.TOO_LARGE, needed_memory(limits))
    if len(content) > RESULT_BYTES:
        return _failed(Outcome.TOO_LARGE, f"its words take more than the {RESULT_BYTES // MEGABYTE:,} MB allowed.")
    return content


def _failed(outcome: "Outcome", reason: str) -> bytes:
    from ingest.loaded import LoadResult

    return pickle.dumps((LoadResult(outcome, reason=reason), _peak_memory_bytes()))


def needed_memory(limits: "Limits") -> str:
    """Return why a file was not read that took too much memory."""
    return f"reading it needed more than {limits.memory_bytes // MEGABYTE:,} MB of memory."


def _set_limits(limits: "Limits") -> None:
    if sys.platform == "win32":
        return
    import resource

    if mapped := _mapped_bytes():
        _set_limit(resource.RLIMIT_AS, mapped + limits.memory_bytes)
    _set_limit(resource.RLIMIT_FSIZE, limits.unpacked_bytes + _SPARE_FILE_BYTES)
    _set_limit(resource.RLIMIT_CPU, int(time.process_time() + limits.seconds) + _SPARE_CPU_SECONDS)


def _lift_limits() -> None:
    if sys.platform == "win32":
        return
    import resource

    for each in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CPU):
        _set_limit(each, resource.getrlimit(each)[1])


def _set_limit(which: int, most: int) -> None:
    """Set what may be used now; what may be used at all stays as it is, so that the next file can have more."""
    import resource

    hardest = resource.getrlimit(which)[1]
    if hardest != resource.RLIM_INFINITY:
        most = hardest if most == resource.RLIM_INFINITY else min(most, hardest)
    resource.setrlimit(which, (most, hardest))


def _peak_memory_bytes() -> int:
    """Return the most memory that this program has used; 0 where the platform does not tell."""
    if sys.platform == "linux":
        with open("/proc/self/status") as file:
            kilobytes = next((line.split()[1] for line in file if line.startswith("VmHWM:")), "0")
        return int(kilobytes) * 1024
    return largest_bytes()


def largest_bytes() -> int:
    """Return the largest size of this process so far; 0 where the platform does not tell.

    On Linux a process begins with the size of the one that started it.
    """
    if sys.platform == "win32":
        return 0
    import resource

    return peak_bytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def peak_bytes(resident: int) -> int:
    """Return in bytes what the system tells of a process's largest size: kilobytes, but bytes on macOS."""
    return resident if sys.platform == "darwin" else resident * 1024


def _mapped_bytes() -> int:
    """Return how much memory this process has mapped; 0 where the platform does not tell."""
    if sys.platform != "linux":
        return 0
    with open("/proc/self/statm") as file:
        pages = int(file.read().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    main()
