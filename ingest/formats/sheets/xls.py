"""The sheets of a binary workbook as Excel wrote them before 2007. The one module that imports xlrd."""

import io
from collections.abc import Sequence
from typing import Any

import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, error_text_from_code

from ingest.elements import SourceFile
from ingest.errors import UnreadableFile
from ingest.formats.sheets.cells import Budget, Merge, Sheet
from ingest.formats.sheets.formats import BUILT_IN, GENERAL, displayed

_REMEDY = "Open it in the program it came from and save it anew."


def xls_sheets(file: SourceFile, budget: Budget) -> tuple[list[Sheet], list[str]]:
    """Return a workbook's sheets in its order, hidden ones too, and sentences on what of them could not be read.

    Raises:
        UnreadableFile: The file is damaged.
    """
    book = _book(file)
    sheets, notes = [], []
    for index, name in enumerate(book.sheet_names()):
        sheet = Sheet(name)
        try:
            _take(book, book.sheet_by_index(index), sheet, budget)
        except Exception as error:  # noqa: BLE001 - what the library raises at damage is of every kind
            notes.append(f"Sheet “{name}” is damaged ({error}); it could not be read.")
        sheets.append(sheet)
        book.unload_sheet(index)
    return sheets, notes


def _book(file: SourceFile) -> Any:
    """The workbook, with its formats where they are sound."""
    failure: Exception | None = None
    for with_formats in (True, False):
        try:
            return xlrd.open_workbook(
                str(file.path), formatting_info=with_formats, on_demand=True, ragged_rows=True, logfile=io.StringIO()
            )
        except Exception as error:  # noqa: BLE001 - what the library raises at damage is of every kind
            failure = error
    raise UnreadableFile(f"the workbook is damaged ({failure}). {_REMEDY}") from failure


def _take(book: Any, source: Any, sheet: Sheet, budget: Budget) -> None:
    codes = _codes(book)
    for row in range(source.nrows):
        kinds, values = source.row_types(row), source.row_values(row)
        for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
            words = _displayed(kind, value, codes, _style(source, row, column), from_1904=bool(book.datemode))
            if words.strip():
                sheet.put(row, column, words, budget)
    # The library names the row and the column after the last ones.
    sheet.merges = [Merge(top, left, bottom - 1, right - 1) for top, bottom, left, right in source.merged_cells]
    notes = sorted(source.cell_note_map.items())
    sheet.comments = [words for words in (" ".join(note.text.split()) for _, note in notes) if words]


def _codes(book: Any) -> list[str]:
    """The format code of each style of cells; nothing where the workbook was opened without them."""
    codes = []
    for style in book.xf_list:
        known = book.format_map.get(style.format_key)
        built_in = BUILT_IN.get(style.format_key)
        codes.append(built_in or (known.format_str if known else GENERAL))
    return codes


def _style(source: Any, row: int, column: int) -> int:
    return int(source.cell_xf_index(row, column)) if source.formatting_info else -1


def _displayed(kind: int, value: Any, codes: Sequence[str], style: int, *, from_1904: bool) -> str:
    if kind in (XL_CELL_NUMBER, XL_CELL_DATE):
        code = codes[style] if 0 <= style < len(codes) else BUILT_IN[14] if kind == XL_CELL_DATE else GENERAL
        return displayed(float(value), code, from_1904=from_1904)
    if kind == XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    return str(error_text_from_code.get(value, "")) if kind == XL_CELL_ERROR else str(value)
