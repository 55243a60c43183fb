"""How replies are streamed in the languages of OpenAI, Anthropic and Ollama."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

PROMPT_TOKENS = 100  # that the server counts for every request


@dataclass(frozen=True)
class Dialect:
    """The parts of a streamed reply, as bytes to send."""

    content_type: str
    start: bytes
    piece: Callable[[str], bytes]
    end: Callable[[str, int | None], bytes]  # of a finish reason in OpenAI's words and the tokens written, if counted


def _event(event: dict) -> bytes:
    return f"data: {json.dumps(event)}\n\n".encode()


def openai_chunk(choices: list[dict], **more: object) -> dict:
    chunk = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 0, "model": "scripted"}
    return {**chunk, "choices": choices, **more}


def openai_usage(written: int) -> dict[str, int]:
    return {"prompt_tokens": PROMPT_TOKENS, "completion_tokens": written, "total_tokens": PROMPT_TOKENS + written}


def _openai_delta(delta: dict, finish_reason: str | None = None) -> bytes:
    return _event(openai_chunk([{"index": 0, "delta": delta, "finish_reason": finish_reason}]))


def _openai_end(finish_reason: str, written: int | None) -> bytes:
    usage = b"" if written is None else _event(openai_chunk([], usage=openai_usage(written)))
    return _openai_delta({}, finish_reason) + usage + b"data: [DONE]\n\n"


def _anthropic_event(kind: str, **event: object) -> bytes:
    return f"event: {kind}\n".encode() + _event({"type": kind, **event})


def _anthropic_block(index: int, kind: str, field: str, text: str) -> bytes:
    """A whole block with one piece of text."""
    return (
        _anthropic_event("content_block_start", index=index, content_block={"type": kind, field: ""})
        + _anthropic_event("content_block_delta", index=index, delta={"type": f"{kind}_delta", field: text})
        + _anthropic_event("content_block_stop", index=index)
    )


def _anthropic_start() -> bytes:
    usage = {"input_tokens": PROMPT_TOKENS, "output_tokens": 1}
    message = {"id": "msg_1", "type": "message", "role": "assistant", "model": "scripted", "content": []}
    return _anthropic_event(
        "message_start", message=message | {"stop_reason": None, "stop_sequence": None, "usage": usage}
    ) + _anthropic_block(0, "thinking", "thinking", "A thought that nobody is to see.")


def _anthropic_end(finish_reason: str, written: int | None) -> bytes:
    reason = {"stop": "end_turn", "length": "max_tokens", "content_filter": "refusal"}[finish_reason]
    delta = {"stop_reason": reason, "stop_sequence": None}
    usage = {"input_tokens": PROMPT_TOKENS, "output_tokens": written or 0}
    return _anthropic_event("message_delta", delta=delta, usage=usage) + _anthropic_event("message_stop")


def _ollama_line(text: str, **more: object) -> bytes:
    message = {"role": "assistant", "content": text}
    line = {"model": "scripted", "created_at": "2025-01-01T00:00:00Z", "message": message, "done": False, **more}
    return json.dumps(line).encode() + b"\n"


def _ollama_end(finish_reason: str, written: int | None) -> bytes:
    counts = {} if written is None else {"prompt_eval_count": PROMPT_TOKENS, "eval_count": written}
    return _ollama_line("", done=True, done_reason=finish_reason, **counts)


DIALECTS: Mapping[str, Dialect] = {
    "/v1/chat/completions": Dialect(
        "text/event-stream",
        _openai_delta({"role": "assistant", "content": ""}),
        lambda text: _openai_delta({"content": text}),
        _openai_end,
    ),
    "/v1/messages": Dialect(
        "text/event-stream",
        _anthropic_start(),
        lambda text: _anthropic_block(1, "text", "text", text),
        _anthropic_end,
    ),
    "/api/chat": Dialect("application/x-ndjson", b"", _ollama_line, _ollama_end),
}
