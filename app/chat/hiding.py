"""Keeps keys out of everything that is logged in this process."""

import logging
import traceback
from collections.abc import Iterable
from typing import Any

HIDDEN = "(hidden)"


def hide_in_logs(secrets: Iterable[str]) -> None:
    """Make every log record from now on without these words, in its message, its arguments and its traces.

    It works on the records as they are made, so no logger or handler of any library is left out.
    """
    hidden = frozenset(secret for secret in secrets if secret)
    make = logging.getLogRecordFactory()
    if isinstance(make, HidingRecords):
        make.hidden |= hidden
    elif hidden:
        logging.setLogRecordFactory(HidingRecords(make, hidden))


class HidingRecords:
    """Makes log records in which the hidden words are replaced."""

    def __init__(self, make: Any, hidden: frozenset[str]) -> None:
        self._make = make
        self.hidden = hidden

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        """Return the record that the factory before this one makes, without the hidden words."""
        record: logging.LogRecord = self._make(*args, **kwargs)
        if self._shows_any(_message(record)):
            self._hide_in_message(record)
        if record.exc_info and record.exc_info[1] is not None:
            trace = "".join(traceback.format_exception(record.exc_info[1])).rstrip("\n")
            if self._shows_any(trace):
                record.exc_text, record.exc_info = self._without(trace), None
        return record

    def _hide_in_message(self, record: logging.LogRecord) -> None:
        """Hide in each argument where that is enough, since some formatters read the arguments one by one."""
        if isinstance(record.args, tuple):
            record.args = tuple(self._without(arg) if isinstance(arg, str) else arg for arg in record.args)
        if self._shows_any(message := _message(record)):
            record.msg, record.args = self._without(message), ()

    def _shows_any(self, text: str) -> bool:
        return any(secret in text for secret in self.hidden)

    def _without(self, text: str) -> str:
        for secret in sorted(self.hidden, key=len, reverse=True):
            text = text.replace(secret, HIDDEN)
        return text


def _message(record: logging.LogRecord) -> str:
    """Return the whole message, or what it is made of where the arguments do not fit it."""
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return f"{record.msg} {record.args}"
