"""What holds inside one pair of braces of RTF, and how control words change it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ingest.formats.rich_text.flow import Flow

# Words that begin a group of something else than text; what "info" holds is dropped but for titles and headers.
ROLES = {
    "fonttbl": "font",
    "stylesheet": "style",
    "info": "info",
    "pgdsctbl": "info",
    "title": "title",
    "listtext": "marker",
    "pntext": "marker",
    "fldinst": "field",
    "atnauthor": "author",
    "ud": "text",
    "result": "text",
}
_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_CONTENTS = re.compile(r"\s*TO[CA]\b")


@dataclass(slots=True)
class Font:
    """A font of the document's table of fonts."""

    name: str = ""
    encoding: str = ""  # "" where it is the document's


@dataclass(slots=True)
class Style:
    """A paragraph style of the document."""

    name: str = ""
    level: int = 0  # of the headings it makes, 1 the highest; 0 where it makes none


@dataclass(slots=True)
class Group:
    """What holds inside one pair of braces."""

    flow: Flow
    role: str = "text"  # what its words are: one of ROLES, or "text"
    begins: str = ""  # the flow that begins with it
    is_strong: bool = False
    is_hidden: bool = False
    font: int = -1
    fallback: int = 1  # how many characters stand for those that do not know \u
    style: int = 0
    level: int = 0
    item_level: int = 0
    in_table: bool = False
    instruction: list[str] = field(default_factory=list)  # of the field that it is in
    shows_field: bool = False


def address(group: Group) -> str | None:
    """Return what the words of a group link to."""
    found = _LINK.match("".join(group.instruction)) if group.shows_field else None
    return found[1] if found else None


def in_contents(group: Group) -> bool:
    """Return whether the words of a group are a table of contents."""
    return group.shows_field and _CONTENTS.match("".join(group.instruction)) is not None


def _begin_paragraph(group: Group, _value: int | None) -> None:
    group.style, group.level, group.item_level, group.in_table = 0, 0, 0, False


def _set_plain(group: Group, _value: int | None) -> None:
    group.is_strong = group.is_hidden = False
    group.font = -1


def _set_style(group: Group, value: int | None) -> None:
    group.style = value or 0


def _set_level(group: Group, value: int | None) -> None:
    group.level = value + 1 if value is not None and 0 <= value < 9 else 0


def _set_item_level(group: Group, value: int | None) -> None:
    group.item_level = min(max(value or 0, 0), 8)


def _set_strong(group: Group, value: int | None) -> None:
    group.is_strong = value != 0


def _set_hidden(group: Group, value: int | None) -> None:
    group.is_hidden = value != 0


def _set_in_table(group: Group, _value: int | None) -> None:
    group.in_table = True


CHANGES: dict[str, Callable[[Group, int | None], None]] = {
    "pard": _begin_paragraph,
    "plain": _set_plain,
    "s": _set_style,
    "outlinelevel": _set_level,
    "ilvl": _set_item_level,
    "b": _set_strong,
    "v": _set_hidden,
    "deleted": _set_hidden,
    "intbl": _set_in_table,
}
