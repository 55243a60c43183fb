"""Tables of Word documents: cells merged across and down, tables in tables, tables that only lay out the page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ingest.elements import Element
from ingest.formats.markup import XmlElement
from ingest.formats.word.grid import EMPTY, MAX_SPAN, Aside, Cell, cell_of, table_elements
from ingest.formats.word.inline import chosen, is_placeholder
from ingest.formats.word.pages import PageCount
from ingest.formats.word.styles import Styles
from ingest.formats.word.xml import attribute, bare, child, inside, is_on, number

# What makes a table of few rows one that only places text on the page.
MAX_LAYOUT_ROWS = 2
MIN_LAYOUT_BLOCKS = 4  # paragraphs in one cell


@dataclass(slots=True)
class WordTable:
    """Reads the tables of one story."""

    styles: Styles
    pages: PageCount
    blocks: Callable[[XmlElement], Iterator[Element]]  # what the story makes of all blocks below a node

    def elements(self, node: XmlElement) -> Iterator[Element]:
        """Yield a table, with the notes to its words after it; one for layout only as what its cells hold."""
        rows = list(_rows(node))
        if _is_layout(rows):
            for row in rows:
                for cell in _cells(row):
                    yield from self.blocks(cell)
            return
        aside = Aside()
        grid: list[list[Cell]] = []
        for row in rows:
            grid.append(self._grid_row(row, grid[-1] if grid else [], aside))
        yield from table_elements(grid, self._marked_headers(node, rows), aside.page)
        yield from aside.notes

    def _grid_row(self, row: XmlElement, above: list[Cell], aside: Aside) -> list[Cell]:
        """Return a row's cells, each in every place that it covers; a page that ends in it may end in several."""
        start, ends = self.pages.number, [self.pages.number]
        properties = child(row, "trPr")
        cells = [EMPTY] * min(number(child(properties, "gridBefore"), "val", 0), MAX_SPAN)
        for node in _cells(row):
            self.pages.number = start
            span = min(max(number(child(node, "tcPr", "gridSpan"), "val", 1), 1), MAX_SPAN)
            merge = child(node, "tcPr", "vMerge")
            goes_on = merge is not None and attribute(merge, "val") != "restart" and len(cells) < len(above)
            cells += [above[len(cells)] if goes_on else cell_of(self.blocks(node), aside)] * span
            ends.append(self.pages.number)
        self.pages.number = max(ends)
        return cells

    def _marked_headers(self, node: XmlElement, rows: list[XmlElement]) -> int:
        """Return how many first rows the table says to repeat on each page, or its style gives a look of their own."""
        count = 0
        while count < len(rows) and is_on(child(rows[count], "trPr", "tblHeader")):
            count += 1
        if count and count < len(rows):
            return count
        style = attribute(child(node, "tblPr", "tblStyle"), "val") or ""
        return int(_uses_first_row(child(node, "tblPr", "tblLook")) and self.styles.has_header_row(style))


def _uses_first_row(look: XmlElement | None) -> bool:
    said = attribute(look, "firstRow")
    if said is not None:
        return said in ("1", "true", "on")
    try:
        return bool(int(attribute(look, "val") or "0", 16) & 0x20)
    except ValueError:
        return False


def _rows(node: XmlElement) -> Iterator[XmlElement]:
    """Yield a table's rows but those deleted or hidden."""
    for each in node:
        name = bare(each)
        if name == "tr":
            properties = child(each, "trPr")
            if child(properties, "del") is None and not is_on(child(properties, "hidden")):
                yield each
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _rows(each)
        elif name == "AlternateContent":
            yield from _rows(chosen(each))


def _cells(row: XmlElement) -> Iterator[XmlElement]:
    for each in row:
        name = bare(each)
        if name == "tc":
            yield each
        elif name in ("sdt", "sdtContent", "customXml") and not (name == "sdt" and is_placeholder(each)):
            yield from _cells(each)


def _is_layout(rows: list[XmlElement]) -> bool:
    """Return whether a table only lays out the page: a single column, or few rows with much in one cell."""
    filled = [[cell for cell in _cells(row) if _has_words(cell)] for row in rows]
    filled = [row for row in filled if row]
    if all(len(list(_cells(row))) == 1 for row in rows) or all(len(row) == 1 for row in filled):
        return True
    return len(filled) <= MAX_LAYOUT_ROWS and any(
        sum(map(_has_words, cell)) >= MIN_LAYOUT_BLOCKS or any(bare(block) == "tbl" for block in cell)
        for row in filled
        for cell in row
    )


def _has_words(node: XmlElement) -> bool:
    return any((each.text or "").strip() for each in inside(node, "t"))
