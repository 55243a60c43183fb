"""Questions as JSON Lines: one object a line in, so that many are answered with one load of the models."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from app.types import Mode, Role, Turn

ROLES: Mapping[object, Role] = {"user": "user", "assistant": "assistant", "agent": "assistant"}
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class Question:
    """What a program asks: one line of a batch, or the body of a request."""

    id: Any  # given back as it came; None where there is none
    text: str
    history: tuple[Turn, ...] = ()
    collections: frozenset[str] | None = None  # those to search; None for all
    as_understood: str | None = None  # the question made whole, where that is not to be done here
    mode: Mode | None = None


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


def read_question(record: Mapping[str, Any], name: str = "question") -> Question:
    """Return what a record asks; fields that are missing or null have their defaults.

    Args:
        record: Such as ``{"id": "q1", "question": "…", "history": [["user", "…"]], "mode": "quoted"}``.
        name: The field that holds the question.

    Raises:
        ValueError: Why it asks nothing, as words to follow "the line" or "the request".

    >>> read_question({"question": "Who?", "mode": "sung"})
    Traceback (most recent call last):
    ValueError: has a 'mode' that is neither 'quoted' nor 'written'
    """
    text = record.get(name)
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"has no '{name}'")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(f"has a '{name}' that is not valid Unicode") from error
    try:
        history = read_history(record.get("history") or [])
    except ValueError as error:
        raise ValueError(f"cannot be read: {error}") from error
    return Question(record.get("id"), text, history, _collections(record), _as_understood(record), _mode(record))


def _question(line: bytes, number: int, name: str) -> Question | BadLine:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return BadLine(None, f"line {number} is not JSON: {error}")
    if not isinstance(record, dict):
        return BadLine(None, f"line {number} is not a JSON object")
    try:
        return read_question(record, name)
    except ValueError as error:
        return BadLine(record.get("id"), f"line {number} {error}")


def _collections(record: Mapping[str, Any]) -> frozenset[str] | None:
    names = record.get("collections")
    if names is None:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError("has 'collections' that are not a list of names")
    return frozenset(names)


def _as_understood(record: Mapping[str, Any]) -> str | None:
    words = record.get("as_understood")
    if words is not None and not isinstance(words, str):
        raise ValueError("has an 'as_understood' that is not text")
    return words


def _mode(record: Mapping[str, Any]) -> Mode | None:
    named = record.get("mode")
    for mode in MODES:
        if named == mode:
            return mode
    if named is not None:
        raise ValueError("has a 'mode' that is neither 'quoted' nor 'written'")
    return None


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
