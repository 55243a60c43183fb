"""What the styles of a Word document say of its paragraphs, each with what it inherits."""

import re
from dataclasses import dataclass, field, replace

from ingest.formats.markup import XmlElement
from ingest.formats.word.xml import attribute, bare, child, is_on, number

MAX_ANCESTORS = 20  # styles based on one another; Word itself stops at eleven
TEXT_LEVEL = 9  # the outline level that means "no heading"
MONOSPACED = re.compile(r"courier|consolas|mono|menlo|lucida console|andale|source code|fixed", re.IGNORECASE)
CODE_NAMES = re.compile(
    r"(?:source|code|html preformatted|macro|listing|plain text code)\b.*|.*\bcode(?: block)?", re.I
)
TOC_NAMES = re.compile(r"toc (?:\d|heading)|table of (?:figures|authorities)|contents \d", re.IGNORECASE)
# Names are English in every language's Word; identifiers are not, and stand alone where the styles are missing.
HEADING_NAMES = re.compile(
    r"(?:heading|ü?berschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nagwek|nadpis|cmsor|"
    r"заголовок|επικεφαλίδα|标题|見出し)[\s_-]*([1-9])",
    re.IGNORECASE,
)
TITLE_NAMES = frozenset({"title", "titel", "titre", "título", "titolo"})


@dataclass(frozen=True, slots=True)
class Look:
    """What is known of a paragraph by its properties and its style."""

    style: str = ""  # the style's identifier
    name: str = ""  # of the style, in small letters
    level: int = 0  # of a heading, 1 the highest; 0 where it is none
    list_id: str | None = None
    list_level: int | None = None  # 0 the outermost
    is_strong: bool = False
    font: str = ""
    breaks_page: bool = False

    @property
    def is_title(self) -> bool:
        """Whether it is the title of the whole document."""
        return self.name in TITLE_NAMES

    @property
    def is_contents(self) -> bool:
        """Whether it belongs to a table of contents or of figures."""
        return TOC_NAMES.fullmatch(self.name) is not None

    @property
    def is_code(self) -> bool:
        """Whether it is kept line by line."""
        return bool(CODE_NAMES.fullmatch(self.name) or MONOSPACED.search(self.font))


@dataclass(slots=True)
class Styles:
    """The styles of a document by identifier."""

    nodes: dict[str, XmlElement] = field(default_factory=dict)
    default: str = ""  # of paragraphs that name none
    _looks: dict[str, Look] = field(default_factory=dict)
    _strong: dict[str, bool | None] = field(default_factory=dict)

    def look(self, properties: XmlElement | None) -> Look:
        """Return the look of a paragraph with these properties, its style's where they say nothing."""
        style = attribute(child(properties, "pStyle"), "val") or self.default
        if style not in self._looks:
            self._looks[style] = self._look_of_style(style)
        look = self._looks[style]
        return look if properties is None else _with(look, properties)

    def is_strong(self, style: str) -> bool | None:
        """Return whether a style's letters are bold; None where it says nothing."""
        if style not in self._strong:
            said = (is_on(child(node, "rPr", "b")) for node in self._line(style))
            self._strong[style] = next((each for each in said if each is not None), None)
        return self._strong[style]

    def list_of(self, style: str) -> str | None:
        """Return the list that a style of lists stands for."""
        said = (attribute(child(node, "pPr", "numPr", "numId"), "val") for node in self._line(style))
        return next(filter(None, said), None)

    def has_header_row(self, style: str) -> bool:
        """Return whether a table style gives the first row a look of its own: bold letters or a ground."""
        return any(
            attribute(part, "type") == "firstRow"
            and (is_on(child(part, "rPr", "b")) or child(part, "tcPr", "shd") is not None)
            for node in self._line(style)
            for part in node
            if bare(part) == "tblStylePr"
        )

    def _line(self, style: str) -> list[XmlElement]:
        """Return a style's node and those it is based on, the nearest first."""
        line: list[XmlElement] = []
        while style in self.nodes and len(line) < MAX_ANCESTORS:
            line.append(self.nodes[style])
            style = attribute(child(self.nodes[style], "basedOn"), "val") or ""
        return line

    def _look_of_style(self, style: str) -> Look:
        line = self._line(style)
        look = Look(style, style.lower(), _named_level(style))
        for node in reversed(line):
            name = attribute(child(node, "name"), "val") or ""
            look = _with(_named(look, name), child(node, "pPr"))
            bold, font = is_on(child(node, "rPr", "b")), attribute(child(node, "rPr", "rFonts"), "ascii")
            look = replace(
                look, is_strong=look.is_strong if bold is None else bold, font=look.font if font is None else font
            )
        return look


def read_styles(root: XmlElement | None) -> Styles:
    """Return the styles of a document; none where it has no such part."""
    styles = Styles()
    for node in () if root is None else root:
        if bare(node) == "style":
            identifier = attribute(node, "styleId") or ""
            styles.nodes[identifier] = node
            if attribute(node, "type") == "paragraph" and attribute(node, "default") in ("1", "true", "on"):
                styles.default = identifier
    return styles


def _named(look: Look, name: str) -> Look:
    """Return a look under a style's name: a heading's where the name is one's, else what it was."""
    level = _named_level(name)
    return replace(look, name=name.lower(), level=level or look.level)


def _named_level(name: str) -> int:
    found = HEADING_NAMES.fullmatch(name)
    if found:
        return int(found[1])
    return 1 if name.lower() in TITLE_NAMES else 0


def _with(look: Look, properties: XmlElement | None) -> Look:
    """Return a look as a paragraph's or a style's properties change it."""
    for node in () if properties is None else properties:
        name = bare(node)
        if name == "outlineLvl":
            level = number(node, "val", TEXT_LEVEL)
            look = replace(look, level=level + 1 if 0 <= level < TEXT_LEVEL else 0)
        elif name == "numPr":
            list_id, level_node = attribute(child(node, "numId"), "val"), child(node, "ilvl")
            look = replace(
                look,
                list_id=look.list_id if list_id is None else list_id,
                list_level=look.list_level if level_node is None else number(level_node, "val", 0),
            )
        elif name == "pageBreakBefore":
            look = replace(look, breaks_page=bool(is_on(node)))
    return look
