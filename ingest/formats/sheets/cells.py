"""The cells of one sheet that hold words, and the grid that they make."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from ingest.elements import Element

# Cells that merged ones may fill, and cells of a grid, empty ones included: files with more do not mean it.
MAX_MERGED_CELLS = 2_000_000
MAX_GRID_CELLS = 10_000_000


@dataclass(slots=True)
class Budget:
    """How many characters of a file may still be read."""

    characters: int

    def take(self, words: str) -> bool:
        """Whether there was room for words; they are counted."""
        self.characters -= len(words)
        return self.characters >= 0


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells shown as one; all numbers from 0 on, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A sheet as it is displayed: the words of its cells by row and column, both from 0 on."""

    name: str
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    row_count: int = 0  # rows that hold words, those that were not read included
    comments: list[str] = field(default_factory=list)
    drawn: list[Element] = field(default_factory=list)  # what lies over the cells: text boxes, charts
    pictures: int = 0
    unsolved: int = 0  # formulas without a result

    def put(self, row: int, column: int, words: str, budget: Budget) -> None:
        """Take words into a cell; from the first ones on that there is no room for, rows are only counted."""
        known = self.rows.get(row)
        if known is None:
            self.row_count += 1
            if budget.take(words):
                self.rows[row] = {column: words}
        elif budget.take(words):
            known[column] = words


def grid(sheet: Sheet) -> list[list[str]]:
    """Return a sheet's cells in rows of one length, merged cells' words in each cell that they cover.

    Of empty rows that follow one another one is kept, of empty columns two, so that it costs no more than its words.
    Rows that would still make it too large are taken out of the sheet.
    """
    _fill_merged(sheet)
    numbers = sorted(sheet.rows)
    places = _column_places(sorted({column for row in sheet.rows.values() for column in row}))
    width = max(places.values(), default=-1) + 1
    rows: list[list[str]] = []
    most = MAX_GRID_CELLS // max(width, 1)
    for number in numbers[most:]:
        del sheet.rows[number]
    for position, number in enumerate(numbers[:most]):
        if position and number > numbers[position - 1] + 1:
            rows.append([""] * width)
        row = [""] * width
        for column, words in sheet.rows[number].items():
            row[places[column]] = words
        rows.append(row)
    return rows


def _column_places(columns: list[int]) -> dict[int, int]:
    """Where each column comes once long gaps are cut to two empty columns."""
    places: dict[int, int] = {}
    place = 0
    for position, column in enumerate(columns):
        if position:
            place += min(column - columns[position - 1], 3)
        places[column] = place
    return places


def _fill_merged(sheet: Sheet) -> None:
    """Repeat merged cells' words in the cells that they cover, within the rows and columns that hold words."""
    numbers = sorted(sheet.rows)
    columns = sorted({column for row in sheet.rows.values() for column in row})
    room = MAX_MERGED_CELLS
    for merge in sheet.merges:
        words = sheet.rows.get(merge.top, {}).get(merge.left)
        if not words:
            continue
        covered_rows = numbers[bisect_left(numbers, merge.top) : bisect_right(numbers, merge.bottom)]
        covered = columns[bisect_left(columns, merge.left) : bisect_right(columns, merge.right)]
        room -= len(covered_rows) * len(covered)
        if room < 0:
            return
        for number in covered_rows:
            row = sheet.rows[number]
            for column in covered:
                row.setdefault(column, words)
