"""The tables, titles and notes that stand in one sheet's grid of cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.elements import Element, ElementKind, heading, paragraph
from ingest.formats.grid.columns import (
    Row,
    Rows,
    column_blocks,
    filled_columns,
    holds_typed,
    narrowed,
    without_repeats,
)
from ingest.formats.grid.header import SAMPLE_ROWS, header_row_count, is_typed

# The highest title in a sheet comes under the sheet's name.
TITLE_LEVEL = 2
DEEPEST_TITLE_LEVEL = 4
MAX_TITLE_CHARACTERS = 150
# A lone cell under a table that is at least this long is a note; a shorter one may be a row's label.
MIN_NOTE_CHARACTERS = 60
_NOTE_MARKS = ("*", "†", "(", "[", "¹", "²", "³")
_NOTE_WORDS = ("note", "source", "remark")


@dataclass(frozen=True, slots=True)
class _Line:
    """Words that stand alone in their row."""

    words: str
    can_be_title: bool = True


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows of one length, at least two columns, or one that has a name."""

    rows: Rows


def grid_elements(rows: Sequence[Sequence[str]], page: int) -> list[Element]:
    """Return a sheet's tables, titles and notes, from top to bottom, those side by side from left to right.

    Empty rows and columns part them, except where what follows goes on with the columns above or the rows beside it.

    Args:
        rows: Cells as displayed, "" where empty, a merged cell's words in each cell that it covers. May be ragged.
        page: The sheet's number, given to each element.
    """
    parts = list(_parts(_trimmed(rows)))
    elements: list[Element] = []
    for position, part in enumerate(parts):
        if isinstance(part, _Table):
            elements.append(table_element(part.rows, page))
        else:
            elements.append(_line_element(part.words, parts, position, page))
    return elements


def table_element(rows: Sequence[Row], page: int) -> Element:
    """Return rows of one length as a table, with the rows that name its columns told apart."""
    return Element(ElementKind.TABLE, rows=tuple(rows), header_rows=header_row_count(rows), page=page)


def one_line(cell: str) -> str:
    """Return a cell's words on one line."""
    return " ".join(cell.split())


def _line_element(words: str, parts: Sequence[_Line | _Table], position: int, page: int) -> Element:
    """A title where a table follows with nothing but titles between, else a paragraph."""
    following = next((part for part in parts[position:] if not _is_title(part)), None)
    if not _is_title(parts[position]) or not isinstance(following, _Table):
        return paragraph(words, page)
    above = 0
    while above < position and _is_title(parts[position - above - 1]):
        above += 1
    return heading(words, min(TITLE_LEVEL + above, DEEPEST_TITLE_LEVEL), page)


def _is_title(part: _Line | _Table) -> bool:
    if isinstance(part, _Table) or not part.can_be_title:
        return False
    words = part.words
    is_plain = len(words) <= MAX_TITLE_CHARACTERS and not words.endswith((".", ";", ":", ","))
    return is_plain and any(map(str.isalpha, words)) and not is_typed(words) and not _is_marked_note(words)


def _trimmed(rows: Sequence[Sequence[str]]) -> Rows:
    """Cells on one line each, in rows of one length, without the empty columns at the right."""
    cleaned = [tuple(one_line(cell) for cell in row) for row in rows]
    width = max((column + 1 for row in cleaned for column, cell in enumerate(row) if cell), default=0)
    return [row[:width] + ("",) * (width - len(row)) for row in cleaned]


def _parts(rows: Rows) -> Iterator[_Line | _Table]:
    """The lines and tables of a grid, or of a part of one."""
    for band in _joined_bands(_bands(rows)):
        for piece in _pieces(band):
            top, body, bottom = _without_lines(piece)
            yield from map(_Line, top)
            yield from _side_by_side(body)
            yield from map(_Line, bottom)


def _bands(rows: Rows) -> list[Rows]:
    """The runs of rows between empty ones."""
    return [list(run) for is_filled, run in groupby(rows, key=any) if is_filled]


def _joined_bands(bands: list[Rows]) -> list[Rows]:
    """Bands, those that go on with the table above joined to it."""
    joined: list[Rows] = []
    for band in bands:
        if joined and _goes_on(joined[-1], band):
            joined[-1] += band
        else:
            joined.append(band)
    return joined


def _goes_on(above: Rows, band: Rows) -> bool:
    """Whether a band without names of its own stands in the columns that the band above it names."""
    names = _without_lines(above[:SAMPLE_ROWS])[1]
    columns, filled = filled_columns(names), filled_columns(band)
    if len(columns) < 2 or not filled <= columns or min(filled) != min(columns):
        return False
    has_names = holds_typed(names) and not holds_typed(band)
    if has_names or _is_line(band[0]) or header_row_count(narrowed(band[:SAMPLE_ROWS])):
        return False
    return bool(header_row_count(narrowed(names + band[:SAMPLE_ROWS])))


def _pieces(band: Rows) -> Iterator[Rows]:
    """A band cut before each line that stands over names of columns, as where the next table's title does."""
    start = 0
    for index in range(1, len(band) - 2):
        if _is_line(band[index]) and not _is_line(band[index + 1]) and not any(map(is_typed, band[index + 1])):
            below = narrowed(band[index + 1 :][:50])
            if len(below[0]) > 1 and all(below[0]) and header_row_count(below):
                yield band[start:index]
                start = index
    yield band[start:]


def _without_lines(rows: Rows) -> tuple[list[str], Rows, list[str]]:
    """The lines over a table, the table's rows, and the notes under it."""
    if not any(_is_beside(row) for row in rows):
        return _column_of_lines(rows)
    start = 0
    while _is_line(rows[start]) and not _spans_some(rows[start]):
        start += 1
    end = len(rows)
    while _is_line(rows[end - 1]) and _is_note(_words(rows[end - 1])):
        end -= 1
    return [_words(row) for row in rows[:start]], rows[start:end], [_words(row) for row in rows[end:]]


def _column_of_lines(rows: Rows) -> tuple[list[str], Rows, list[str]]:
    """Rows of one text each: a table where a name stands over numbers, else lines."""
    lines = [_words(row) for row in rows]
    if len(lines) > 2 and not is_typed(lines[0]) and all(map(is_typed, lines[1:])):
        return [], [(line,) for line in lines], []
    if len(lines) > 1 and len(set(lines)) == 1 and all(map(all, rows)):
        return [], rows, []
    return lines, [], []


def _side_by_side(rows: Rows) -> Iterator[_Line | _Table]:
    """The tables that stand beside one another, parted by empty columns."""
    if not rows:
        return
    blocks = column_blocks(rows)
    if len(blocks) == 1:
        yield _Table(without_repeats(narrowed(rows)))
        return
    for start, end in blocks:
        parts = list(_parts([row[start:end] for row in rows]))
        holds_table = any(isinstance(part, _Table) for part in parts)
        yield from (part if isinstance(part, _Table) else _Line(part.words, holds_table) for part in parts)


def _is_line(row: Row) -> bool:
    """Whether a row holds one text, be it merged across cells."""
    return len(set(row) - {""}) == 1


def _is_beside(row: Row) -> bool:
    """Whether two different texts stand beside each other in a row."""
    return len(set(row) - {""}) > 1


def _spans_some(row: Row) -> bool:
    """Whether a row's one text covers several columns but not the first: a name over a group of columns."""
    return not row[0] and sum(map(bool, row)) > 1


def _words(row: Row) -> str:
    return next(cell for cell in row if cell)


def _is_note(words: str) -> bool:
    return len(words) >= MIN_NOTE_CHARACTERS or words.endswith(".") or _is_marked_note(words)


def _is_marked_note(words: str) -> bool:
    return words.startswith(_NOTE_MARKS) or words.lower().startswith(_NOTE_WORDS)
