"""Runs what is asynchronous where another event loop may be running already, as the browser's tests have one."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def in_own_loop(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Return the coroutine's result, run in a loop and a thread of its own."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
