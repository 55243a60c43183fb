"""A table as a CSV file that spreadsheets open rightly and without running anything."""

import csv
import io

from app.insights.tables import Cell, Table

# What a spreadsheet may take for the beginning of a formula, wide forms included (OWASP, "CSV Injection").
FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")


def csv_bytes(table: Table) -> bytes:
    """The table in UTF-8 with a byte order mark, by RFC 4180: a head line, commas, CRLF, quotes doubled.

    A text that a spreadsheet could take for a formula gets an apostrophe before it.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([[defused(cell) for cell in row] for row in table.rows])
    return written.getvalue().encode("utf-8-sig", errors="replace")


def defused(cell: Cell) -> str:
    """The cell's text, with an apostrophe before it where it could be taken for a formula.

    >>> defused('=HYPERLINK("x")'), defused("12 - 3"), defused(7)
    ('\\'=HYPERLINK("x")', '12 - 3', '7')
    """
    text = str(cell)
    starts_formula = text.startswith(FORMULA_SIGNS) or text.lstrip().startswith(FORMULA_SIGNS)
    return f"'{text}" if starts_formula and not isinstance(cell, int) else text
