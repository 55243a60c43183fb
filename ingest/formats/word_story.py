"""The paragraphs, lists and tables of one part of a Word document, made elements in reading order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ingest.elements import Element, ElementKind, Run
from ingest.formats.drawing import graphic_elements
from ingest.formats.markup import XmlElement
from ingest.formats.word_inline import (
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
from ingest.formats.word_numbering import Marker, Numbering
from ingest.formats.word_pages import PageCount
from ingest.formats.word_parts import Parts, Relations
from ingest.formats.word_styles import Look, Styles
from ingest.formats.word_tables import WordTable
from ingest.formats.word_xml import attribute, bare, child, is_on

# A heading's style on longer words, or on whole sentences, only numbers them or makes them stand out.
MAX_HEADING_CHARS = 250
MAX_SENTENCE_HEADING_CHARS = 100
_SENTENCE_ENDS = (".", ";", ",", ":", "。")
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
class _Words:
    """What a paragraph holds."""

    parts: list[tuple[int, list[Run]]] = field(default_factory=list)  # by page
    notes: list[Element] = field(default_factory=list)
    drawn: list[XmlElement] = field(default_factory=list)
    in_contents: bool = False  # the first of them are part of a table of contents

    @property
    def text(self) -> str:
        return "".join(run.text for _, runs in self.parts for run in runs)


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
        if look.breaks_page and self.pages.number > 1:
            self.pages.see_end_by_hand()
        words = self._words(node, look)
        is_deleted = is_on(child(properties, "rPr", "del")) or is_on(child(properties, "rPr", "vanish"))
        marker = None if is_deleted and not words.text.strip() else self.document.numbering.marker(look)
        if words.text.strip() and (frame := child(properties, "framePr")) is not None and attribute(frame, "dropCap"):
            self._initial = tuple(run for _, runs in words.parts for run in runs)
        elif words.text.strip():
            yield from self._element(words, look, marker)
        for drawn in words.drawn:
            yield from self._drawn(drawn)
        yield from words.notes

    def _element(self, words: _Words, look: Look, marker: Marker | None) -> Iterator[Element]:
        """Yield a paragraph, in as many parts as the pages that it goes over."""
        kind, level = _kind(look, marker, words.text.strip())
        if look.is_contents or words.in_contents:
            kind, level = ElementKind.FURNITURE, 0
        shown = marker.text if marker else ("•" if kind is ElementKind.ITEM else "")
        if self._initial:
            words.parts[0][1][:0] = self._initial
            self._initial = ()
        if shown and kind is not ElementKind.ITEM:
            words.parts[0][1].insert(0, Run(f"{shown} "))
        if kind in (ElementKind.HEADING, ElementKind.FURNITURE, ElementKind.CODE):
            page = next(page for page, runs in words.parts if any(run.text.strip() for run in runs))
            yield Element(kind, tuple(run for _, runs in words.parts for run in runs), level, page=page)
            return
        before = None
        for page, runs in words.parts:
            text = "".join(run.text for run in runs)
            if not text.strip():
                continue
            joins = None if before is None else _joint(before, text)
            marked = shown if kind is ElementKind.ITEM and before is None else ""
            yield Element(kind, tuple(runs), level, marked, page=page, joins=joins)
            before = text

    def _words(self, node: XmlElement, look: Look) -> _Words:
        words = _Words()
        for piece in Inline(self.document.styles, self.relations, self.fields).pieces(node, look):
            if isinstance(piece, Run):
                words.in_contents = words.in_contents or (not words.parts and self.fields.in_contents)
                _add(words, piece, self.pages)
            elif isinstance(piece, NoteReference):
                note = self.document.notes.get((piece.kind, piece.identifier))
                words.notes += [] if note is None else [replace(note, page=self.pages.see_words())]
            elif isinstance(piece, Drawn):
                words.drawn.append(piece.node)
            else:
                self._see_end(piece)
        return words

    def _see_end(self, end: PageEnd) -> None:
        if end.by_hand:
            self.pages.see_end_by_hand()
        else:
            self.pages.see_written_end()

    def _drawn(self, drawn: XmlElement) -> Iterator[Element]:
        """Yield what a drawing's boxes, charts and diagrams hold, all on the page of its paragraph."""
        page = self.pages.see_words()
        inner = Story(self.document, self.relations, PageCount(is_counted=False))
        for box in boxes(drawn):
            yield from (replace(element, page=page) for element in inner.elements(box))
        for identifier in graphics(drawn):
            relation = self.relations.get(identifier)
            root = None if relation is None else self.document.parts.optional(relation.target)
            yield from [] if root is None else graphic_elements(root, page)


def _add(words: _Words, run: Run, pages: PageCount) -> None:
    """Add a run to what its page holds of the paragraph, to the last run where that looks the same."""
    page = pages.see_words() if run.text.strip() else words.parts[-1][0] if words.parts else pages.see_words()
    if not words.parts or words.parts[-1][0] != page:
        words.parts.append((page, []))
    runs = words.parts[-1][1]
    if runs and (runs[-1].strong, runs[-1].url) == (run.strong, run.url):
        runs[-1] = replace(runs[-1], text=runs[-1].text + run.text)
    else:
        runs.append(run)


def _kind(look: Look, marker: Marker | None, text: str) -> tuple[ElementKind, int]:
    """Return what a paragraph is, with its level."""
    if look.level and _reads_as_heading(text):
        return ElementKind.HEADING, look.level
    if look.is_code:
        return ElementKind.CODE, 0
    if marker and marker.text:
        return ElementKind.ITEM, marker.level + 1
    if marker is None and look.name.startswith("list bullet"):
        return ElementKind.ITEM, 1
    return ElementKind.PARAGRAPH, 0


def _reads_as_heading(text: str) -> bool:
    if len(text) > MAX_HEADING_CHARS or not any(map(str.isalnum, text)):
        return False
    return len(text) <= MAX_SENTENCE_HEADING_CHARS or not text.endswith(_SENTENCE_ENDS)


def _joint(before: str, after: str) -> str:
    """Return what parts two pieces of one paragraph, whose outer white space is not kept."""
    return " " if before[-1:].isspace() or after[:1].isspace() else ""


def plain_words(elements: Iterator[Element]) -> tuple[Run, ...]:
    """Return the words of elements as those of one paragraph; a table's cells one after the other."""
    runs: list[Run] = []
    for element in elements:
        shown = [Run(" ".join(filter(None, row))) for row in element.rows] or list(element.runs)
        lead = [Run(f"{element.marker} ")] if element.marker else []
        runs += [*([Run(" ")] if runs else []), *lead, *shown]
    return tuple(runs)
