"""What files could do to the process that reads them, by the name of their document."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from ingest.elements import Limits, SourceFile
from ingest.loaded import LoadRequest, LoadResult, Outcome

MEGABYTE = 1 << 20


def request(act: str, path: Path = Path(__file__), **limits: float) -> LoadRequest:
    """Return a request whose reading does `act`, one of ACTS."""
    return LoadRequest(SourceFile(path, path.name, limits=Limits(**limits)), act)


def load(request: LoadRequest) -> LoadResult:
    """Do what the request's source names, and return what that said."""
    return LoadResult(Outcome.READ, reason=ACTS[request.source](request))


def _wait_for_ever(request: LoadRequest) -> str:
    with open(request.file.path.with_name("pid"), "w") as file:
        file.write(str(os.getpid()))
    os.kill(os.getpid(), signal.SIGSTOP)
    return "went on"


def _start_a_program(request: LoadRequest) -> str:
    program = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"], process_group=0)
    with open(request.file.path.with_name("pid"), "w") as file:
        file.write(str(program.pid))
    while True:
        pass


def _use_memory(request: LoadRequest) -> str:
    return str(len(bytearray(request.file.limits.memory_bytes + MEGABYTE)))


def _use_some_memory(request: LoadRequest) -> str:
    return str(len(bytearray(256 * MEGABYTE)))


def _recurse(request: LoadRequest) -> str:
    return _recurse(request)


def _overflow_the_native_stack(request: LoadRequest) -> str:
    sys.setrecursionlimit(10_000_000)
    deep: object = None
    for _ in range(1_000_000):
        deep = (deep,)
    return repr(deep)


def _read_a_null_pointer(request: LoadRequest) -> str:
    return str(ctypes.string_at(0))


def _print(request: LoadRequest) -> str:
    print("words of a parser")
    sys.stderr.write("more words")
    os.write(1, b"words of a native parser")
    subprocess.run([sys.executable, "-c", "print('words of a program')"], check=True)
    return sys.stdin.read()


def _raise(error: BaseException) -> Callable[[LoadRequest], str]:
    def raising(request: LoadRequest) -> str:
        raise error

    return raising


ACTS: dict[str, Callable[[LoadRequest], str]] = {
    "tell the process": lambda request: str(os.getpid()),
    "tell the modules": lambda request: " ".join(sys.modules),
    "tell the niceness": lambda request: str(os.nice(0)),
    "tell the limit of dumps": lambda request: str(
        __import__("resource").getrlimit(__import__("resource").RLIMIT_CORE)
    ),
    "tell the threads allowed": lambda request: subprocess.run(
        ["printenv", "OMP_NUM_THREADS"], capture_output=True, text=True
    ).stdout.strip(),
    "write a large file": lambda request: str(
        request.file.path.with_name("large").write_bytes(bytes(65 * MEGABYTE + request.file.limits.unpacked_bytes))
    ),
    "run on": _start_a_program,
    "stop": _wait_for_ever,
    "use memory": _use_memory,
    "use some memory": _use_some_memory,
    "recurse": _recurse,
    "overflow the stack": _overflow_the_native_stack,
    "read nowhere": _read_a_null_pointer,
    "abort": lambda request: os.abort(),  # type: ignore[func-returns-value]
    "exit": lambda request: os._exit(0),
    "print": _print,
    "raise": _raise(ValueError("of a parser")),
    "raise SystemExit": _raise(SystemExit(3)),
    "wait for a line": lambda request: request.file.path.open().readline(),
}
