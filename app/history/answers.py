"""Answers as the JSON in which the history keeps them, and back: every field of the record, none left out."""

import dataclasses
import json
import types
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from app.types import Answer


def answer_to_json(answer: Answer) -> str:
    """Return the answer as JSON in ASCII, from which `answer_from_json` makes an equal one."""
    return json.dumps(dataclasses.asdict(answer), separators=(",", ":"))


def answer_from_json(kept: str) -> Answer:
    """Return the answer that was kept, whichever version kept it.

    A field that was added since has its default; one that no longer exists is passed over.
    """
    answer: Answer = _record(Answer, json.loads(kept))
    return answer


def _record(kind: type, fields: dict[str, Any]) -> Any:
    values = {name: _value(hint, fields[name]) for name, hint in _hints(kind).items() if name in fields}
    return kind(**values)


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _value(hint: Any, kept: Any) -> Any:
    """Return a JSON value as the type that the field names: records, tuples, enumerations, or as it is."""
    origin, of = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return None if kept is None else _value(next(one for one in of if one is not types.NoneType), kept)
    if origin is tuple:
        kinds = of[:1] * len(kept) if of[-1] is Ellipsis else of
        return tuple(_value(kind, one) for kind, one in zip(kinds, kept, strict=True))
    if origin is dict:
        return {key: _value(of[1], one) for key, one in kept.items()}
    if origin is Literal or not isinstance(hint, type):
        return kept
    if dataclasses.is_dataclass(hint):
        return _record(hint, kept)
    return hint(kept) if issubclass(hint, Enum) else kept
