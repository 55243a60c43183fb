"""What goes to a chat model and comes back, in our own words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Event
from typing import Any, Literal, Protocol

from app.types import Usage

Speaker = Literal["system", "user", "assistant"]
FailureKind = Literal[
    "time_out", "unreachable", "rate_limited", "refused", "cut_short", "garbage", "not_allowed", "failed"
]


@dataclass(frozen=True, slots=True)
class Message:
    """One message to a chat model."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a reply."""

    usage: Usage  # as the server counts, or estimated where it does not
    is_whole: bool = True  # False where the reply was cut at the most tokens allowed


class ChatFailure(Exception):
    """A chat model gave no usable reply. The message is one line for a person, without keys, addresses or traces."""

    kind: FailureKind

    def __init__(
        self,
        kind: FailureKind,
        words: str,
        usage: Usage = Usage(),  # noqa: B008 - frozen
    ) -> None:
        super().__init__(words)
        self.kind = kind
        self.usage = usage  # what was spent before it failed


class SchemaRefused(ChatFailure):
    """The server does not take the JSON schema; from now on the model does not offer schemas. Ask again without."""

    def __init__(self, usage: Usage = Usage()) -> None:  # noqa: B008 - frozen
        super().__init__("failed", "The chat model's server does not take a JSON schema.", usage)


class Stopped(Exception):
    """The person stopped the answer; carries what was spent until then."""

    def __init__(self, usage: Usage) -> None:
        super().__init__("stopped")
        self.usage = usage


class ChatModel(Protocol):
    """A chat model. Safe to use from several threads."""

    @property
    def name(self) -> str:
        """Its name as shown beside answers: "provider:model"."""
        ...

    @property
    def context_tokens(self) -> int:
        """How many tokens it reads and writes at most in one request."""
        ...

    def count(self, text: str) -> int:
        """How many tokens the text has at most; exact where the server or a tokenizer tells, else a safe estimate."""
        ...

    def stream(
        self,
        messages: Sequence[Message],
        *,
        most_tokens: int,
        seconds: float,
        stop: Event,
        schema: dict[str, Any] | None = None,
    ) -> Iterator[str | Ended]:
        """Yield the reply in pieces as it comes, then how it ended.

        Args:
            messages: The system's first.
            most_tokens: Of the reply.
            seconds: For everything, retries and their waits included.
            stop: When set from another thread, the request is closed at once, so that nothing more is spent.
            schema: A JSON schema that the reply must follow; only where `offers_schema`.

        Raises:
            SchemaRefused: The server does not take the schema; `offers_schema` is false from then on.
            ChatFailure: There is no reply, or none whole, within the time.
            Stopped: `stop` was set.
        """
        ...

    @property
    def offers_schema(self) -> bool:
        """Whether replies can be made to follow a JSON schema."""
        ...
