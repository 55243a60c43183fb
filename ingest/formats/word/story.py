"""The paragraphs, lists and tables of one part of a Word document, made elements in reading order."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ingest.elements import Element, ElementKind, Run
from ingest.formats.drawing import graphic_elements
from ingest.formats.markup import XmlElement
from ingest.formats.word.inline import (
    Drawn,
    Fields,
    Inline,
    NoteReference,
    PageEnd,
    boxes,
    chosen,
    graphics,
    is_placeholder,
)
from ingest.formats.word.numbering import Marker, Numbering
from ingest.formats.word.pages import PageCount
from ingest.formats.word.paragraph import Gathered, reads_as_heading
from ingest.formats.word.parts import Parts, Relations
from ingest.formats.word.styles import Look, Styles
from ingest.formats.word.tables import WordTable
from ingest.formats.word.xml import attribute, bare, child, is_on

# A line of a table of contents typed by hand: a tab led by dots, then a page.
_CONTENTS_LINE = re.compile(r".*\t\s*(?:[A-Z\d]{1,3}[-.])?(?:\d{1,4}|[ivxlc]{1,7})\s*", re.DOTALL)
# Styles of headings that stand in no order.
_UNRANKED = frozenset({"heading", "subtitle"})
_PASSED_THROUGH = frozenset({"body", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "txbxContent"})

Notes = Mapping[tuple[str, str], Element]


@dataclass(frozen=True, slots=True)
class Document:
    """What all parts of one Word document share."""

    parts: Parts
    styles: Styles
    numbering: Numbering
    notes: Notes = field(default_factory=dict)


@dataclass(slots=True)
class Story:
    """Reads one part: the text, a header, a note, or a text box in one of these."""

    document: Document
    relations: Relations
    pages: PageCount
    fields: Fields = field(default_factory=Fields)
    _initial: tuple[Run, ...] = ()  # a large first letter that stands in a frame of its own

    def elements(self, node: XmlElement) -> Iterator[Element]:
        """Yield the elements of all blocks below a node."""
        for each in node:
            name = bare(each)
            if name == "p":
                yield from self._paragraph(each)
            elif name == "tbl":
                yield from WordTable(self.document.styles, self.pages, self.elements).elements(each)
            elif name == "sdt":
                yield from self._control(each)
            elif name == "AlternateContent":
                yield from self.elements(chosen(each))
            elif name == "altChunk":
                self.document.parts.notes.append("A document inserted into it as a file was not read.")
            elif name in _PASSED_THROUGH:
                yield from self.elements(each)

    def _control(self, node: XmlElement) -> Iterator[Element]:
        """Yield what a content control holds; what is generated, such as a table of contents, is furniture."""
        if is_placeholder(node):
            return
        gallery = attribute(child(node, "sdtPr", "docPartObj", "docPartGallery"), "val") or ""
        for element in self.elements(node):
            if gallery == "Table of Contents" and element.kind is not ElementKind.TABLE:
                yield replace(element, kind=ElementKind.FURNITURE)
            else:
                yield element

    def _paragraph(self, node: XmlElement) -> Iterator[Element]:
        properties = child(node, "pPr")
        look = self.document.styles.look(properties)
        if look.breaks_page and self.pages.has_words:
            self.pages.see_end_by_hand()
        words, drawn = Gathered(self.pages), list[XmlElement]()
        is_contents = False
        for piece in Inline(self.document.styles, self.relations, self.fields).pieces(node, look):
            if isinstance(piece, Run):
                is_contents = is_contents or (not words.parts and self.fields.in_contents)
                words.add(piece)
            elif isinstance(piece, NoteReference):
                note = self.document.notes.get((piece.kind, piece.identifier))
                words.notes += [] if note is None else [replace(note, page=self.pages.here)]
            elif isinstance(piece, Drawn):
                drawn.append(piece.node)
            else:
                self._see_end(piece)
        has_words = bool(words.text.strip())
        is_gone = is_on(child(properties, "rPr", "del")) or is_on(child(properties, "rPr", "vanish"))
        marker = None if is_gone and not has_words else self.document.numbering.marker(look)
        if has_words and attribute(child(properties, "framePr"), "dropCap") in ("drop", "margin"):
            self._initial = tuple(run for _, runs in words.parts for run in runs)
        elif has_words:
            yield from self._element(
                words, look, marker, is_contents=is_contents or _is_contents_line(properties, words.text)
            )
        for each in drawn:
            yield from self._drawn(each)
        yield from words.notes

    def _element(self, words: Gathered, look: Look, marker: Marker | None, *, is_contents: bool) -> Iterator[Element]:
        """Yield a paragraph, in as many parts as the pages that it goes over."""
        kind, level = _kind(look, marker, words.text.strip())
        if is_contents or look.is_contents:
            kind, level = ElementKind.FURNITURE, 0
        if self._initial and words.parts:
            words.parts[0][1][:0] = self._initial
            self._initial = ()
        yield from words.elements(kind, level, marker.text if marker else "•" if kind is ElementKind.ITEM else "")

    def _see_end(self, end: PageEnd) -> None:
        if end.by_hand:
            self.pages.see_end_by_hand()
        else:
            self.pages.see_written_end()

    def _drawn(self, drawn: XmlElement) -> Iterator[Element]:
        """Yield what a drawing's boxes, charts and diagrams hold, all on the page of its paragraph."""
        page = self.pages.here
        inner = Story(self.document, self.relations, PageCount(is_counted=False))
        for box in boxes(drawn):
            yield from (replace(element, page=page) for element in inner.elements(box))
        for identifier in graphics(drawn):
            relation = self.relations.get(identifier)
            root = None if relation is None else self.document.parts.optional(relation.target)
            yield from [] if root is None else graphic_elements(root, page)


def _kind(look: Look, marker: Marker | None, text: str) -> tuple[ElementKind, int]:
    """Return what a paragraph is, with its level."""
    if look.level and reads_as_heading(text):
        return ElementKind.HEADING, look.level
    if look.name in _UNRANKED and reads_as_heading(text):
        return ElementKind.HEADING, 0
    if look.is_code:
        return ElementKind.CODE, 0
    if marker and marker.text:
        return ElementKind.ITEM, marker.level
    if marker is None and look.name.startswith("list bullet"):
        return ElementKind.ITEM, 0
    return ElementKind.PARAGRAPH, 0


def _is_contents_line(properties: XmlElement | None, text: str) -> bool:
    tabs = child(properties, "tabs")
    has_leader = tabs is not None and any(attribute(tab, "leader") in ("dot", "middleDot") for tab in tabs)
    return has_leader and _CONTENTS_LINE.fullmatch(text) is not None
