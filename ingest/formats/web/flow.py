"""Make elements of the nodes of a web page, from top to bottom, without recursion however deep they nest."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from ingest.elements import Element, ElementKind, Run
from ingest.formats.markup import XmlElement
from ingest.formats.web.forms import FIELDS, field_words
from ingest.formats.web.lists import ItemCount
from ingest.formats.web.nodes import (
    VERBATIM,
    heading_level,
    is_block,
    is_furniture,
    is_hidden,
    is_label,
    is_strong,
    role,
    tag,
    words_in,
)
from ingest.formats.web.runs import as_label, only_links, trimmed
from ingest.formats.web.tables import WebTable, web_table

SPACE = re.compile(r"[ \t\n\r\f]+")
NO_ADDRESS = re.compile(r"\s*(?:#|javascript:|data:|about:|cid:|blob:|$)", re.IGNORECASE)
RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
CONTENT = ("main", "article")
MOST_FURNITURE = 0.6  # of a page's words, in one node


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a page before it is read through."""

    main: XmlElement | None = None  # the part that holds most of the words; what is outside of it is furniture
    title: XmlElement | None = None  # a page's only heading of the first level, which may stand outside
    labels: Mapping[str, str] = field(default_factory=dict)  # of form fields, by their ids
    base: str = ""  # what addresses are relative to
    words: int = 0  # characters of words on the whole page
    all_is_text: bool = False  # nothing is furniture
    in_cell: bool = False  # of a table: tables inside it are text


@dataclass(slots=True)
class _Item:
    """An item of a list; its marker stands before its first words only."""

    marker: str
    depth: int
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    """How the words inside a node look."""

    strong: bool = False
    url: str | None = None
    verbatim: bool = False
    raised: bool = False
    furniture: bool = False
    in_content: bool = False
    heading: int = 0
    is_summary: bool = False
    depth: int = 0  # of lists
    count: ItemCount | None = None
    item: _Item | None = None
    is_term: bool = False
    is_definition: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """A node that is to be read, or, where `inside` is there, one whose nodes were."""

    node: XmlElement
    outside: _Look
    inside: _Look | None = None


def flow_elements(root: XmlElement, surroundings: Surroundings) -> list[Element]:
    """Return the elements of a page or of a part of it, in its order."""
    flow = _Flow(surroundings)
    flow.read(root)
    return flow.elements


@dataclass(slots=True)
class _Flow:
    surroundings: Surroundings
    elements: list[Element] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    first: _Look | None = None  # that of the first words of the block that is being read
    term: list[Run] = field(default_factory=list)

    def read(self, root: XmlElement) -> None:
        """Read a node with all that is inside it."""
        has_main = self.surroundings.main is not None
        todo = [_Step(root, _Look(furniture=has_main))]
        while todo:
            step = todo.pop()
            if step.inside is None:
                todo += self._entered(step)
            else:
                if is_label(step.node):
                    self._add(" ", step.inside)
                elif self._parts(step.node, step.outside):
                    self._end_block()
                if tag(step.node) == "dl":
                    self._end_term()
            if (step.inside or tag(step.node) == "") and step.node is not root:
                self._add(step.node.tail, step.outside)
        self._end_block()
        self._end_term()

    def _entered(self, step: _Step) -> list[_Step]:
        """Read a node's own words and return the steps that follow, the last one first."""
        node, outside = step.node, step.outside
        end = _Step(node, outside, outside)
        name = tag(node)
        if is_hidden(node):
            return [end]
        if name == "br":
            self._break_line(outside)
            return [end]
        if name in FIELDS:
            before = "".join(run.text for run in self.runs)
            shown = field_words(node, before, self.surroundings.labels)
            while shown.startswith(":") and self.runs and self.runs[-1].text[-1:].isspace():
                last = self.runs.pop()
                self.runs += [replace(last, text=last.text.rstrip())] if last.text.strip() else []
            self._add(shown, outside)
            return [end]
        inside = self._look(node, outside)
        if self._parts(node, outside) and not is_label(node.getprevious()):
            self._end_block()
        if name == "table" and not inside.furniture and not self.surroundings.in_cell:
            table = web_table(node, self._cell_words)
            if table is not None:
                self._add_table(table, inside)
                return [end]
        self._add(node.text, inside)
        return [_Step(node, outside, inside), *(_Step(child, inside) for child in reversed(node))]

    def _parts(self, node: XmlElement, outside: _Look) -> bool:
        """Whether a node's words stand apart from those around it; a heading is one line, whatever is in it."""
        if outside.heading or outside.verbatim:
            if is_block(node):
                self._add("\n" if outside.verbatim else " ", outside)
            return False
        return is_block(node)

    def _look(self, node: XmlElement, outside: _Look) -> _Look:
        name = tag(node)
        known = self.surroundings
        look = outside
        if node is known.main or node is known.title:
            look = replace(look, furniture=False)
        if name in CONTENT or node is known.main or role(node) in CONTENT:
            look = replace(look, in_content=True)
        if not (known.all_is_text or look.furniture or look.heading) and self._is_furniture(node, look):
            look = replace(look, furniture=True)
        if is_strong(node) and not look.strong:
            look = replace(look, strong=True)
        if name == "a":
            look = replace(look, url=self._address(node) or look.url)
        elif name == "sup":
            look = replace(look, raised=True)
        elif name in VERBATIM:
            look = replace(look, verbatim=True)
        elif name in ("ul", "ol", "menu", "dir"):
            look = replace(look, depth=look.depth + 1, count=ItemCount(node))
        elif name == "li":
            marker = look.count.marker(node) if look.count else ItemCount(node).marker(node)
            look = replace(look, item=_Item(marker, max(look.depth, 1)))
        elif name in ("dt", "dd"):
            look = replace(look, is_term=name == "dt", is_definition=name == "dd")
        elif name == "summary":
            look = replace(look, is_summary=True)
        elif not look.heading and (level := heading_level(node)):
            look = replace(look, heading=level)
        return look

    def _is_furniture(self, node: XmlElement, look: _Look) -> bool:
        """Whether a node only serves to get around; what holds most of a page's words does not, whatever its name."""
        if not is_furniture(node, in_content=look.in_content):
            return False
        return tag(node) == "nav" or words_in(node) <= MOST_FURNITURE * self.surroundings.words

    def _address(self, node: XmlElement) -> str | None:
        href = node.get("href") or ""
        if NO_ADDRESS.match(href):
            return None
        try:
            return urljoin(self.surroundings.base, href.strip())
        except ValueError:
            return href.strip()

    def _add(self, text: str | None, look: _Look) -> None:
        """Add words to the block that is being read."""
        if not text:
            return
        words = text if look.verbatim else SPACE.sub(" ", text)
        if look.raised and self.runs and self.runs[-1].text[-1:].isdigit() and words.translate(RAISED) != words:
            words = words.translate(RAISED)
        if self.first is None and words.strip():
            self.first = look
        if self.first is not None:
            self.runs.append(Run(words, look.strong, look.url))

    def _break_line(self, look: _Look) -> None:
        """Break a line; a second break in a row ends the paragraph."""
        is_second = next((run.text == "\n" for run in reversed(self.runs) if run.text.strip(" ")), False)
        if is_second and not (look.heading or look.verbatim or look.is_term):
            self._end_block()
        elif self.first is not None:
            self.runs.append(Run("\n" if not look.heading else " "))

    def _end_block(self) -> None:
        """Make an element of the words since the last block."""
        look, runs = self.first, self.runs
        self.first, self.runs = None, []
        # A box without words switches something on the page.
        if look is None or all(sign in "☐☒" for run in runs for sign in run.text if not sign.isspace()):
            return
        if look.is_term and not look.furniture:
            self.term += [Run(", "), *runs] if self.term else runs
            return
        kind, level, marker = _kind(look)
        if kind is ElementKind.PARAGRAPH and not self.surroundings.all_is_text and only_links(runs):
            kind = ElementKind.FURNITURE
        if self.term and look.is_definition and kind is ElementKind.PARAGRAPH:
            runs = [*as_label(self.term), *runs]
            self.term = []
        self._end_term()
        self.elements.append(Element(kind, trimmed(runs, verbatim=look.verbatim), level, marker))

    def _end_term(self) -> None:
        if self.term:
            self.elements.append(Element(ElementKind.PARAGRAPH, trimmed(self.term, verbatim=False)))
            self.term = []

    def _add_table(self, table: WebTable, look: _Look) -> None:
        self._end_term()
        self.elements += [Element(ElementKind.PARAGRAPH, (Run(words),)) for words in table.captions if words]
        self.elements.append(Element(ElementKind.TABLE, rows=table.rows, header_rows=table.header_rows))
        if look.item is not None:
            look.item.is_marked = True

    def _cell_words(self, cell: XmlElement) -> str:
        known = replace(self.surroundings, main=None, all_is_text=True, in_cell=True)
        words = ""
        was_item = False
        for element in flow_elements(cell, known):
            is_item = element.kind is ElementKind.ITEM
            ends = words[-1:] in ".;:,!?"
            words += "; " if was_item and is_item and not ends else " "
            marker = f"{element.marker} " if is_item and any(map(str.isalnum, element.marker)) else ""
            words += marker + "".join(run.text for run in element.runs).strip()
            was_item = is_item
        return " ".join(words.split())


def _kind(look: _Look) -> tuple[ElementKind, int, str]:
    """Return the kind, the level and the marker of a block by the look of its first words."""
    if look.furniture:
        return ElementKind.FURNITURE, 0, ""
    if look.heading:
        return ElementKind.HEADING, look.heading, ""
    if look.verbatim:
        return ElementKind.CODE, 0, ""
    if look.is_summary:
        return ElementKind.HEADING, 0, ""
    if look.item is not None and not look.item.is_marked:
        look.item.is_marked = True
        return ElementKind.ITEM, look.item.depth, look.item.marker
    return ElementKind.PARAGRAPH, 0, ""
