"""Plain lines and JSON from a command: results to standard output, everything else to standard error."""

import json
import sys
from collections.abc import Mapping
from typing import Any


class WrongUsage(Exception):
    """The command was called in a way that asks for nothing that can be done; the message says what can."""


def write_json(record: Mapping[str, Any], *, indent: int | None = 2) -> None:
    """Write a JSON object to standard output; `indent` None writes it as one line."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False, indent=indent) + "\n")
    sys.stdout.flush()


def say(message: str) -> None:
    """Write one line to standard error, however many lines the message has."""
    print("citewell:", " ".join(message.split()), file=sys.stderr, flush=True)


def speak_utf8() -> None:
    """Write UTF-8 whatever the terminal's language; half a character becomes its JSON escape, not an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
