"""Write the rows of a table as lines of text."""

from collections.abc import Sequence

from ingest.clean_words import clean_words

BAR = " | "
EMPTY = "–"


def row_lines(rows: Sequence[Sequence[str]], header_rows: int) -> list[str]:
    """Return a table's rows as lines: the header first, in one line, then each row; empty ones are left out.

    A cell that is empty is written as a dash, so that every row has as many bars as the header.

    >>> row_lines([["", "2023", "2023"], ["Grade", "Q1", "Q2"], ["P3", "58", ""]], 2)
    ['Grade | 2023 Q1 | 2023 Q2', 'P3 | 58 | –']
    """
    cells = [[_cell(cell) for cell in row] for row in rows]
    header = [_joined(column) for column in zip(*cells[:header_rows], strict=True)] if header_rows else []
    kept = [row for row in ([header] if header else []) + cells[header_rows:] if any(row)]
    return [BAR.join(cell or EMPTY for cell in row) for row in kept]


def _cell(words: str) -> str:
    # A bar inside a cell would look like the border of one.
    return " ".join(clean_words(words).split()).replace("|", "¦")


def _joined(column: Sequence[str]) -> str:
    """Return the words over a column, each once."""
    return " ".join(dict.fromkeys(cell for cell in column if cell))
