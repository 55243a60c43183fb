"""The numbers and bullets before the list items and headings of OpenDocument files."""

import re
from dataclasses import dataclass, field

from ingest.formats.markup import XmlElement
from ingest.formats.opendocument.styles import Styles, value, whole
from ingest.formats.word.numbering import PLAIN_BULLETS
from ingest.formats.word.numerals import shown_number
from ingest.formats.word.symbols import BULLET, in_symbols
from ingest.formats.word.xml import attribute, bare, child

MAX_LEVELS = 10
FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_PLACE = re.compile(r"%(\d{1,2})%")


@dataclass(slots=True)
class Counter:
    """The numbers that one list has reached, by level from 1 on."""

    style: XmlElement | None
    reached: dict[int, int] = field(default_factory=dict)

    def next_marker(self, level: int, start: str = "") -> str:
        """Return what stands before the next paragraph of a level; "" where nothing does.

        Args:
            level: 1 the outermost.
            start: The number that the item itself says it has, "" where it says none.
        """
        node = self._level(level)
        for deeper in [each for each in self.reached if each > level]:
            del self.reached[deeper]
        first = whole(value(node, "start-value"), 1)
        self.reached[level] = whole(start, self.reached.get(level, first - 1) + 1)
        if node is None:
            return ""
        if bare(node) == "list-level-style-bullet":
            sign = in_symbols(
                attribute(node, "bullet-char") or BULLET, value(child(node, "text-properties"), "font-name")
            )
            return PLAIN_BULLETS.get(sign.strip(), sign.strip())
        if bare(node) == "list-level-style-image":
            return BULLET
        return self._numbered(node, level)

    def _numbered(self, node: XmlElement, level: int) -> str:
        if not value(node, "num-format"):
            return ""
        if written := value(node, "num-list-format"):
            return _PLACE.sub(lambda match: self._number(int(match[1])), written).strip()
        shown = min(whole(attribute(node, "display-levels") or "", 1), level)
        numbers = [self._number(each) for each in range(level - shown + 1, level + 1)]
        return f"{value(node, 'num-prefix')}{'.'.join(filter(None, numbers))}{value(node, 'num-suffix')}".strip()

    def _number(self, level: int) -> str:
        node = self._level(level)
        reached = self.reached.get(level, whole(value(node, "start-value"), 1))
        return shown_number(reached, FORMATS.get(value(node, "num-format"), "none"))

    def _level(self, level: int) -> XmlElement | None:
        nodes = () if self.style is None else self.style
        return next((node for node in nodes if value(node, "level") == str(level)), None)


@dataclass(slots=True)
class Lists:
    """All lists of a document, in the order in which they are met."""

    styles: Styles
    _by_id: dict[str, Counter] = field(default_factory=dict)
    _last: dict[str, Counter] = field(default_factory=dict)  # by style
    _outline: Counter | None = None

    def counter(self, node: XmlElement, style: str) -> Counter:
        """Return the numbers of an outermost list: new ones, or those of the list that it goes on with."""
        continued = attribute(node, "continue-list")
        if continued in self._by_id:
            counter = self._by_id[continued or ""]
        elif attribute(node, "continue-numbering") == "true" and style in self._last:
            counter = self._last[style]
        else:
            counter = Counter(self.styles.lists.get(style))
        self._last[style] = counter
        self._by_id[value(node, "id") or node.get("{http://www.w3.org/XML/1998/namespace}id", "")] = counter
        return counter

    def heading_marker(self, level: int) -> str:
        """Return the number of the next heading of a level."""
        if self._outline is None:
            self._outline = Counter(self.styles.outline)
        return self._outline.next_marker(min(level, MAX_LEVELS))
