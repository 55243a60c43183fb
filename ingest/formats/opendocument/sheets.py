"""The sheets of OpenDocument spreadsheets."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest.elements import Element, heading
from ingest.formats.grid.elements import grid_elements
from ingest.formats.markup import XmlElement
from ingest.formats.opendocument.lists import Lists
from ingest.formats.opendocument.story import Story
from ingest.formats.opendocument.styles import Styles, value, whole
from ingest.formats.word.pages import PageCount
from ingest.formats.word.paragraph import has_words
from ingest.formats.word.xml import bare, words

# Cells and rows are said to be repeated, up to a million times: empty ones to fill the sheet, others where they are
# alike. Beyond these numbers they are left out.
MAX_COLUMNS = 1_024
MAX_REPEATED_ROWS = 1_000  # alike and holding words
MAX_EMPTY_ROWS = 3  # one after the other: they only part what stands above from what stands below
MAX_CELLS = 2_000_000  # of a sheet
MAX_MERGED_CELLS = 500_000  # places of a sheet that are covered by others
_PARTS_OF_TABLE = ("table-rows", "table-row-group", "table-header-rows")
_CELLS = ("table-cell", "covered-table-cell")
_VALUES = ("string-value", "date-value", "time-value", "boolean-value", "value")


@dataclass(slots=True)
class _Sheet:
    """The cells of a sheet as displayed, while they are read."""

    story: Story
    rows: list[list[str]] = field(default_factory=list)
    comments: list[Element] = field(default_factory=list)
    cells: int = 0
    is_cut: bool = False  # rows were left out
    _spans: dict[tuple[int, int], str] = field(default_factory=dict)

    def add(self, row: XmlElement) -> None:
        """Add a row as often as it is said to be repeated."""
        cells: list[str] = []
        for node in row:
            if bare(node) in _CELLS and len(cells) < MAX_COLUMNS:
                cells += self._repeated(node, len(cells))
        while cells and not cells[-1]:
            cells.pop()
        most = MAX_REPEATED_ROWS if cells else MAX_EMPTY_ROWS
        for _ in range(min(whole(value(row, "number-rows-repeated"), 1), most)):
            if self.cells >= MAX_CELLS:
                self.is_cut = True
                return
            self.rows.append(cells)
            self.cells += len(cells) + 1

    def _repeated(self, node: XmlElement, column: int) -> list[str]:
        """Return a cell's words as often as it is said to be repeated, those of a merged cell where it covers this."""
        row = len(self.rows)
        count = min(whole(value(node, "number-columns-repeated"), 1), MAX_COLUMNS - column)
        if bare(node) == "covered-table-cell":
            return [self._spans.get((row, column + place), "") for place in range(count)]
        text = self._words(node)
        down, across = (whole(value(node, name), 1) for name in ("number-rows-spanned", "number-columns-spanned"))
        if text and (down > 1 or across > 1) and len(self._spans) < MAX_MERGED_CELLS:
            area = [
                (row + below, column + right)
                for below in range(min(down, MAX_REPEATED_ROWS))
                for right in range(min(across, MAX_COLUMNS - column))
            ]
            self._spans |= dict.fromkeys(area, text)
        return [text] * count

    def _words(self, node: XmlElement) -> str:
        paragraphs = []
        for each in node:
            if bare(each) == "p":
                paragraphs.append(words(each))
            elif bare(each) == "annotation":
                self.comments += self.story.block(each)
        return "\n".join(filter(None, paragraphs)) or next(filter(None, (value(node, name) for name in _VALUES)), "")


def sheet_elements(node: XmlElement, styles: Styles, number: int, notes: list[str]) -> list[Element]:
    """Return a sheet's name as a heading, then its titles and tables, then text boxes and comments.

    Args:
        node: The sheet's node.
        styles: Those of the spreadsheet.
        number: 1-based, the elements' page.
        notes: Gets a sentence where rows were left out.

    Returns:
        Nothing for a sheet without words.
    """
    sheet = _Sheet(Story(styles, Lists(styles), PageCount(is_counted=False)))
    for row in _rows(node):
        sheet.add(row)
    name = value(node, "name")
    if sheet.is_cut:
        notes.append(f"Of the sheet {name} only the first {len(sheet.rows):,} rows were read.")
    shapes = [element for each in node if bare(each) == "shapes" for element in sheet.story.elements(each)]
    aside = [replace(element, page=number) for element in (*shapes, *sheet.comments) if has_words(element)]
    found = [*grid_elements(sheet.rows, number), *aside]
    return [heading(name, 1, number), *found] if found and name else found


def _rows(node: XmlElement) -> Iterator[XmlElement]:
    for each in node:
        name = bare(each)
        if name == "table-row":
            yield each
        elif name in _PARTS_OF_TABLE:
            yield from _rows(each)
