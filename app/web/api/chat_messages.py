"""From the messages of a chat, as OpenAI's clients send them, to a question with its history."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.answering import Asked
from app.programs.question import check_length
from app.types import Mode, Turn
from app.web.api.chat_content import from_history
from app.web.api.problem import Problem

CITEWELL = "citewell"  # written where a chat model is configured, else quoted
QUOTED = "citewell-quoted"
WRITTEN = "citewell-written"
MODES: Mapping[str, Mode | None] = {CITEWELL: None, QUOTED: "quoted", WRITTEN: "written"}

REFUSED = "That cannot be done"


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """A chat as it is to be continued."""

    model: str
    asked: Asked
    streams: bool
    counts: bool  # whether a stream ends with how many tokens were used


def model_names(chat_model: str | None) -> list[str]:
    """Return the models that are offered, where a chat model of that name is configured."""
    return [CITEWELL, QUOTED, WRITTEN] if chat_model else [CITEWELL, QUOTED]


def read_chat(body: Mapping[str, Any], chat_model: str | None, person: str) -> ChatRequest:
    """Return what is asked: the last message of the user, after those before it.

    Messages of the system and of tools are passed over, as are parameters that only mean something to a model.

    Raises:
        Problem: There is no such model, nothing is asked, or something is asked for that cannot be given.
        CannotBeAsked: Too much is asked at once.
    """
    model = body.get("model") or CITEWELL
    check_model(model, chat_model)
    _check_wishes(body)
    history, question = _question(body.get("messages"))
    check_length(question)
    options = body.get("stream_options")
    counts = isinstance(options, Mapping) and bool(options.get("include_usage"))
    asked = Asked(question, history, mode=MODES[model], person=person)
    return ChatRequest(model, asked, body.get("stream") is True, counts)


def check_model(name: object, chat_model: str | None) -> None:
    """Raise Problem for a name that is no model of `model_names`."""
    if name not in model_names(chat_model):
        names = ", ".join(model_names(chat_model))
        raise Problem(404, "No such model", f"There is no model '{name}'; there are: {names}.", code="model_not_found")


def _check_wishes(body: Mapping[str, Any]) -> None:
    """Raise Problem for wishes that would change what an answer is."""
    if body.get("n") not in (None, 1):
        raise Problem(400, REFUSED, "Citewell gives one answer; leave out n.", code="unsupported_value")
    if body.get("tool_choice") not in (None, "none", "auto"):
        words = "Citewell calls no tools; leave out tool_choice."
        raise Problem(400, REFUSED, words, code="unsupported_value")
    wished = body.get("response_format")
    if wished is not None and (not isinstance(wished, Mapping) or wished.get("type") != "text"):
        words = (
            "Citewell answers in text only; leave out response_format. The answer as JSON is in the field 'citewell'."
        )
        raise Problem(400, REFUSED, words, code="unsupported_value")


def _question(messages: Any) -> tuple[tuple[Turn, ...], str]:
    """The turns before the last message of the user, and that message."""
    if not isinstance(messages, list) or not all(isinstance(one, Mapping) for one in messages):
        raise Problem(422, "No messages", 'Send messages, such as [{"role": "user", "content": "Who leads it?"}].')
    turns = [turn for turn in map(_turn, messages) if turn]
    places = [place for place, turn in enumerate(turns) if turn.role == "user"]
    if not places:
        raise Problem(422, "No question", "None of the messages is a question: send one of the role 'user' with text.")
    return tuple(turns[: places[-1]]), turns[places[-1]].content


def _turn(message: Mapping[str, Any]) -> Turn | None:
    """The turn that a message is; None for one of another role, or without text."""
    words = _text(message.get("content")).strip()
    match message.get("role"):
        case "user":
            return Turn("user", words) if words else None
        case "assistant":
            return Turn("assistant", from_history(words)) if words else None
        case _:
            return None


def _text(content: Any) -> str:
    """The text of a message, or of its parts that are text."""
    if isinstance(content, str):
        return content
    if content is None:
        return ""
    if not isinstance(content, list):
        raise Problem(422, "No text", "The content of a message must be text, or a list of parts of the type 'text'.")
    parts = [one.get("text") for one in content if isinstance(one, Mapping) and one.get("type") == "text"]
    return "\n".join(one for one in parts if isinstance(one, str))
