"""Tables of word processors: cells, merged or not, made the rows of an element."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.elements import Element, ElementKind, Run
from ingest.formats.grid.header import header_row_count, is_typed

MAX_SPAN = 100  # columns or rows that one cell may cover; Word itself allows 63 columns
MAX_HEADERS = 3
_YEAR = re.compile(r"(?:19|20)\d\d")
MAX_NAME_CHARS = 120  # of a cell that names a column


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One cell; where it is merged, it stands in each place of the grid that it covers."""

    words: str = ""
    is_strong: bool = False  # all of its words are


@dataclass(slots=True)
class Aside:
    """What the cells of one table hold beside their words."""

    notes: list[Element] = field(default_factory=list)
    page: int = 0  # on which its first words stand


Grid = Sequence[Sequence[Cell]]
EMPTY = Cell()


def cell_of(elements: Iterable[Element], aside: Aside) -> Cell:
    """Return a cell that holds these elements, their notes put aside; the mark of a lone bullet says nothing."""
    words: list[str] = []
    is_strong = True
    inner = list(elements)
    items = sum(element.kind is ElementKind.ITEM for element in inner)
    for element in inner:
        if element.kind is ElementKind.FOOTNOTE:
            aside.notes.append(element)
            continue
        aside.page = aside.page or element.page
        runs = [run for run in element.runs if run.text.strip()]
        is_strong = is_strong and not element.rows and all(run.strong for run in runs)
        has_mark = element.marker and (items > 1 or any(map(str.isalnum, element.marker)))
        words += [element.marker] if has_mark else []
        words.append("".join(run.text for run in element.runs))
        words += [" ".join(dict.fromkeys(filter(None, row))) for row in element.rows]
    text = " ".join(" ".join(words).split())
    return Cell(text, bool(text) and is_strong)


def table_elements(grid: Grid, marked_headers: int = 0, page: int = 0) -> Iterator[Element]:
    """Yield a table as an element, after the titles that stand over it in rows of their own.

    A table of one column is given as paragraphs.

    Args:
        grid: Rows of cells, a merged cell in each place that it covers; rows may be shorter than others.
        marked_headers: How many first rows the file itself says name the columns; 0 where it says nothing.
        page: 1-based, 0 where there are no pages.
    """
    rows = _filled(grid)
    while len(rows) > 1 and len(rows[0]) > 1 and all(cell is rows[0][0] for cell in rows[0]):
        yield Element(ElementKind.PARAGRAPH, (Run(rows[0][0].words, rows[0][0].is_strong),), page=page)
        rows, marked_headers = rows[1:], max(0, marked_headers - 1)
    if rows and len(rows[0]) == 1:
        for row in rows:
            yield Element(ElementKind.PARAGRAPH, (Run(row[0].words, row[0].is_strong),), page=page)
    elif rows:
        shown = tuple(tuple(cell.words for cell in row) for row in rows)
        yield Element(ElementKind.TABLE, rows=shown, header_rows=_header_rows(rows, shown, marked_headers), page=page)


def _filled(grid: Grid) -> list[list[Cell]]:
    """Return the rows and columns that hold words, all rows as long as the longest."""
    width = max(map(len, grid), default=0)
    rows = [[*row, *[EMPTY] * (width - len(row))] for row in grid if any(cell.words for cell in row)]
    columns = [place for place in range(width) if any(row[place].words for row in rows)]
    # A column that only goes on with the merged cells beside it says nothing of its own.
    kept = [
        place
        for place in columns
        if place == 0 or any(row[place].words and row[place] is not row[place - 1] for row in rows)
    ]
    return [[row[place] for place in kept] for row in rows]


def _header_rows(rows: list[list[Cell]], shown: Sequence[Sequence[str]], marked: int) -> int:
    if len(rows) < 2:
        return 0
    count = min(marked, len(rows) - 1) or _bold_headers(rows)
    return _whole_headers(rows, count) if count else _named_headers(rows, shown)


def _whole_headers(rows: list[list[Cell]], count: int) -> int:
    """Return how many rows name the columns where `count` do: one more under a name of several columns or rows."""
    return count + (count < len(rows) - 1 and _goes_on(rows[count - 1], rows[count]))


def _goes_on(above: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Whether a row of words or years parts a name over several columns, or holds one that goes on downwards."""
    if any(is_typed(cell.words) and not _YEAR.fullmatch(cell.words) for cell in row):
        return False
    parts = any(
        above[place] is above[place + 1] and above[place].words and row[place] is not row[place + 1]
        for place in range(len(row) - 1)
    )
    return parts or any(cell is over and cell.words for cell, over in zip(row, above, strict=True))


def _bold_headers(rows: list[list[Cell]]) -> int:
    """Return how many first rows are bold where the rest is not; 0 also where the first cells of all rows are."""
    count = 0
    while count < min(len(rows), MAX_HEADERS) and _is_bold(rows[count]):
        count += 1
    if not count or count == len(rows) or _is_bold(rows[count]):
        return 0
    return count


def _is_bold(row: Sequence[Cell]) -> bool:
    named = [cell for cell in row if cell.words]
    if len({id(cell) for cell in named}) < 2 or not all(cell.is_strong for cell in named):
        return False
    return all(len(cell.words) <= MAX_NAME_CHARS for cell in named)


def _named_headers(rows: list[list[Cell]], shown: Sequence[Sequence[str]]) -> int:
    """Return how many first rows name the columns by their words; 0 where bold words in the first column name rows."""
    labels = [row[0] for row in rows if row[0].words]
    if labels and all(cell.is_strong for cell in labels) and not any(cell.is_strong for cell in rows[0][1:]):
        return 0
    return header_row_count(shown)
