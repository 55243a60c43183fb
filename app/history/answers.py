"""Answers as the JSON in which the history keeps them, and back: every field of the record, none left out."""

import dataclasses
import json
import types
from collections.abc import Callable
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.types import Answer

Reader = Callable[[Any], Any]


def answer_to_json(answer: Answer) -> str:
    """Return the answer as JSON in ASCII, from which `answer_from_json` makes an equal one."""
    return json.dumps(dataclasses.asdict(answer), separators=(",", ":"))


def answer_from_json(kept: str) -> Answer:
    """Return the answer that was kept, whichever version kept it.

    A field that was added since has its default; one that no longer exists is passed over.
    """
    answer: Answer = _record_reader(Answer)(json.loads(kept))
    return answer


@cache
def _record_reader(kind: type) -> Reader:
    """Return what makes a record of its fields; made once for each kind, as thousands of answers are read."""
    hints = get_type_hints(kind)
    readers = [(field.name, _reader(hints[field.name])) for field in dataclasses.fields(kind)]

    def record(fields: dict[str, Any]) -> Any:
        return kind(**{name: read(fields[name]) for name, read in readers if name in fields})

    return record


def _reader(hint: Any) -> Reader:
    """Return what makes of a JSON value the type that a field names: a record, a tuple, or the value as it is."""
    origin, of = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _optional(_reader(next(one for one in of if one is not types.NoneType)))
    if origin is tuple and of[-1] is Ellipsis:
        return _tuple_of(_reader(of[0]))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _record_reader(hint)
    return _as_it_is


def _optional(read: Reader) -> Reader:
    return read if read is _as_it_is else lambda kept: None if kept is None else read(kept)


def _tuple_of(read: Reader) -> Reader:
    return tuple if read is _as_it_is else lambda kept: tuple(map(read, kept))


def _as_it_is(kept: Any) -> Any:
    return kept
