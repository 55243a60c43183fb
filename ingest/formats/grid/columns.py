"""Which columns of a sheet's rows make up one table."""

from ingest.formats.grid.header import is_typed

Row = tuple[str, ...]
Rows = list[Row]


def column_blocks(rows: Rows) -> list[tuple[int, int]]:
    """Return the columns of each table that stands in the rows, as its first and the one after its last.

    Empty columns part them, except a single one beyond which stands what belongs to the rows at its left.
    """
    blocks = _filled_blocks(rows)
    joined = blocks[:1]
    for block in blocks[1:]:
        start, end = joined[-1]
        left, right = [row[start:end] for row in rows], [row[slice(*block)] for row in rows]
        if block[0] - end == 1 and (_is_labelled_by(left, right) or _is_one_column_of(left, right)):
            joined[-1] = (start, block[1])
        else:
            joined.append(block)
    return joined


def without_repeats(rows: Rows) -> Rows:
    """Rows without the columns that only go on with merged cells at their left."""
    kept = [0]
    for column in range(1, len(rows[0])):
        pairs = {(row[column - 1], row[column]) for row in rows}
        repeats = all(not cell or cell == left for left, cell in pairs)
        if not repeats or len(pairs) == 1:
            kept.append(column)
    return [tuple(row[column] for column in kept) for row in rows]


def narrowed(rows: Rows) -> Rows:
    """Rows without columns that are empty throughout."""
    columns = sorted(filled_columns(rows))
    return [tuple(row[column] for column in columns) for row in rows]


def filled_columns(rows: Rows) -> set[int]:
    """The columns that hold words somewhere."""
    columns: set[int] = set()
    for row in rows:
        columns.update(column for column, cell in enumerate(row) if cell)
    return columns


def holds_typed(rows: Rows) -> bool:
    """Whether a cell of the rows shows a number or the like."""
    return any(is_typed(cell) for row in rows for cell in row)


def _filled_blocks(rows: Rows) -> list[tuple[int, int]]:
    """The runs of columns between empty ones, each as its first and the one after its last."""
    filled = sorted(filled_columns(rows))
    blocks: list[tuple[int, int]] = []
    for column in filled:
        if blocks and blocks[-1][1] == column:
            blocks[-1] = (blocks[-1][0], column + 1)
        else:
            blocks.append((column, column + 1))
    return blocks


def _is_labelled_by(left: Rows, right: Rows) -> bool:
    """Whether columns of numbers have no labels of their own and stand in the rows that others label."""
    if not _filled_rows(right) <= _filled_rows(left):
        return False
    body = [index for index, row in enumerate(right) if any(map(is_typed, row))]
    labels = [left[index][0] for index in body]
    firsts = [right[index][0] for index in body if right[index][0]]
    worded = [label for label in labels if label and not is_typed(label)]
    return bool(body) and 2 * len(worded) >= len(labels) and not any(map(_is_label, firsts))


def _is_label(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and not is_typed(cell)


def _is_one_column_of(left: Rows, right: Rows) -> bool:
    """Whether one side is a single column, and the rows of one are at least half of the other's, and no more."""
    if len(left[0]) > 1 and len(right[0]) > 1:
        return False
    fewer, more = sorted((_filled_rows(left), _filled_rows(right)), key=len)
    return fewer <= more and 2 * len(fewer) >= len(more)


def _filled_rows(rows: Rows) -> set[int]:
    return {index for index, row in enumerate(rows) if any(row)}
