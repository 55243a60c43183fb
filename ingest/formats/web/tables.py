"""The tables of web pages: their cells as a grid, and which of them only place what is in them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.formats.grid.header import header_row_count
from ingest.formats.markup import XmlElement
from ingest.formats.web.nodes import is_hidden, is_strong, role, tag, words_in

GROUPS = ("thead", "tbody", "tfoot")
PARTS = (*GROUPS, "tr", "caption", "colgroup", "col")
# A cell longer than this is running text, and a table with such cells a layout.
MAX_CELL_CHARS = 4000
LONG_CELL_CHARS = 500
MAX_COLUMNS = 1000  # as browsers have it
MAX_CELLS = 500_000  # of one table, cells that others cover counted

CellWords = Callable[[XmlElement], str]


@dataclass(frozen=True, slots=True)
class WebTable:
    """A table of facts; what stands over it by itself is no row."""

    captions: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    header_rows: int


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[XmlElement, ...]
    is_head: bool


def web_table(node: XmlElement, words: CellWords) -> WebTable | None:
    """Return what a table holds; None for one that only places its cells, which are better read one by one.

    Args:
        node: The table.
        words: Gives the words of one cell on one line.
    """
    rows = list(_rows(node))
    if role(node) in ("presentation", "none") or _has_stray_words(node) or not _is_of_facts(node, rows):
        return None
    named = _named(rows)
    grid, covers_all = _grid(rows, words)
    captions = [words(child) for child in node if tag(child) == "caption" and not is_hidden(child)]
    width = max(map(len, grid), default=0)
    if width < 2 or len(grid) * width > MAX_CELLS:
        return None
    filled = [(*row, *[""] * (width - len(row))) for row in grid]
    kept = [number for number, row in enumerate(filled) if any(row)]
    while len(kept) > 1 and covers_all[kept[0]] == width and rows[kept[0]].cells[0].tag == "th":
        captions.append(filled[kept.pop(0)][0])
    columns = [column for column in range(width) if any(filled[number][column] for number in kept)]
    if len(kept) < 2 or len(columns) < 2:
        return None
    body = tuple(tuple(filled[number][column] for column in columns) for number in kept)
    heads = 0
    while heads < len(kept) - 1 and named[kept[heads]]:
        heads += 1
    has_names = any(named[number] for number in kept) or any(cell.tag == "th" for row in rows for cell in row.cells[:1])
    return WebTable(tuple(captions), body, heads if heads or has_names else header_row_count(body))


def _rows(table: XmlElement) -> Iterator[_Row]:
    for child in table:
        groups = [child] if tag(child) == "tr" else list(child) if tag(child) in GROUPS else []
        for row in groups:
            if tag(row) == "tr" and not is_hidden(row) and not is_hidden(child):
                cells = tuple(cell for cell in row if tag(cell) in ("td", "th") and not is_hidden(cell))
                yield _Row(cells, tag(child) == "thead")


def _has_stray_words(table: XmlElement) -> bool:
    """Whether words stand in a table outside its cells."""
    for part in (table, *table, *(row for child in table if tag(child) in GROUPS for row in child)):
        if tag(part) not in ("table", *PARTS) and part is not table:
            return True
        is_open = tag(part) in ("table", "tr", *GROUPS)
        if is_open and ((part.text or "").strip() or any((child.tail or "").strip() for child in part)):
            return True
    return False


def _is_of_facts(table: XmlElement, rows: Sequence[_Row]) -> bool:
    """Whether a table's cells are short enough, and not themselves tables, unless it names its columns or rows."""
    cells = [cell for row in rows for cell in row.cells]
    if sum(bool(row.cells) for row in rows) < 2 or all(len(row.cells) < 2 for row in rows):
        return False
    lengths = [words_in(cell) for cell in cells]
    if max(lengths) > MAX_CELL_CHARS:
        return False
    if any(tag(cell) == "th" for cell in cells) or any(row.is_head for row in rows):
        return True
    is_nested = any(next(cell.iter("table"), None) is not None for cell in cells)
    return not is_nested and 2 * sum(length for length in lengths if length > LONG_CELL_CHARS) <= sum(lengths)


def _named(rows: Sequence[_Row]) -> list[bool]:
    """For each row, whether it says that it names the columns."""
    has_head = any(row.is_head for row in rows)
    return [row.is_head if has_head else _names_columns(row) for row in rows]


def _names_columns(row: _Row) -> bool:
    filled = [cell for cell in row.cells if words_in(cell)]
    if len(filled) < 2 and len(row.cells) < 2:
        return False
    return bool(filled) and all(_is_name(cell) for cell in filled)


def _is_name(cell: XmlElement) -> bool:
    """Whether a cell is one of names, or all its words are bold."""
    if tag(cell) == "th":
        return cell.get("scope") != "row"
    strong = sum(words_in(node) for node in cell.iter("b", "strong"))
    return is_strong(cell) or strong >= words_in(cell)


def _grid(rows: Sequence[_Row], words: CellWords) -> tuple[list[list[str]], list[int]]:
    """Return the words at each place of a table, and for each row how many columns its one cell covers."""
    grid: list[list[str]] = []
    covers: list[int] = []
    below: dict[int, tuple[int, str]] = {}  # columns that cells of rows above reach into: for how many rows, with what
    total = 0
    for number, row in enumerate(rows):
        places: dict[int, str] = {column: text for column, (_, text) in below.items()}
        below = {column: (left - 1, text) for column, (left, text) in below.items() if left > 1}
        column = 0
        width = 0
        for cell in row.cells:
            while column in places:
                column += 1
            width = _span(cell.get("colspan"), MAX_COLUMNS) if total < MAX_CELLS else 1
            height = _span(cell.get("rowspan"), len(rows) - number)
            text = words(cell)
            for place in range(column, min(column + width, MAX_COLUMNS)):
                places[place] = text
                if height > 1:
                    below[place] = (height - 1, text)
            column += width
            total += width * height
        covers.append(width if len(row.cells) == 1 else 0)
        grid.append([places.get(place, "") for place in range(max(places, default=-1) + 1)])
    return grid, covers


def _span(stated: str | None, most: int) -> int:
    """Return how far a cell reaches; 0 is as far as there is room."""
    digits = (stated or "1").strip()
    if not digits.isascii() or not digits.isdecimal():
        return 1
    return min(int(digits[:6]) or most, most)
