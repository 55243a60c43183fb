"""Readers of spreadsheets: a page for each sheet, its cells as displayed."""

from dataclasses import replace

from ingest.elements import Element, ElementKind, PageFacts, ParsedFile, Run, SourceFile, heading
from ingest.errors import EmptyDocument, ImageOnly, UnreadableFile
from ingest.formats.grid.elements import grid_elements
from ingest.formats.locked_office import unlocked
from ingest.formats.sheets.cells import Budget, Sheet, grid
from ingest.formats.sheets.xls import xls_sheets
from ingest.formats.sheets.xlsx import xlsx_sheets


def read_xlsx(file: SourceFile) -> ParsedFile:
    """Return an Excel workbook's sheets, hidden sheets, rows and columns too: who hides them still relies on them.

    Raises:
        EmptyDocument: No sheet holds words.
        ImageOnly: The sheets hold pictures, and no words.
        UnreadableFile: It is damaged.
        NeedsPassword: It is locked, and none of the passwords given opens it.
        TooLarge: It unpacks to more than the limits allow.
    """
    budget = Budget(file.limits.characters)
    with unlocked(file) as opened:
        return _parsed(*xlsx_sheets(opened, budget))


def read_xls(file: SourceFile) -> ParsedFile:
    """Return the sheets of a workbook of Excel 97 to 2003 or older, as `read_xlsx` does.

    Raises:
        EmptyDocument: No sheet holds words.
        ImageOnly: The sheets hold pictures, and no words.
        UnreadableFile: It is damaged.
        NeedsPassword: It is locked, and none of the passwords given opens it.
    """
    budget = Budget(file.limits.characters)
    with unlocked(file) as opened:
        return _parsed(*xls_sheets(opened, budget))


def _parsed(sheets: list[Sheet], notes: list[str]) -> ParsedFile:
    elements: list[Element] = []
    pages: list[PageFacts] = []
    for number, sheet in enumerate(sheets, 1):
        found = _sheet_elements(sheet, number)
        if found:
            elements += [heading(sheet.name, 1, number), *found]
        is_image = not found and sheet.pictures > 0
        pages.append(PageFacts(sheet.name, "sheet", is_empty=not found and not is_image, is_image=is_image))
        notes += _shortcomings(sheet)
    if not elements and any(page.is_image for page in pages):
        raise ImageOnly("its sheets hold pictures and no words; text recognition would be needed.")
    if not elements and not notes:
        raise EmptyDocument("no sheet of it holds words.")
    if not elements:
        raise UnreadableFile(f"none of its sheets can be read. {notes[0]}")
    return ParsedFile(tuple(elements), pages=tuple(pages), notes=tuple(notes))


def _sheet_elements(sheet: Sheet, page: int) -> list[Element]:
    comments = [Element(ElementKind.FOOTNOTE, (Run(words),), page=page) for words in sheet.comments]
    drawn = [replace(element, page=page) for element in sheet.drawn]
    return [*grid_elements(grid(sheet), page), *drawn, *comments]


def _shortcomings(sheet: Sheet) -> list[str]:
    notes = []
    if len(sheet.rows) < sheet.row_count:
        notes.append(
            f"Only the first {len(sheet.rows):,} of {sheet.row_count:,} rows of sheet “{sheet.name}” were read."
        )
    if sheet.unsolved:
        formulas = "1 formula has" if sheet.unsolved == 1 else f"{sheet.unsolved:,} formulas have"
        notes.append(f"In sheet “{sheet.name}” {formulas} no result; open the file in Excel and save it to add them.")
    return notes
