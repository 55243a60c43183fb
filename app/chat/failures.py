"""Why a request to a chat model failed, read from any client's exception without knowing its classes."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

from app.chat.records import ChatFailure, FailureKind
from app.types import Usage

# Parts of the names of exception classes, ours and those of the HTTP clients.
UNREACHABLE = ("ConnectError", "ConnectTimeout", "ConnectionRefused", "gaierror", "UnsupportedProtocol", "InvalidURL")
TIMED_OUT = ("Timeout",)
BROKEN_OFF = ("ProtocolError", "ReadError", "WriteError", "ConnectionReset", "IncompleteRead", "BrokenPipe")
UNREADABLE = (
    "DecodeError",
    "DecodingError",
    "ValidationError",
    "LookupError",
    "TypeError",
    "ValueError",
    "AttributeError",
)

PASSING_STATUSES = {408, 409, 425, 429, 500, 502, 503, 504, 529}
# What servers write where a prompt is longer than the model reads, in small letters.
TOO_LONG = (
    "context_length",
    "context length",
    "context size",
    "context window",
    "exceed_context",
    "prompt is too long",
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What went wrong with one request."""

    kind: FailureKind
    words: str  # a sentence for a person
    passes: bool = False  # may go well when asked again
    wait_seconds: float | None = None  # what the server asks to wait before that
    was_read: bool = False  # the server had taken the request, so its tokens count

    def failure(self, usage: Usage) -> ChatFailure:
        """Return it as the failure to raise."""
        return ChatFailure(self.kind, self.words, usage)


CUT_SHORT = Trouble("cut_short", "The chat model's reply broke off.", passes=True, was_read=True)
EMPTY = Trouble("garbage", "The chat model sent an empty reply.", was_read=True)
REFUSED = Trouble("refused", "The chat model declined to answer.", was_read=True)


def read_trouble(error: BaseException, model: str) -> Trouble:
    """Return what an exception of a client says.

    Args:
        error: Whatever was raised while asking.
        model: The name of the model, without its provider.
    """
    chain = list(_chain(error))
    status = next((status for status in map(status_of, chain) if status), None)
    if is_too_long(error):
        return Trouble("failed", "The question and its evidence are longer than the chat model reads at once.")
    if status:
        return _trouble_of_status(status, model, chain)
    names = [kind.__name__ for error in chain for kind in type(error).__mro__]
    if _any_named(names, UNREACHABLE):
        return Trouble("unreachable", "The chat model's server cannot be reached.")
    if _any_named(names, TIMED_OUT):
        return Trouble("time_out", "The chat model's server did not answer in time.", passes=True, was_read=True)
    if _any_named(names, BROKEN_OFF):
        return CUT_SHORT
    if any(isinstance(error, ConnectionError) or "Connection" in type(error).__name__ for error in chain):
        return Trouble("unreachable", "The chat model's server cannot be reached.")
    if _any_named(names, UNREADABLE):
        return Trouble("garbage", "The chat model's reply cannot be read.", was_read=True)
    return Trouble("failed", "The chat model's server reported an error.", was_read=True)


def status_of(error: BaseException) -> int | None:
    """Return the HTTP status that an exception carries, or None."""
    response = getattr(error, "response", None)
    for status in (getattr(error, "status_code", None), getattr(response, "status_code", None)):
        if isinstance(status, int) and 400 <= status < 600:
            return status
    return None


def is_too_long(error: BaseException) -> bool:
    """Return whether the server says that the prompt is longer than the model reads."""
    chain = list(_chain(error))
    if any("ContextOverflow" in kind.__name__ for error in chain for kind in type(error).__mro__):
        return True
    return any(status_of(error) in {400, 413, 422, 500} and _says(error, TOO_LONG) for error in chain)


def refuses_option(error: BaseException, *names: str) -> bool:
    """Return whether the server says that it does not take one of the options."""
    return any(status_of(error) in {400, 404, 415, 422, 501} and _says(error, names) for error in _chain(error))


def _trouble_of_status(status: int, model: str, chain: list[BaseException]) -> Trouble:
    passes = status in PASSING_STATUSES and not any(_says(error, ("insufficient_quota",)) for error in chain)
    wait = next((wait for wait in map(_wait_seconds, chain) if wait is not None), None)
    if status in {401, 403}:
        return Trouble("not_allowed", "The chat model's server does not accept the key.")
    if status == 402:
        return Trouble("not_allowed", "The account for the chat model has no credit left.")
    if status == 404:
        return Trouble("failed", f"The chat model's server knows no model '{model}' at this address.")
    if status == 429:
        return Trouble("rate_limited", "The chat model's server takes no more requests for now.", passes, wait)
    if status >= 500:
        return Trouble("failed", f"The chat model's server failed (status {status}).", passes, wait)
    return Trouble("failed", f"The chat model's server does not take the request (status {status}).", passes, wait)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the exception and what it was raised from, outermost first."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _any_named(names: list[str], parts: tuple[str, ...]) -> bool:
    return any(part in name for name in names for part in parts)


def _says(error: BaseException, words: tuple[str, ...]) -> bool:
    text = f"{error} {getattr(error, 'body', '')}".lower()
    return any(word in text for word in words)


def _wait_seconds(error: BaseException) -> float | None:
    """Return what the header Retry-After asks for: seconds, or until when."""
    headers: Any = getattr(getattr(error, "response", None), "headers", None) or {}
    asked = str(headers.get("retry-after") or "").strip()
    try:
        return max(0.0, float(asked))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(asked).timestamp() - time.time())
    except ValueError:
        return None
