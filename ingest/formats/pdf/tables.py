"""Find the tables of a page: those drawn with lines, and those whose columns only stand under one another."""

import statistics
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.formats.grid.header import header_row_count
from ingest.formats.pdf.lines import lines_of, pieces_of, plain_words
from ingest.formats.pdf.shapes import Box, Glyph, TableShape, TurnedGlyph, box_around

# Lines nearer than this, in points, are one; ends that miss each other by less meet.
SNAP = 3.0
MIN_LINE = 6.0
MOST_GRID_LINES = 400
# A table of lines has at least so many rows and columns.
MIN_COLUMNS = MIN_ROWS = 2
# A cell with so many rows of its own, or more, is a frame.
MIN_FRAME_ROWS = 3
# Lines that run through more words than this for each cell are those of a drawing.
MOST_CUT = 0.1
# A cell of more words than this, on average, makes a layout and no table.
MOST_CELL_WORDS = 60


def ruled_tables(
    rules: Sequence[Box], glyphs: Sequence[Glyph], turned: Sequence[TurnedGlyph] = ()
) -> list[tuple[TableShape, list[Glyph]]]:
    """Return the tables drawn with lines, from top to bottom, each with the characters in it.

    Args:
        rules: Straight lines, as thin boxes.
        glyphs: In the frame of the lines.
        turned: Those of words that run otherwise, as the names of narrow columns may.
    """
    level = _merged([(rule.top + rule.bottom) / 2, rule.left, rule.right] for rule in rules if _is_level(rule))
    upright = _merged([(rule.left + rule.right) / 2, rule.top, rule.bottom] for rule in rules if _is_upright(rule))
    if len(level) < 2 or len(upright) < 2 or len(level) + len(upright) > MOST_GRID_LINES:
        return []
    found = []
    for across, down in _grids(level, upright):
        table = _table(across, down, glyphs, turned)
        if table:
            found.append(table)
    return sorted(found, key=lambda pair: (pair[0].box.top, pair[0].box.left))


_Stroke = tuple[float, float, float]
"""A line: where it stands, where it starts and where it ends."""


def _is_level(rule: Box) -> bool:
    return rule.width >= MIN_LINE and rule.height <= SNAP


def _is_upright(rule: Box) -> bool:
    return rule.height >= MIN_LINE and rule.width <= SNAP


def _merged(strokes: Iterable[Sequence[float]]) -> list[_Stroke]:
    """Lines that lie on one another, or go on where another ends, as one."""
    found: list[list[float]] = []
    for place, start, end in sorted(map(tuple, strokes)):
        for other in found[-40:]:
            if abs(other[0] - place) <= SNAP and start <= other[2] + SNAP and end >= other[1] - SNAP:
                other[1], other[2] = min(other[1], start), max(other[2], end)
                break
        else:
            found.append([place, start, end])
    return [(place, start, end) for place, start, end in found]


def _grids(level: Sequence[_Stroke], upright: Sequence[_Stroke]) -> list[tuple[list[_Stroke], list[_Stroke]]]:
    """Lines that cross or meet one another, as groups."""
    group = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for first, (y, left, right) in enumerate(level):
        for second, (x, top, bottom) in enumerate(upright, start=len(level)):
            if left - SNAP <= x <= right + SNAP and top - SNAP <= y <= bottom + SNAP:
                group[root(first)] = root(second)
    grids: dict[int, tuple[list[_Stroke], list[_Stroke]]] = {}
    for index in range(len(group)):
        across, down = grids.setdefault(root(index), ([], []))
        (across if index < len(level) else down).append((*level, *upright)[index])
    return [(across, down) for across, down in grids.values() if len(across) >= 2 and len(down) >= 2]


def _table(
    across: Sequence[_Stroke], down: Sequence[_Stroke], glyphs: Sequence[Glyph], turned: Sequence[TurnedGlyph]
) -> tuple[TableShape, list[Glyph]] | None:
    ys, xs = _places(across), _places(down)
    if len(xs) <= MIN_COLUMNS - 1 or len(ys) <= MIN_ROWS - 1:
        return None
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    inside = [glyph for glyph in glyphs if box.holds(glyph.middle, glyph.baseline - glyph.look.size * 0.3)]
    if not inside:
        return None
    cells: dict[tuple[int, int], list[Glyph]] = {}
    roots = _cell_roots(xs, ys, across, down)
    cut = 0
    for word in _words(inside):
        y = word[0].baseline - word[0].look.size * 0.3
        edges = (min(glyph.left for glyph in word), max(glyph.right for glyph in word))
        row, column = _row_and_column(ys, xs, y, sum(edges) / 2)
        cells.setdefault(roots[row][column], []).extend(word)
        ends = {_row_and_column(ys, xs, y, x) for x in (edges[0] + SNAP, edges[1] - SNAP)}
        cut += edges[1] - edges[0] > 2 * SNAP and len({roots[row][column] for row, column in ends}) > 1
    if cut > max(1, len(cells) * MOST_CUT):
        return None
    if any(_holds_rows(held, box) for held in cells.values()):
        return None
    words = {place: plain_words(held) for place, held in cells.items()}
    for x, y, glyph in turned:
        if box.holds(x, y):
            row, column = _row_and_column(ys, xs, y, x)
            if roots[row][column] not in words:
                cells.setdefault(roots[row][column], []).append(glyph)
                inside.append(glyph)
    words |= {place: plain_words(held) for place, held in cells.items() if place not in words}
    rows = [tuple(words.get(place, "") for place in places) for places in roots]
    rows = _without_empty(rows)
    if not _is_table(rows, list(words.values())):
        return None
    return TableShape(box, tuple(rows), header_row_count(rows) or _bold_header(roots, cells)), inside


def _bold_header(roots: Sequence[Sequence[tuple[int, int]]], cells: dict[tuple[int, int], list[Glyph]]) -> int:
    """Return 1 where all cells of the first row are bold and not all of the second, else 0."""
    rows = [[cells[place] for place in dict.fromkeys(places) if place in cells] for places in roots]
    filled = [row for row in rows if row]
    if len(filled) < 2 or len(filled[0]) < MIN_COLUMNS:
        return 0
    first, second = (all(glyph.look.bold for cell in row for glyph in cell) for row in filled[:2])
    return int(first and not second)


def _row_and_column(ys: Sequence[float], xs: Sequence[float], y: float, x: float) -> tuple[int, int]:
    row = min(max(bisect_right(ys, y) - 1, 0), len(ys) - 2)
    return row, min(max(bisect_right(xs, x) - 1, 0), len(xs) - 2)


def _places(strokes: Sequence[_Stroke]) -> list[float]:
    """Where lines stand, those that are one or nearly so once, in order."""
    found: list[float] = []
    for place in sorted(stroke[0] for stroke in strokes):
        if not found or place - found[-1] > SNAP:
            found.append(place)
    return found


def _cell_roots(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[_Stroke], down: Sequence[_Stroke]
) -> list[list[tuple[int, int]]]:
    """For each place of the grid the upper left place of the cell that covers it."""
    roots: list[list[tuple[int, int]]] = []
    for row, (top, bottom) in enumerate(pairwise(ys)):
        spans = [[0]]
        for column in range(1, len(xs) - 1):
            if _has_line(down, xs[column], (top + bottom) / 2):
                spans.append([column])
            else:
                spans[-1].append(column)
        roots.append([(row, 0)] * (len(xs) - 1))
        for span in spans:
            is_open = row and not any(_has_line(across, top, (xs[column] + xs[column + 1]) / 2) for column in span)
            above = {roots[row - 1][column] for column in span}
            root = above.pop() if is_open and len(above) == 1 else (row, span[0])
            for column in span:
                roots[row][column] = root
    return roots


def _has_line(strokes: Sequence[_Stroke], place: float, at: float) -> bool:
    return any(abs(stroke[0] - place) <= SNAP and stroke[1] - SNAP <= at <= stroke[2] + SNAP for stroke in strokes)


def _words(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield characters that no white space parts."""
    word: list[Glyph] = []
    for glyph in glyphs:
        size = glyph.look.size
        if word and (
            glyph.spaced
            or abs(glyph.baseline - word[-1].baseline) > 0.1 * size
            or max(glyph.left - word[-1].right, word[-1].left - glyph.right) > 0.15 * size
        ):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _holds_rows(glyphs: Sequence[Glyph], box: Box) -> bool:
    """Whether a cell is a frame around rows of its own: nearly half as wide as the table, its lines parted by gaps."""
    lines = lines_of(pieces_of(glyphs))
    area = box_around(line.box for line in lines)
    parted = sum(len(line.pieces) > 1 for line in lines)
    return area.width > box.width * 0.4 and parted >= MIN_FRAME_ROWS and parted > len(lines) / 2


def _without_empty(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows without those and without the columns that are empty, or the same as the one before, throughout."""
    kept = [row for position, row in enumerate(rows) if any(row) and not (position and row == rows[position - 1])]
    if not kept:
        return []
    columns = list(zip(*kept, strict=True))
    chosen = [
        column
        for position, column in enumerate(columns)
        if any(column) and not (position and column == columns[position - 1])
    ]
    return list(zip(*chosen, strict=True))


def _is_table(rows: Sequence[tuple[str, ...]], words: Sequence[str]) -> bool:
    if len(rows) < MIN_ROWS or len(rows[0]) < MIN_COLUMNS or len(words) < 3:
        return False
    if sum(len(set(filter(None, row))) >= MIN_COLUMNS for row in rows) < MIN_ROWS:
        return False
    filled = [len(cell.split()) for cell in words if cell]
    return statistics.mean(filled) <= MOST_CELL_WORDS
