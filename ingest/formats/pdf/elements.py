"""From the blocks of all pages to elements: runs joined, paragraphs that go on over a column's or page's end marked."""

import re
from collections.abc import Iterator, Sequence

from ingest.elements import Element, ElementKind, Run
from ingest.formats.pdf.bidi import mended_brackets
from ingest.formats.pdf.layout import Flow
from ingest.formats.pdf.lines import TextLine
from ingest.formats.pdf.paragraphs import ENDS, TextBlock, runs_after
from ingest.formats.pdf.shapes import Box, TableShape
from ingest.formats.pdf.words import joined_runs, seam

BODY = (ElementKind.PARAGRAPH, ElementKind.ITEM)
OUT_OF_FLOW = (ElementKind.FURNITURE, ElementKind.FOOTNOTE)
# A bullet of a font whose signs nobody knows.
UNKNOWN_BULLET = re.compile(".?\ufffd")
# Vowels and accents that are set over the letter before them.
BEFORE_MARK = re.compile("(?<=\\w) +(?=[\u0300-\u036f\u064b-\u0655\u0670])")
# Tables whose edges are nearer than this, in points, on two pages are one that goes on.
SAME_EDGE = 6.0


def elements_of(flow: Sequence[tuple[int, Flow]]) -> list[Element]:
    """Return blocks in reading order, each with its page's number, as elements."""
    found: list[Element] = []
    last: tuple[int, Flow] | None = None  # in the flow of the text
    place = -1  # of its element
    for page, block in flow:
        if isinstance(block, TableShape):
            before = last[1] if last and last[0] < page and isinstance(last[1], TableShape) else None
            found.append(_table(block, before, found[place] if before else None, page))
        else:
            element = _element(block, page)
            joins = None
            is_next = last is not None and last[0] == page and _column(last[1]) == block.column
            if last and not is_next and isinstance(last[1], TextBlock) and _goes_on(last[1], block):
                found[place], joins = _parted(found[place], element)
            found.append(element if joins is None else _joining(element, joins))
        if isinstance(block, TableShape) or block.kind not in OUT_OF_FLOW:
            last, place = (page, block), len(found) - 1
    return found


def furniture_element(row: TextLine, page: int) -> Element:
    """Return a running head or foot."""
    return Element(ElementKind.FURNITURE, row.runs, page=page)


def _element(block: TextBlock, page: int) -> Element:
    if block.kind is ElementKind.CODE:
        return Element(ElementKind.CODE, (Run(_code(block)),), page=page)
    runs = joined_runs([line.runs for line in block.lines])
    runs = runs_after(runs, len(block.marker))
    runs = tuple(Run(BEFORE_MARK.sub("", run.text), run.strong, run.url) for run in runs)
    words = "".join(run.text for run in runs)
    if mended_brackets(words) != words:
        runs = tuple(Run(mended_brackets(run.text), run.strong, run.url) for run in runs)
    if block.kind is ElementKind.HEADING:
        runs = tuple(Run(run.text, url=run.url) for run in runs)
    marker = UNKNOWN_BULLET.sub("•", block.marker.strip())
    return Element(block.kind, runs, block.level, marker, page=page)


def _code(block: TextBlock) -> str:
    """A listing's lines, indented as they are shown."""
    left = block.box.left
    widths = [glyph.right - glyph.left for line in block.lines for glyph in line.pieces[0].glyphs]
    width = max(sorted(widths)[len(widths) // 2], 1.0)
    return "\n".join(" " * round((line.box.left - left) / width) + line.text for line in block.lines)


def _goes_on(last: TextBlock, block: TextBlock) -> bool:
    """Whether a block goes on with the one before it, which ends a column or a page."""
    if last.kind not in BODY or block.kind is not ElementKind.PARAGRAPH:
        return False
    if abs(block.size - last.size) > 0.06 * last.size or last.bold != block.bold or last.text.endswith(ENDS):
        return False
    first = next((letter for letter in block.text if letter.isalnum()), "")
    if first.islower():
        return True
    is_full = last.column.right - last.lines[-1].box.right < 3 * last.size
    is_wide = len(last.text) > 40 and len(block.text) > 40
    is_indented = block.lines[0].box.left > block.column.left + block.size
    return is_full and is_wide and not is_indented


def _column(flow: Flow) -> Box:
    return flow.column if isinstance(flow, TextBlock) else flow.box


def _parted(above: Element, below: Element) -> tuple[Element, str]:
    """The first part without the hyphen at its end, and what stands between the parts."""
    words = "".join(run.text for run in above.runs)
    dropped, between = seam(words, "".join(run.text for run in below.runs))
    if dropped:
        last = above.runs[-1]
        runs = (*above.runs[:-1], Run(last.text[:-dropped], last.strong, last.url))
        above = Element(above.kind, runs, above.level, above.marker, page=above.page, joins=above.joins)
    return above, between


def _joining(element: Element, joins: str) -> Element:
    return Element(element.kind, element.runs, element.level, element.marker, page=element.page, joins=joins)


def _table(table: TableShape, before: TableShape | None, above: Element | None, page: int) -> Element:
    """A table; one that goes on with the one before it, under the same header."""
    rows, header_rows = table.rows, table.header_rows
    if before and above and _is_same_table(before, table):
        header = above.rows[: above.header_rows]
        if rows[: len(header)] == header:
            header_rows = len(header)
        else:
            rows, header_rows = header + rows, len(header)
    return Element(ElementKind.TABLE, rows=rows, header_rows=header_rows, page=page)


def _is_same_table(before: TableShape, table: TableShape) -> bool:
    same_edges = (
        abs(before.box.left - table.box.left) < SAME_EDGE and abs(before.box.right - table.box.right) < SAME_EDGE
    )
    return same_edges and len(before.rows[0]) == len(table.rows[0])


def described(comments: Sequence[str], page: int) -> Iterator[Element]:
    """Yield what readers of a page wrote onto it."""
    for words in comments:
        if words.strip():
            yield Element(ElementKind.FOOTNOTE, (Run(" ".join(words.split())),), page=page)
