"""The tables of an office file's drawing."""

from ingest.elements import Element, ElementKind
from ingest.formats.grid.header import header_row_count, is_typed
from ingest.formats.markup import XmlElement, local_name
from ingest.formats.relations import Relation, named
from ingest.formats.slides.text import body_elements, plain_words

_YES = ("1", "true")
MAX_COLUMNS = 1_000


def table_elements(table: XmlElement, links: dict[str, Relation]) -> list[Element]:
    """Return a table; the paragraphs of its cells where it has one row or one column, so that it only frames them."""
    lines = [node for node in table if local_name(node) == "tr"]
    rows = _squared(_rows(lines))
    if not any(map(any, rows)):
        return []
    if len(rows) < 2 or len(rows[0]) < 2:
        bodies = [named(cell, "txBody") for line in lines for cell in line if local_name(cell) == "tc"]
        return [element for body in bodies if body is not None for element in body_elements(body, links)]
    return [Element(ElementKind.TABLE, rows=rows, header_rows=_header_rows(table, rows))]


def _rows(lines: list[XmlElement]) -> list[list[str]]:
    """The words of each row's cells, those of merged cells in each that they cover."""
    rows: list[list[str]] = []
    for line in lines:
        row: list[str] = []
        for cell in line:
            if local_name(cell) != "tc" or len(row) >= MAX_COLUMNS:
                continue
            column = len(row)
            if cell.get("vMerge") in _YES and rows and column < len(rows[-1]):
                row.append(rows[-1][column])
            elif cell.get("hMerge") in _YES and row:
                row.append(row[-1])
            else:
                body = named(cell, "txBody")
                row.append(plain_words(body) if body is not None else "")
        rows.append(row)
    return rows


def _squared(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows of one length, without empty ones and without columns that are empty throughout."""
    width = max(map(len, rows), default=0)
    padded = [row + [""] * (width - len(row)) for row in rows if any(row)]
    columns = [column for column in range(width) if any(row[column] for row in padded)]
    return tuple(tuple(row[column] for column in columns) for row in padded)


def _header_rows(table: XmlElement, rows: tuple[tuple[str, ...], ...]) -> int:
    """What the rows show; where they do not, what the table's look says of the first one."""
    shown = header_row_count(rows)
    look = named(table, "tblPr")
    if shown or look is None or look.get("firstRow") not in _YES:
        return shown
    names = [cell for cell in rows[0] if cell]
    return int(len(set(names)) == len(names) > 1 and not any(map(is_typed, names)))
