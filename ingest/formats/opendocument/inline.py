"""What stands in one paragraph of an OpenDocument file: words of one look, notes, frames, ends of pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.elements import Run
from ingest.formats.markup import XmlElement
from ingest.formats.opendocument.styles import Styles, value, whole
from ingest.formats.word.inline import Drawn, PageEnd
from ingest.formats.word.xml import attribute, bare

MAX_SPACES = 200  # of one element that stands for many
FRAMES = frozenset({"frame", "custom-shape", "rect", "ellipse", "g", "line", "connector", "polygon", "path"})
_WHITE_SPACE = re.compile(r"[ \t\r\n]+")
# Deleted words, readings above a word's letters, scripts; words that are hidden.
_LEFT_OUT = frozenset({"ruby-text", "change", "change-start", "change-end", "tracked-changes", "script", "hidden-text"})


@dataclass(frozen=True, slots=True)
class Noted:
    """A footnote, an endnote or a comment at its place."""

    node: XmlElement


Piece = Run | Drawn | Noted | PageEnd


@dataclass(frozen=True, slots=True)
class Inline:
    """Reads paragraphs."""

    styles: Styles

    def pieces(self, node: XmlElement, *, is_strong: bool, url: str | None = None) -> Iterator[Piece]:
        """Yield what stands in a paragraph, or in a part of one, in order."""
        if node.text:
            yield Run(_WHITE_SPACE.sub(" ", node.text), is_strong, url)
        for each in node:
            yield from self._piece(each, is_strong=is_strong, url=url)
            if each.tail:
                yield Run(_WHITE_SPACE.sub(" ", each.tail), is_strong, url)

    def _piece(self, node: XmlElement, *, is_strong: bool, url: str | None) -> Iterator[Piece]:
        name = bare(node)
        if name == "span":
            bold = self.styles.is_strong("text", attribute(node, "style-name") or "")
            yield from self.pieces(node, is_strong=is_strong if bold is None else bold, url=url)
        elif name == "s":
            yield Run(" " * min(whole(attribute(node, "c") or "", 1), MAX_SPACES), is_strong, url)
        elif name == "tab":
            yield Run("\t", is_strong, url)
        elif name == "line-break":
            yield Run("\n", is_strong, url)
        elif name == "soft-page-break":
            yield PageEnd(by_hand=False)
        elif name in ("note", "annotation"):
            yield Noted(node)
        elif name in FRAMES:
            yield Drawn(node)
        elif name == "a":
            target = value(node, "href")
            yield from self.pieces(node, is_strong=is_strong, url=target if ":" in target else url)
        elif name not in _LEFT_OUT:
            yield from self.pieces(node, is_strong=is_strong, url=url)
