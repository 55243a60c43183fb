"""The paragraphs, lists, tables and frames of an OpenDocument file, made elements in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.elements import Element, ElementKind, Run
from ingest.formats.markup import XmlElement
from ingest.formats.opendocument.inline import FRAMES, Inline, Noted
from ingest.formats.opendocument.lists import MAX_LEVELS, Counter, Lists
from ingest.formats.opendocument.styles import Styles, whole
from ingest.formats.opendocument.tables import is_layout, table_rows, text_table
from ingest.formats.word.inline import Drawn
from ingest.formats.word.pages import PageCount
from ingest.formats.word.paragraph import Gathered, plain_words, reads_as_heading
from ingest.formats.word.xml import attribute, bare, child, words

# Lists of contents, of figures and of words; a bibliography says something itself.
_CONTENTS = frozenset({"table-of-content", "illustration-index", "table-index", "object-index", "alphabetical-index"})
_LEFT_OUT = frozenset(
    {
        "tracked-changes",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "forms",
        "dde-connection-decls",
        "notes",
    }
    | {"image", "object", "object-ole", "plugin", "glue-point", "enhanced-geometry", "event-listeners", "desc", "title"}
    | {"table-of-content-source", "settings", "scripts"}
)


@dataclass(slots=True)
class Story:
    """Reads the text, a header, a note, a cell or a slide; lists go on from one to the next."""

    styles: Styles
    lists: Lists
    pages: PageCount

    def elements(self, node: XmlElement) -> Iterator[Element]:
        """Yield the elements of all blocks below a node."""
        for each in node:
            yield from self.block(each)

    def block(self, node: XmlElement) -> Iterator[Element]:
        """Yield the elements of one block."""
        name = bare(node)
        if name in ("p", "h"):
            yield from self._paragraph(node)
        elif name == "list":
            style = attribute(node, "style-name") or ""
            yield from self._list(node, self.lists.counter(node, style), 1)
        elif name == "table":
            yield from self._table(node)
        elif name in _CONTENTS:
            body = child(node, "index-body")
            elements = () if body is None else self.elements(body)
            yield from (replace(each, kind=ElementKind.FURNITURE, level=0) for each in elements if each.runs)
        elif name == "soft-page-break":
            self.pages.see_written_end()
        elif name == "annotation":
            yield self._note(node)
        elif name not in _LEFT_OUT:
            yield from self.elements(node)

    def _list(self, node: XmlElement, counter: Counter, level: int) -> Iterator[Element]:
        for item in node:
            is_numbered = bare(item) == "list-item"
            start = attribute(item, "start-value") or ""
            for each in item:
                if bare(each) == "list":
                    yield from self._list(each, self._nested(each, counter), min(level + 1, MAX_LEVELS))
                elif bare(each) in ("p", "h") and is_numbered and words(each):
                    yield from self._paragraph(each, counter.next_marker(level, start), level)
                    is_numbered = False
                else:
                    yield from self.block(each)

    def _nested(self, node: XmlElement, counter: Counter) -> Counter:
        """Return the numbers of a list in a list: the outer ones, unless it has a style of its own."""
        style = self.styles.lists.get(attribute(node, "style-name") or "", counter.style)
        return counter if style is counter.style else Counter(style, dict(counter.reached))

    def _paragraph(self, node: XmlElement, marker: str = "", item_level: int = 0) -> Iterator[Element]:
        style = attribute(node, "style-name") or ""
        if self.pages.has_words and self.styles.breaks_page("paragraph", style):
            self.pages.see_end_by_hand()
        said = whole(attribute(node, "outline-level") or "", 1) if bare(node) == "h" else 0
        level = said or self.styles.heading_level(style)
        gathered, drawn = Gathered(self.pages), list[XmlElement]()
        for piece in Inline(self.styles).pieces(node, is_strong=bool(self.styles.is_strong("paragraph", style))):
            if isinstance(piece, Run):
                gathered.add(piece)
            elif isinstance(piece, Noted):
                gathered.notes.append(self._note(piece.node))
            elif isinstance(piece, Drawn):
                drawn.append(piece.node)
            else:
                self.pages.see_written_end()
        text = gathered.text.strip()
        if text and said and not marker:
            marker = self.lists.heading_marker(said)
        kind, shown_level = self._kind(style, level, item_level if marker else 0, text)
        yield from gathered.elements(kind, shown_level, marker)
        for each in drawn:
            yield from self._frame(each)
        yield from gathered.notes

    def _kind(self, style: str, level: int, item_level: int, text: str) -> tuple[ElementKind, int]:
        if level and reads_as_heading(text):
            return ElementKind.HEADING, min(level, 9)
        if item_level:
            return ElementKind.ITEM, item_level - 1
        if self.styles.is_code(style):
            return ElementKind.CODE, 0
        return ElementKind.PARAGRAPH, 0

    def _note(self, node: XmlElement) -> Element:
        """Return a note or a comment; who wrote a comment stands before it."""
        inner = Story(self.styles, Lists(self.styles), PageCount(is_counted=False))
        body = child(node, "note-body")
        if body is not None:
            return Element(ElementKind.FOOTNOTE, plain_words(inner.elements(body)), page=self.pages.here)
        author = words(child(node, "creator"))
        blocks = (element for each in node if bare(each) in ("p", "list") for element in inner.block(each))
        lead = Run(f"Comment ({author}): " if author else "Comment: ")
        return Element(ElementKind.FOOTNOTE, (lead, *plain_words(blocks)), page=self.pages.here)

    def _frame(self, node: XmlElement) -> Iterator[Element]:
        """Yield what a frame or a shape holds, all on the page of its paragraph."""
        inner = Story(self.styles, Lists(self.styles), PageCount(is_counted=False))
        blocks = inner.elements(node) if bare(node) in FRAMES else inner.block(node)
        yield from (replace(each, page=self.pages.here) for each in blocks)

    def _table(self, node: XmlElement) -> Iterator[Element]:
        rows, header_rows = table_rows(node)
        if is_layout(rows):
            for row in rows:
                for cell in row:
                    yield from self.elements(cell)
            return
        yield from text_table(rows, header_rows, self.elements, self.pages)
