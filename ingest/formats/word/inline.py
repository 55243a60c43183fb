"""What stands in one paragraph of a Word document: words of one look, notes, boxes, ends of pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.elements import Run
from ingest.formats.markup import XmlElement
from ingest.formats.word.equations import equation_text
from ingest.formats.word.parts import Relations
from ingest.formats.word.styles import Look, Styles
from ingest.formats.word.symbols import in_symbols, symbol
from ingest.formats.word.xml import attribute, bare, child, inside, is_on, number, relation_id

NOTE_KINDS = {"footnoteReference": "footnote", "endnoteReference": "endnote", "commentReference": "comment"}
# What was deleted, or moved to elsewhere; readings above a word's letters.
_LEFT_OUT = frozenset({"del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "rt", "numberingChange"})
_DRAWN = frozenset({"drawing", "pict", "object"})
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_CONTENTS = re.compile(r"\s*TO[CA]\b")
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MAX_OPEN_FIELDS = 100


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The place of a footnote, an endnote or a comment."""

    kind: str
    identifier: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing, with whatever text it holds."""

    node: XmlElement


@dataclass(frozen=True, slots=True)
class PageEnd:
    """The end of a page, put in by hand or written down when the file was saved."""

    by_hand: bool


Piece = Run | NoteReference | Drawn | PageEnd


@dataclass(slots=True)
class _Field:
    """A field such as a table of contents or a link: what it shows stands after its instruction."""

    instruction: str = ""
    shows: bool = False

    @property
    def url(self) -> str | None:
        found = _LINK.match(self.instruction)
        return found[1] if found else None


@dataclass(slots=True)
class Fields:
    """The fields open at a place of the text; they may go over many paragraphs."""

    open: list[_Field] = field(default_factory=list)

    @property
    def is_hidden(self) -> bool:
        """Whether the words here are part of an instruction."""
        return any(not each.shows for each in self.open)

    @property
    def in_contents(self) -> bool:
        """Whether the words here are a table of contents or of figures."""
        return any(_CONTENTS.match(each.instruction) for each in self.open)

    @property
    def url(self) -> str | None:
        """What the words here link to."""
        return next((each.url for each in reversed(self.open) if each.url), None)

    def see(self, node: XmlElement) -> None:
        """Follow the mark of a field's begin, middle or end."""
        kind = attribute(node, "fldCharType")
        if kind == "begin" and len(self.open) < MAX_OPEN_FIELDS:
            self.open.append(_Field())
        elif kind == "separate" and self.open:
            self.open[-1].shows = True
        elif kind == "end" and self.open:
            self.open.pop()


@dataclass(frozen=True, slots=True)
class Inline:
    """Reads the paragraphs of one part."""

    styles: Styles
    relations: Relations
    fields: Fields

    def pieces(self, node: XmlElement, look: Look, url: str | None = None) -> Iterator[Piece]:
        """Yield what stands in a paragraph, or in a part of one, in order."""
        for each in node:
            name = bare(each)
            if name == "r":
                yield from self._run(each, look, url)
            elif name == "hyperlink":
                yield from self.pieces(each, look, self._address(each) or url)
            elif name == "oMath":
                yield Run(equation_text(each))
            elif name == "oMathPara":
                yield Run(" ")
                yield from self.pieces(each, look, url)
                yield Run(" ")
            elif name == "AlternateContent":
                yield from self.pieces(chosen(each), look, url)
            elif name == "sdt" and is_placeholder(each):
                continue
            elif name in NOTE_KINDS or name in _DRAWN or name == "t":
                yield from self._run_part(each, name, url, "", is_strong=look.is_strong)
            elif name not in _LEFT_OUT and len(each):
                yield from self.pieces(each, look, url)

    def _address(self, node: XmlElement) -> str | None:
        relation = self.relations.get(relation_id(node) or "")
        if relation is None or not relation.is_outside:
            return None
        anchor = attribute(node, "anchor")
        return f"{relation.target}#{anchor}" if anchor and "#" not in relation.target else relation.target

    def _run(self, node: XmlElement, look: Look, url: str | None) -> Iterator[Piece]:
        properties = child(node, "rPr")
        is_strong, font = look.is_strong, ""
        if properties is not None:
            if is_on(child(properties, "vanish")):
                return
            bold = is_on(child(properties, "b"))
            if bold is None and (style := attribute(child(properties, "rStyle"), "val")):
                bold = self.styles.is_strong(style)
            is_strong = look.is_strong if bold is None else bold
            font = attribute(child(properties, "rFonts"), "ascii") or ""
        for each in node:
            yield from self._run_part(each, bare(each), url, font, is_strong=is_strong)

    def _run_part(self, node: XmlElement, name: str, url: str | None, font: str, *, is_strong: bool) -> Iterator[Piece]:
        if name == "fldChar":
            self.fields.see(node)
            yield from _form_field(node)
        elif name == "instrText" and self.fields.open:
            self.fields.open[-1].instruction += node.text or ""
        elif name == "lastRenderedPageBreak":
            yield PageEnd(by_hand=False)
        elif name == "br" and attribute(node, "type") == "page":
            yield PageEnd(by_hand=True)
        elif name == "AlternateContent":
            for each in chosen(node):
                yield from self._run_part(each, bare(each), url, font, is_strong=is_strong)
        elif name in NOTE_KINDS:
            yield NoteReference(NOTE_KINDS[name], attribute(node, "id") or "")
        elif name in _DRAWN:
            yield Drawn(node)
        elif name == "ruby":
            base = child(node, "rubyBase")
            yield from () if base is None else self.pieces(base, Look(is_strong=is_strong), url)
        elif not self.fields.is_hidden and (text := _signs(node, name, font)):
            yield Run(text, is_strong, url or self.fields.url)


def _signs(node: XmlElement, name: str, font: str) -> str:
    """Return the signs that a part of a run shows."""
    if name == "t":
        text = node.text or ""
        return in_symbols(text if node.get(_XML_SPACE) == "preserve" else text.strip("\n\r\t "), font)
    if name == "br":
        return "\n"
    if name == "sym":
        try:
            return symbol(int(attribute(node, "char") or "", 16), attribute(node, "font") or "")
        except ValueError:
            return ""
    return _SIGNS.get(name, "")


def _form_field(node: XmlElement) -> Iterator[Run]:
    """Yield what a form's box or list shows."""
    box, choices = child(node, "ffData", "checkBox"), child(node, "ffData", "ddList")
    if box is not None:
        said = is_on(child(box, "checked"))
        yield Run("☒" if (is_on(child(box, "default")) if said is None else said) else "☐")
    if choices is not None:
        entries = [attribute(each, "val") or "" for each in choices if bare(each) == "listEntry"]
        yield from map(Run, entries[number(child(choices, "result"), "val", 0) :][:1])


def chosen(node: XmlElement) -> XmlElement:
    """Return the one of several writings of the same that is read: the newest, as it says most."""
    return next((each for name in ("Choice", "Fallback") if (each := child(node, name)) is not None), node)


def is_placeholder(control: XmlElement) -> bool:
    """Return whether a content control shows only what to fill in."""
    return bool(is_on(child(control, "sdtPr", "showingPlcHdr")))


def boxes(drawn: XmlElement) -> Iterator[XmlElement]:
    """Yield the text boxes of a drawing, each once, those inside others left to them."""
    for each in drawn:
        name = bare(each)
        if name == "txbxContent":
            yield each
        else:
            yield from boxes(chosen(each) if name == "AlternateContent" else each)


def graphics(drawn: XmlElement) -> Iterator[str]:
    """Yield by which identifiers a drawing refers to charts and diagrams."""
    for data in inside(drawn, "graphicData"):
        for node in data:
            attribute_name = {"chart": "id", "relIds": "dm"}.get(bare(node))
            if attribute_name and (found := relation_id(node, attribute_name)):
                yield found
