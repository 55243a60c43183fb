"""The one event loop of this process on which requests to chat models run, in a thread of its own."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import Future
from functools import cache
from threading import Lock, Thread
from typing import Any, TypeVar

Result = TypeVar("Result")

_starting = Lock()


def run_in_background(task: Coroutine[Any, Any, Result]) -> Future[Result]:
    """Start a task on the loop; cancelling the future cancels the task."""
    with _starting:
        loop = _loop()
    return asyncio.run_coroutine_threadsafe(task, loop)


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """Start the loop, once: clients share their connections, and those belong to one loop."""
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, name="chat-requests", daemon=True).start()
    return loop
