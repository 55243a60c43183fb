"""Rows of text as an HTML table that holds every character of them."""

import re
from collections.abc import Iterator, Sequence

from app.web.reading.marked_text import Wrap, marked_text
from retriever.types import Span

# What parts the cells of a row, surest first.
BORDERS = (re.compile(r"[ \t]*\|[ \t]*"), re.compile(r"[ ]*\t[ \t]*"), re.compile(r" {2,}"))


def table_html(text: str, rows: Sequence[Span], head: Span | None, wraps: Sequence[Wrap]) -> str | None:
    """Return rows as an HTML table; None where they do not part into equally many cells, at least two.

    What parts the cells is in the HTML too, hidden, so that the table holds exactly the rows' characters.

    Args:
        text: The document's.
        rows: In order.
        head: The row that names the columns; it may be none of `rows`, and is then shown above them.
        wraps: Elements around spans of the text.
    """
    shown = rows if head is None or head in rows else [head, *rows]
    border = _border(text, shown)
    if border is None:
        return None
    parts = [_row_html(text, row, border, wraps if row in rows else (), "th" if row == head else "td") for row in shown]
    if head is None:
        return f'<div class="table"><table><tbody>{"".join(parts)}</tbody></table></div>'
    aside = "" if head in rows else ' class="beside"'
    return (
        f'<div class="table"><table><thead{aside}>{parts[0]}</thead><tbody>{"".join(parts[1:])}</tbody></table></div>'
    )


def _border(text: str, rows: Sequence[Span]) -> re.Pattern[str] | None:
    """What parts all rows into the same number of cells."""
    for border in BORDERS:
        counts = {len(list(border.finditer(text, *row))) for row in rows}
        if len(counts) == 1 and counts != {0}:
            return border
    return None


def _row_html(text: str, row: Span, border: re.Pattern[str], wraps: Sequence[Wrap], cell: str) -> str:
    scope = ' scope="col"' if cell == "th" else ""
    cells = "".join(
        f'<{cell}{scope} dir="auto">{marked_text(text, start, end, [*wraps, *bar])}</{cell}>'
        for start, end, bar in _cells(text, row, border)
    )
    return f"<tr>{cells}</tr>"


def _cells(text: str, row: Span, border: re.Pattern[str]) -> Iterator[tuple[int, int, list[Wrap]]]:
    """Yield each cell with the border behind it, which is to be hidden."""
    start = row[0]
    for bar in border.finditer(text, *row):
        yield start, bar.end(), [Wrap(*bar.span(), '<span class="bar">', "</span>")]
        start = bar.end()
    yield start, row[1], []
