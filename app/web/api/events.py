"""Server-sent events: a response in pieces, which is given up when nobody reads it any more."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from threading import Event
from typing import Any

from fastapi import Request
from fastapi.responses import StreamingResponse

from app.web.asgi import Message, Receive, Send

EVENTS = "text/event-stream"
# A comment, which readers of events pass over; it keeps proxies from taking the connection for dead.
HEARTBEAT = ": still answering\n\n"
# Proxies that gather a response before they pass it on would hold every event back.
UNGATHERED = {"cache-control": "no-store", "x-accel-buffering": "no"}


def event(record: Mapping[str, Any], name: str = "") -> str:
    r"""Return a record as an event.

    >>> event({"text": "Yes."}, "claim")
    'event: claim\ndata: {"text": "Yes."}\n\n'
    """
    named = f"event: {name}\n" if name else ""
    return f"{named}data: {json.dumps(record, ensure_ascii=False)}\n\n"


class EventResponse(StreamingResponse):
    """Events as they come; `stop` is set when they end, or when the reader has gone."""

    def __init__(self, events: AsyncIterator[str], stop: Event) -> None:
        super().__init__(events, media_type=EVENTS, headers=UNGATHERED)
        self._stop = stop

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Send the events."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._stop.set()


async def stop_when_gone(request: Request, stop: Event) -> None:
    """Set `stop` when the connection of a request, whose body has been read, is closed."""
    while (await request.receive())["type"] != "http.disconnect":
        await asyncio.sleep(0)
    stop.set()
