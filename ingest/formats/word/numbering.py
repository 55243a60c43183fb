"""The numbers and bullets that Word shows before the paragraphs of its lists."""

import re
from dataclasses import dataclass, field, replace

from ingest.formats.markup import XmlElement
from ingest.formats.word.numerals import shown_number
from ingest.formats.word.styles import Look, Styles
from ingest.formats.word.symbols import BULLET, in_symbols
from ingest.formats.word.xml import attribute, bare, child, is_on, number

LEVELS = 9
# Signs that look like bullets in their fonts, and like letters or nothing in others.
PLAIN_BULLETS = {"": BULLET, "·": BULLET, "o": "◦"}
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    number_format: str = "decimal"
    text: str = ""  # with %1 to %9 for the numbers of the levels
    start: int = 1
    font: str = ""
    restarts_after: int | None = None  # the 1-based level whose numbers start it anew, 0 for none; None for any higher
    in_digits: bool = False  # all numbers, whatever the levels' own formats
    style: str = ""  # of the paragraphs that stand on it


@dataclass(frozen=True, slots=True)
class Marker:
    """What is shown before a paragraph of a list."""

    text: str
    level: int  # 0 the outermost


@dataclass(slots=True)
class Numbering:
    """The lists of a document, with the numbers reached; paragraphs are asked for in their order."""

    styles: Styles
    abstract: dict[str, XmlElement] = field(default_factory=dict)
    lists: dict[str, XmlElement] = field(default_factory=dict)
    _levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _reached: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def marker(self, look: Look) -> Marker | None:
        """Return the next marker of a paragraph's list; None where it stands in none."""
        if look.list_id is None or look.list_id not in self.lists:
            return None
        levels = self._levels_of(look.list_id)
        place = look.list_level
        if place is None:
            place = next((each for each, level in levels.items() if look.style and level.style == look.style), 0)
        place = min(max(place, 0), LEVELS - 1)
        level = levels.get(place, Level())
        reached = self._count(look.list_id, levels, place)
        if level.number_format == "bullet":
            sign = in_symbols(level.text, level.font).strip()
            return Marker(PLAIN_BULLETS.get(sign, sign), place)
        text = _PLACE.sub(lambda match: _shown(int(match[1]) - 1, reached, levels, level), level.text)
        return Marker(text.strip(), place)

    def _count(self, list_id: str, levels: dict[int, Level], place: int) -> dict[int, int]:
        """Return the numbers of all levels at a list's next paragraph."""
        reached = self._reached.setdefault(self._abstract_id(list_id), {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for override in self._overrides(list_id):
                if child(override, "startOverride") is not None:
                    reached.pop(number(override, "ilvl", 0), None)
        for higher in range(place):
            reached.setdefault(higher, levels.get(higher, Level()).start)
        reached[place] = reached[place] + 1 if place in reached else levels.get(place, Level()).start
        for deeper in [each for each in reached if each > place]:
            after = levels.get(deeper, Level()).restarts_after
            if after is None or 0 < place + 1 <= after:
                del reached[deeper]
        return reached

    def _abstract_id(self, list_id: str) -> str:
        return attribute(child(self.lists[list_id], "abstractNumId"), "val") or ""

    def _overrides(self, list_id: str) -> list[XmlElement]:
        return [node for node in self.lists[list_id] if bare(node) == "lvlOverride"]

    def _levels_of(self, list_id: str) -> dict[int, Level]:
        if list_id not in self._levels:
            levels = _levels(self._definition(list_id))
            for override in self._overrides(list_id):
                place = number(override, "ilvl", 0)
                levels |= _levels(override)
                if (start := child(override, "startOverride")) is not None:
                    levels[place] = replace(levels.get(place, Level()), start=number(start, "val", 1))
            self._levels[list_id] = levels
        return self._levels[list_id]

    def _definition(self, list_id: str) -> XmlElement | None:
        """Return what a list is defined by, where that is a style of lists the list behind it."""
        node = self.abstract.get(self._abstract_id(list_id))
        linked = attribute(child(node, "numStyleLink"), "val")
        behind = self.styles.list_of(linked) if linked else None
        return self.abstract.get(self._abstract_id(behind), node) if behind in self.lists and behind else node


def read_numbering(root: XmlElement | None, styles: Styles) -> Numbering:
    """Return the lists of a document; none where it has no such part."""
    numbering = Numbering(styles)
    for node in () if root is None else root:
        if bare(node) == "abstractNum":
            numbering.abstract[attribute(node, "abstractNumId") or ""] = node
        elif bare(node) == "num":
            numbering.lists[attribute(node, "numId") or ""] = node
    return numbering


def _levels(definition: XmlElement | None) -> dict[int, Level]:
    nodes = () if definition is None else definition
    return {number(node, "ilvl", 0): _level(node) for node in nodes if bare(node) == "lvl"}


def _level(node: XmlElement) -> Level:
    restart = child(node, "lvlRestart")
    return Level(
        number_format=attribute(child(node, "numFmt"), "val") or "decimal",
        text=attribute(child(node, "lvlText"), "val") or "",
        start=number(child(node, "start"), "val", 1),
        font=attribute(child(node, "rPr", "rFonts"), "ascii") or "",
        restarts_after=None if restart is None else number(restart, "val", 0),
        in_digits=bool(is_on(child(node, "isLgl"))),
        style=attribute(child(node, "pStyle"), "val") or "",
    )


def _shown(place: int, reached: dict[int, int], levels: dict[int, Level], shown_on: Level) -> str:
    level = levels.get(place, Level())
    value = reached.get(place, level.start)
    return str(value) if shown_on.in_digits else shown_number(value, level.number_format)
