"""Paragraphs and table rows of one flow of RTF text, made elements as they end."""

from dataclasses import dataclass, field

from ingest.elements import Element, ElementKind, Run
from ingest.formats.word.grid import EMPTY, Aside, Cell, cell_of, table_elements
from ingest.formats.word.numbering import PLAIN_BULLETS
from ingest.formats.word.pages import PageCount
from ingest.formats.word.paragraph import Gathered, reads_as_heading

# Twips, twentieths of a point: edges of cells nearer than this are one.
EDGE_TOLERANCE = 60
MAX_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """What is known of a paragraph when it ends."""

    level: int = 0  # of a heading, 1 the highest; 0 where it is none
    item_level: int = 0  # 0-based
    in_table: bool = False
    is_contents: bool = False
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class CellEdge:
    """How one cell of a row is drawn."""

    right: int  # twips from the left
    goes_on_down: bool = False  # it is merged with the one above
    goes_on_right: bool = False  # with the one at its left


@dataclass(slots=True)
class Row:
    """How the cells of the next row are drawn."""

    edges: list[CellEdge] = field(default_factory=list)
    is_header: bool = False


DrawnRow = tuple[Row, list[Cell]]


@dataclass(slots=True)
class Flow:
    """One flow of text: the main one, a header, a note or a text box."""

    elements: list[Element] = field(default_factory=list)
    marker: str = ""  # of the paragraph under way
    _gathered: Gathered = field(default_factory=lambda: Gathered(PageCount(is_counted=False)))
    _after: list[Element] = field(default_factory=list)  # to come after the paragraph under way
    _cell: list[Element] = field(default_factory=list)
    _cells: list[Cell] = field(default_factory=list)
    _rows: list[DrawnRow] = field(default_factory=list)
    _aside: Aside = field(default_factory=Aside)

    def add(self, run: Run) -> None:
        """Add words to the paragraph under way."""
        self._gathered.add(run)

    def add_after(self, elements: list[Element]) -> None:
        """Put elements after the paragraph under way: notes to it, text boxes that hang on it."""
        self._after += elements

    def end_paragraph(self, look: ParagraphLook) -> None:
        """End the paragraph under way."""
        text = self._gathered.text.strip()
        marker = PLAIN_BULLETS.get(self.marker.strip(), self.marker.strip()) if self.marker else ""
        kind, level = _kind(look, marker, text)
        found = [*self._gathered.elements(kind, level, marker), *self._after]
        self._gathered, self.marker, self._after = Gathered(self._gathered.pages), "", []
        if look.in_table:
            self._cell += found
        elif found or not self._cells:
            self.end_table()
            self.elements += found

    def end_cell(self, look: ParagraphLook) -> None:
        """End a cell, with the paragraph under way in it."""
        self.end_paragraph(ParagraphLook(look.level, look.item_level, in_table=True, is_code=look.is_code))
        self._cells.append(cell_of(self._cell, self._aside))
        self._cell = []

    def end_row(self, row: Row) -> None:
        """End a row of cells drawn as said."""
        if self._cells:
            self._rows.append((row, self._cells))
        self._cells = []

    def end_table(self) -> None:
        """Give out the table under way."""
        if self._cells:
            self.end_row(Row())
        rows, aside, cell = self._rows, self._aside, self._cell
        self._rows, self._aside, self._cell = [], Aside(), []
        for table in _tables(rows):
            headers = 0
            while headers < len(table) and table[headers][0].is_header:
                headers += 1
            self.elements += table_elements(_grid(table), headers if headers < len(table) else 0)
        self.elements += [*aside.notes, *cell]

    def end(self, look: ParagraphLook) -> list[Element]:
        """End the flow, and return what it holds."""
        self.end_paragraph(look)
        self.end_table()
        return self.elements


def _kind(look: ParagraphLook, marker: str, text: str) -> tuple[ElementKind, int]:
    if look.is_contents:
        return ElementKind.FURNITURE, 0
    if look.level and reads_as_heading(text):
        return ElementKind.HEADING, look.level
    if marker:
        return ElementKind.ITEM, look.item_level
    return (ElementKind.CODE if look.is_code else ElementKind.PARAGRAPH), 0


def _tables(rows: list[DrawnRow]) -> list[list[DrawnRow]]:
    """Return rows in tables: a new one begins where a row's cells end at other places than those of the rows before."""
    tables: list[list[DrawnRow]] = []
    known: set[int] = set()
    for row in rows:
        edges = {round(edge.right / EDGE_TOLERANCE) for edge in row[0].edges}
        # Edges a little apart may be rounded to neighbours.
        near = {edge + aside for edge in edges for aside in (-1, 0, 1)}
        known_near = {edge + aside for edge in known for aside in (-1, 0, 1)}
        if tables and (edges <= known_near or known <= near):
            tables[-1].append(row)
            known |= edges
        else:
            tables.append([row])
            known = edges
    return tables


def _grid(rows: list[DrawnRow]) -> list[list[Cell]]:
    """Return rows of cells, each cell in all columns that it is drawn over."""
    edges = sorted({edge.right for row, _ in rows for edge in row.edges})
    columns = [edge for place, edge in enumerate(edges) if not place or edge - edges[place - 1] > EDGE_TOLERANCE]
    are_drawn = all(len(row.edges) >= len(cells) for row, cells in rows)
    if not are_drawn or len(columns) > MAX_COLUMNS:
        return [cells for _, cells in rows]
    grid: list[list[Cell]] = []
    for row, cells in rows:
        placed: list[Cell] = []
        for edge, cell in zip(row.edges, cells, strict=False):
            above = grid[-1] if grid else []
            goes_down = edge.goes_on_down and len(placed) < len(above)
            shown = above[len(placed)] if goes_down else placed[-1] if edge.goes_on_right and placed else cell
            reached = sum(column <= edge.right + EDGE_TOLERANCE for column in columns)
            placed += [shown] * max(1, reached - len(placed))
        grid.append(placed + [EMPTY] * (len(columns) - len(placed)))
    return grid
