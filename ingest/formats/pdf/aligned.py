"""Find tables without lines: rows whose parts stand under one another, with wide gaps between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.formats.grid.header import header_row_count, is_typed
from ingest.formats.pdf.lines import TextLine, line_of
from ingest.formats.pdf.shapes import Piece, TableShape, box_around
from ingest.formats.pdf.words import joined

# A gap between cells, in sizes of the type.
CELL_GAP = 1.0
MIN_ROWS = 3
# A column of more lines than this is a drawing.
MOST_LINES = 1_000
MOST_COLUMNS = 40
START_POINTS = 3.0
# Longer cells are prose.
MOST_CELL_WORDS = 14
# Two lines of one cell are no further apart than this, in sizes of the type; rows may be.
LINE_STEP = 1.45
# A table of two columns needs figures in one of them: words beside words are a form or a list of terms.
MIN_TYPED_SHARE = 0.4


@dataclass(slots=True)
class _Cell:
    left: float
    right: float
    pieces: Sequence[Piece]
    column: int = -1


def aligned_tables(lines: Sequence[TextLine]) -> list[TextLine | TableShape]:
    """Return the lines of a column with those that make up a table replaced by it.

    Args:
        lines: From top to bottom.
    """
    if len(lines) > MOST_LINES:
        return list(lines)
    found: list[TextLine | TableShape] = []
    position = 0
    while position < len(lines):
        end = _table_end(lines, position)
        table = _table(lines[position:end]) if end - position >= 2 else None
        if table is None:
            found.append(lines[position])
            position += 1
        else:
            found.append(table)
            position = end
    return found


def cells_of(line: TextLine, gap: float = CELL_GAP) -> list[list[Piece]]:
    """Return the pieces of a line as those of cells, which gaps wider than so many sizes of the type part."""
    cells: list[list[Piece]] = []
    for piece in line.pieces:
        if cells and piece.box.left - cells[-1][-1].box.right <= gap * line.size:
            cells[-1].append(piece)
        else:
            cells.append([piece])
    return cells


def _table_end(lines: Sequence[TextLine], start: int) -> int:
    """Where the rows that begin at a line end: it and those after it have cells, or go on with the cells above."""
    if not 2 <= len(cells_of(lines[start])) <= MOST_COLUMNS:
        return start
    end = start + 1
    while end < len(lines):
        line, last = lines[end], lines[end - 1]
        step = line.baseline - last.baseline
        if step > 4 * line.size or abs(line.size - last.size) > 0.25 * last.size:
            break
        is_row = len(cells_of(line)) >= 2
        follows = end + 1 < len(lines) and len(cells_of(lines[end + 1])) >= 2
        if not is_row and not (step <= LINE_STEP * line.size and (follows or _is_short(line, lines[start:end]))):
            break
        end += 1
    return end


def _is_short(line: TextLine, rows: Sequence[TextLine]) -> bool:
    """Whether a line fits into one of the columns of rows above it."""
    width = max(row.box.right for row in rows) - min(row.box.left for row in rows)
    return line.box.width <= 0.5 * width


def _table(lines: Sequence[TextLine]) -> TableShape | None:
    rows = [[_Cell(cell[0].box.left, cell[-1].box.right, cell) for cell in cells_of(line)] for line in lines]
    edges = _column_edges(rows)
    if len(edges) < 2 or not _place(rows, edges):
        return None
    merged = _without_split_columns(_merged_rows(lines, rows, len(edges)))
    if not (_looks_like_table(merged) if len(merged) >= MIN_ROWS else _is_header_with_row(merged)):
        return None
    return TableShape(box_around(line.box for line in lines), tuple(merged), header_row_count(merged))


def _column_edges(rows: Sequence[Sequence[_Cell]]) -> list[tuple[float, float]]:
    """The left and right edges of columns: cells that lie over one another, in rows that have the most of them."""
    several = [row for row in rows if len(row) >= 2]
    spans: list[tuple[float, float]] = []
    for cell in sorted((cell for row in several for cell in row), key=lambda cell: cell.left):
        if spans and cell.left < spans[-1][1] - 0.5:
            spans[-1] = (spans[-1][0], max(spans[-1][1], cell.right))
        else:
            spans.append((cell.left, cell.right))
    return spans


def _place(rows: Sequence[Sequence[_Cell]], edges: Sequence[tuple[float, float]]) -> bool:
    """Give each cell its column; whether every cell has one, and no two of a row the same."""
    for row in rows:
        for cell in row:
            covered = [column for column, (left, right) in enumerate(edges) if cell.left < right and cell.right > left]
            if len(covered) > 1 and len(row) == 1:
                # A line under the words of one column, running on under the next ones.
                covered = [column for column in covered if abs(edges[column][0] - cell.left) < START_POINTS]
            if len(covered) != 1:
                return False
            cell.column = covered[0]
        if len({cell.column for cell in row}) < len(row):
            return False
    return True


def _merged_rows(lines: Sequence[TextLine], rows: Sequence[Sequence[_Cell]], width: int) -> list[tuple[str, ...]]:
    """Rows of cells, a line that only goes on with cells above it put to them."""
    merged: list[list[str]] = []
    usual = _row_step(lines, rows)
    for position, (line, row) in enumerate(zip(lines, rows, strict=True)):
        cells = [""] * width
        for cell in row:
            cells[cell.column] = line_of(cell.pieces).text
        step = line.baseline - lines[position - 1].baseline if position else float("inf")
        if merged and not cells[0] and step <= min(LINE_STEP * line.size, usual) and _goes_on(merged[-1], cells):
            merged[-1] = [joined(above, words) for above, words in zip(merged[-1], cells, strict=True)]
        else:
            merged.append(cells)
    return [tuple(row) for row in merged]


def _without_split_columns(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows with each column whose name stands left or right of all its cells made one, as numbers set right have it."""
    columns = list(zip(*rows, strict=True))
    place = 0
    while place + 1 < len(columns):
        left, right = columns[place : place + 2]
        name, body = (left, right) if left[0] else (right, left)
        if name[0] and not any(name[1:]) and not body[0] and all(body[1:]) and len(rows) > 1:
            columns[place : place + 2] = [(name[0], *body[1:])]
        place += 1
    return list(zip(*columns, strict=True))


def _row_step(lines: Sequence[TextLine], rows: Sequence[Sequence[_Cell]]) -> float:
    """A step from line to line that is less than any from one row to the next, where both begin in the first column."""
    steps = [
        line.baseline - last.baseline
        for (last, above), (line, row) in pairwise(zip(lines, rows, strict=True))
        if any(cell.column == 0 for cell in above) and any(cell.column == 0 for cell in row)
    ]
    return 0.95 * min(steps, default=float("inf"))


def _goes_on(above: Sequence[str], cells: Sequence[str]) -> bool:
    filled = [(up, words) for up, words in zip(above, cells, strict=True) if words]
    return len(filled) < len([cell for cell in above if cell]) and not any(is_typed(words) for _, words in filled)


def _is_header_with_row(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether two rows are names over values: at least three of each, and of the values at least two typed."""
    if len(rows) != 2 or len(rows[0]) < 3 or not all(map(all, rows)):
        return False
    return header_row_count(rows) == 1 and sum(map(is_typed, rows[1])) >= 2


def _looks_like_table(rows: Sequence[tuple[str, ...]]) -> bool:
    cells = [cell for row in rows for cell in row if cell]
    if max(len(cell.split()) for cell in cells) > 3 * MOST_CELL_WORDS:
        return False
    if sum(len(cell.split()) for cell in cells) > MOST_CELL_WORDS * len(cells):
        return False
    full = [row for row in rows if sum(map(bool, row)) >= 2]
    if len(full) < MIN_ROWS or len(full) < 0.6 * len(rows):
        return False
    typed = max(sum(map(is_typed, column)) for column in zip(*rows, strict=True))
    return len(rows[0]) >= 3 or typed >= MIN_TYPED_SHARE * len(rows)
