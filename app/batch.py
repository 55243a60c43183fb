"""Questions as JSON Lines: one object a line in, so that many are answered with one load of the models."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.types import Role, Turn

ROLES: Mapping[object, Role] = {"user": "user", "assistant": "assistant", "agent": "assistant"}


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a batch."""

    id: Any  # given back as it came; None where the line has none
    text: str
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that asks nothing; takes the question's place, so that order and count stay."""

    id: Any
    error: str

    def as_json(self) -> dict[str, Any]:
        """Return the line that is printed in place of an answer."""
        return {"id": self.id, "error": self.error}


def read_questions(lines: Iterable[bytes], *, name: str = "question") -> Iterator[Question | BadLine]:
    """Yield a question, or what is wrong with the line, for each line that is not blank.

    Args:
        lines: UTF-8, each an object such as ``{"id": "q1", "question": "…", "history": [["user", "…"]]}``.
        name: The field that holds the question.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _question(line, number, name)


def read_history(turns: object) -> tuple[Turn, ...]:
    """Return the turns of a conversation, oldest first, from ``[role, text]`` pairs or from objects.

    Raises:
        ValueError: They have another form.

    >>> read_history([["user", "Who leads it?"], {"role": "assistant", "content": "The council."}])[1].content
    'The council.'
    """
    if not isinstance(turns, list):
        raise ValueError("'history' must be a list of turns")
    return tuple(_turn(turn) for turn in turns)


def _question(line: bytes, number: int, name: str) -> Question | BadLine:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return BadLine(None, f"line {number} is not JSON: {error}")
    if not isinstance(record, dict):
        return BadLine(None, f"line {number} is not a JSON object")
    id = record.get("id")
    text = record.get(name)
    if not isinstance(text, str) or not text.strip():
        return BadLine(id, f"line {number} has no '{name}'")
    try:
        text.encode("utf-8")
        return Question(id, text, read_history(record.get("history") or []))
    except UnicodeEncodeError:
        return BadLine(id, f"line {number} has a '{name}' that is not valid Unicode")
    except ValueError as error:
        return BadLine(id, f"line {number}: {error}")


def _turn(turn: object) -> Turn:
    if isinstance(turn, dict):
        role, content = turn.get("role"), turn.get("content", turn.get("text"))
    elif isinstance(turn, list) and len(turn) == 2:
        role, content = turn
    else:
        role, content = None, None
    if role not in ("user", "assistant", "agent") or not isinstance(content, str):
        raise ValueError('each turn of \'history\' must be ["user" or "assistant", text]')
    return Turn(ROLES[role], content)
