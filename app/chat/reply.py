"""What a piece of a streamed reply says, whichever provider it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Ending = Literal["whole", "too_long", "refused"]

# By what providers write, in small letters.
TOO_LONG = {"length", "max_tokens", "max_output_tokens", "model_length", "model_context_window_exceeded"}
REFUSED = {"content_filter", "refusal", "safety", "prohibited_content", "blocklist", "guardrail_intervened"}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a reply."""

    text: str = ""
    ending: Ending | None = None  # where this piece says that the reply ends
    input_tokens: int = 0  # of the request, where this piece counts them
    output_tokens: int = 0


def read_part(chunk: Any) -> Part:
    """Return what a message chunk of LangChain says."""
    usage = chunk.usage_metadata or {}
    return Part(
        text="".join(_texts(chunk.content)),
        ending=_ending(chunk),
        input_tokens=int(usage.get("input_tokens") or 0),
        output_tokens=int(usage.get("output_tokens") or 0),
    )


def _texts(content: object) -> Iterator[str]:
    """Yield the text of a content; blocks of any other type, such as reasoning, are left out."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list):
        for block in content:
            if isinstance(block, str):
                yield block
            elif isinstance(block, Mapping) and block.get("type") == "text":
                yield str(block.get("text") or "")


def _ending(chunk: Any) -> Ending | None:
    blocks = chunk.content if isinstance(chunk.content, list) else []
    if any(isinstance(block, Mapping) and block.get("type") == "refusal" for block in blocks):
        return "refused"
    said = chunk.response_metadata
    reason = said.get("finish_reason") or said.get("stop_reason") or said.get("done_reason") or said.get("status")
    if not isinstance(reason, str) or reason in {"in_progress", "load"}:
        return None
    if reason.lower() in TOO_LONG or reason == "incomplete":
        return "too_long"
    return "refused" if reason.lower() in REFUSED else "whole"
