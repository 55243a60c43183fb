"""What a program sends: one JSON object."""

import json
from typing import Any

from fastapi import Request

from app.web.api.problem import Problem

MOST_BYTES = 1_000_000
JSON_TYPE = "application/json"


async def read_object(request: Request) -> dict[str, Any]:
    """Return the object in the body of a request.

    For a page of another site, browsers send a body of this media type only where the server agrees. It never does.

    Raises:
        Problem: The body has another type, is too large, or holds no JSON object.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != JSON_TYPE:
        raise Problem(415, "Not JSON", f"Send the request with the header Content-Type: {JSON_TYPE}.")
    return parsed_object(await _body(request))


def parsed_object(body: bytes) -> dict[str, Any]:
    """Return the object that a body holds.

    Raises:
        Problem: It holds none.

    >>> parsed_object(b'{"question": "Who?"}')
    {'question': 'Who?'}
    """
    try:
        record = json.loads(body, parse_constant=_refused)
        # Half a character, as an escape can give it, cannot be sent back.
        json.dumps(record, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        words = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise Problem(400, "Not JSON", f"The body cannot be read as JSON: {words}.") from error
    if not isinstance(record, dict):
        raise Problem(422, "Not an object", "Send one JSON object, in braces.")
    return record


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise Problem(413, "Too large", f"Send at most {MOST_BYTES:,} bytes.", {"connection": "close"})
    return bytes(body)


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
