"""Tables in the text of OpenDocument files: rows and cells, merged or said to be repeated."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.elements import Element
from ingest.formats.markup import XmlElement
from ingest.formats.opendocument.styles import value, whole
from ingest.formats.word.grid import EMPTY, MAX_SPAN, Aside, Cell, cell_of, table_elements
from ingest.formats.word.pages import PageCount
from ingest.formats.word.xml import bare

# A row or cell may be said to be repeated a million times; in a text nobody means that.
MAX_REPEATED = 100
MAX_LAYOUT_ROWS = 2
MIN_LAYOUT_BLOCKS = 4  # paragraphs in one cell
_PARTS_OF_TABLE = ("table-rows", "table-row-group", "table-header-rows", "soft-page-break")
_CELLS = ("table-cell", "covered-table-cell")

Row = list[XmlElement]


def table_rows(node: XmlElement) -> tuple[list[Row], int]:
    """Return a table's rows of cells, and how many of the first ones it marks as its header."""
    rows: list[Row] = []
    headers = 0
    for row, is_header in _rows(node, is_header=False):
        cells = [each for each in row if bare(each) in _CELLS]
        rows += [cells] * min(whole(value(row, "number-rows-repeated"), 1), MAX_REPEATED)
        headers += is_header and headers == len(rows) - 1
    return rows, headers or int(value(node, "use-first-row-styles") == "true" and len(rows) > 1)


def _rows(node: XmlElement, *, is_header: bool) -> Iterator[tuple[XmlElement, bool]]:
    for each in node:
        name = bare(each)
        if name == "table-row":
            yield each, is_header
        elif name in _PARTS_OF_TABLE:
            yield from _rows(each, is_header=is_header or name == "table-header-rows")


def text_table(
    rows: Sequence[Row],
    header_rows: int,
    blocks: Callable[[XmlElement], Iterator[Element]],
    pages: PageCount,
) -> Iterator[Element]:
    """Yield a table, with the notes to its words after it.

    Args:
        rows: Of cells as the file has them.
        header_rows: How many the file marks as naming the columns.
        blocks: What the story makes of all blocks below a node.
        pages: Where the text has got to.
    """
    aside = Aside()
    grid: list[list[Cell]] = []
    spans = Spans()
    for row in rows:
        start, ends = pages.number, [pages.number]
        cells: list[Cell] = []
        for node in row:
            pages.number = start
            cell = cell_of(blocks(node), aside) if bare(node) == "table-cell" else None
            cells += spans.placed(node, cell, len(grid), len(cells))
            ends.append(pages.number)
        pages.number = max(ends)
        grid.append(cells)
    yield from table_elements(grid, header_rows, aside.page)
    yield from aside.notes


@dataclass(slots=True)
class Spans:
    """Which merged cell covers which place of a grid."""

    by_place: dict[tuple[int, int], Cell] = field(default_factory=dict)

    def placed(self, node: XmlElement, cell: Cell | None, row: int, column: int) -> list[Cell]:
        """Return what stands at a place and, where the cell is said to be repeated, at those right of it.

        Args:
            node: The cell in the file.
            cell: What it holds; None where it is covered by another.
            row: 0-based.
            column: 0-based.
        """
        repeated = min(whole(value(node, "number-columns-repeated"), 1), MAX_REPEATED)
        if cell is None:
            return [self.by_place.get((row, column + place), EMPTY) for place in range(repeated)]
        down = min(whole(value(node, "number-rows-spanned"), 1), MAX_SPAN)
        across = min(whole(value(node, "number-columns-spanned"), 1), MAX_SPAN)
        if down > 1 or across > 1:
            places = ((row + below, column + right) for below in range(down) for right in range(across))
            self.by_place |= dict.fromkeys(places, cell)
        return [cell] * repeated


def is_layout(rows: Sequence[Row]) -> bool:
    """Return whether a table only lays out the page: a single column, or few rows with much in one cell."""
    filled = [[cell for cell in row if _has_words(cell)] for row in rows]
    filled = [row for row in filled if row]
    if all(len(row) == 1 for row in filled):
        return True
    return len(filled) <= MAX_LAYOUT_ROWS and any(
        sum(map(_has_words, cell)) >= MIN_LAYOUT_BLOCKS or any(bare(block) == "table" for block in cell)
        for row in filled
        for cell in row
    )


def _has_words(node: XmlElement) -> bool:
    return any(str(text).strip() for text in node.itertext())
