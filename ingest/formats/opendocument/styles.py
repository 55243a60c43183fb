"""What the styles of an OpenDocument file say of its paragraphs and letters."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.formats.markup import XmlElement
from ingest.formats.word.styles import CODE_NAMES, MONOSPACED, TITLE_NAMES
from ingest.formats.word.xml import attribute, bare, child

MAX_ANCESTORS = 20  # styles based on one another
_BOLD = frozenset({"bold", "600", "700", "800", "900"})


def value(node: XmlElement | None, name: str) -> str:
    """Return an attribute by its name in whatever namespace; "" where there is none."""
    if node is None:
        return ""
    ending = f"}}{name}"
    return next((str(each) for key, each in node.attrib.items() if str(key).endswith(ending)), "")


def whole(text: str, default: int) -> int:
    """Return an attribute's words as a whole number of digits, the default where they are none."""
    return int(text) if text.isdecimal() and len(text) < 10 else default


@dataclass(slots=True)
class Styles:
    """The styles of a document by family and name."""

    nodes: dict[tuple[str, str], XmlElement] = field(default_factory=dict)
    lists: dict[str, XmlElement] = field(default_factory=dict)
    outline: XmlElement | None = None  # how headings are numbered
    _strong: dict[tuple[str, str], bool | None] = field(default_factory=dict)

    def add(self, root: XmlElement | None) -> None:
        """Add all styles below a node."""
        for node in () if root is None else root.iterdescendants():
            name = bare(node)
            if name == "style":
                self.nodes[value(node, "family"), attribute(node, "name") or ""] = node
            elif name == "list-style":
                self.lists[value(node, "name")] = node
            elif name == "outline-style":
                self.outline = node

    def is_strong(self, family: str, style: str) -> bool | None:
        """Return whether a style's letters are bold; None where it says nothing."""
        if (family, style) not in self._strong:
            said = (value(child(node, "text-properties"), "font-weight") for node in self._line(family, style))
            weight = next(filter(None, said), None)
            self._strong[family, style] = None if weight is None else weight in _BOLD
        return self._strong[family, style]

    def heading_level(self, style: str) -> int:
        """Return the level of the headings that a paragraph style makes, 1 the highest; 0 where it makes none."""
        for node in self._line("paragraph", style):
            said = attribute(node, "default-outline-level")
            if said is not None:
                return whole(said, 0)
        return int(any(name in TITLE_NAMES for name in self._names(style)))

    def is_code(self, style: str) -> bool:
        """Return whether a paragraph style keeps lines as they are."""
        if any(CODE_NAMES.fullmatch(name) for name in self._names(style)):
            return True
        properties = (child(node, "text-properties") for node in self._line("paragraph", style))
        fonts = (value(each, "font-name") or value(each, "font-family") for each in properties)
        return bool(MONOSPACED.search(next(filter(None, fonts), "")))

    def breaks_page(self, family: str, style: str) -> bool:
        """Return whether a style begins a new page."""
        nodes = self._line(family, style)
        return any(
            value(child(node, f"{family}-properties"), "break-before") == "page" or value(node, "master-page-name")
            for node in nodes
        )

    def _line(self, family: str, style: str) -> list[XmlElement]:
        """Return a style's node and those it is based on, the nearest first."""
        line: list[XmlElement] = []
        while (family, style) in self.nodes and len(line) < MAX_ANCESTORS:
            line.append(self.nodes[family, style])
            style = attribute(line[-1], "parent-style-name") or ""
        return line

    def _names(self, style: str) -> Iterator[str]:
        """Yield a paragraph style's name and those of its ancestors, in small letters."""
        for node in self._line("paragraph", style):
            shown = attribute(node, "display-name") or attribute(node, "name") or ""
            yield shown.replace("_20_", " ").lower()
