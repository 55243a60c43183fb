"""Whether the first rows of a table name its columns."""

import re
from collections.abc import Sequence

# Rows below the first ones that are looked at: enough to know the columns' kinds, however long the table.
SAMPLE_ROWS = 200
MAX_HEADER_ROWS = 4
# Names of columns are short; longer words are a record's.
MAX_NAME_CHARACTERS = 160
# A term and its explanation: the explanations are at least this many times as long as the name over them.
EXPLANATION_RATIO = 2.5
# Values of which half come again are kinds, where there are at least so many.
MIN_REPEATED = 4

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_AMOUNT = re.compile(
    r"[^\w\s]{0,3}\s*(?:[A-Z]{2,3}\$?\s*)?[^\w\s]{0,3}\s*\d[\d\s.,:/'’–-]*"
    r"(?:[KkMB]|bn|mn|mln|million|billion|[ap]m|AM|PM|E[+-]?\d+)?\.?\s*(?:[A-Z]{3}|[^\w\s])?\s*[)\]]?"
)
_DATE = re.compile(
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(?:\d{{1,2}}[\s.-]+{_MONTH}(?:[\s,.-]+\d{{2,4}})?|{_MONTH}[\s,.-]+\d{{1,4}}(?:,?\s+\d{{4}})?)"
    r"(?:\s+[\d:]+(?:\s*[AP]M)?)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:FY\s?)?(?:19|20)\d{2}(?:\s?[/–-]\s?\d{2,4})?")
_NOTHING = re.compile(r"[\W_]*|n/?a|n\.a\.|null|none|nan", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d?-\d\d?|\d\d?[./-]\d\d?[./-]\d{2,4}")
_TRUTHS = frozenset({"TRUE", "FALSE"})


def is_typed(cell: str) -> bool:
    """Whether a cell shows a number, an amount, a share, a date, a time or a truth value, rather than words.

    >>> [is_typed(cell) for cell in ("1,250.50", "USD 38.7 M", "12 %", "3 May 2024", "P-3", "Grade")]
    [True, True, True, True, False, False]
    """
    if cell in _TRUTHS:
        return True
    if len(cell) > 40 or not any(letter.isdigit() for letter in cell):
        return False
    return bool(_AMOUNT.fullmatch(cell) or _DATE.fullmatch(cell))


def says_nothing(cell: str) -> bool:
    """Whether a cell is empty or shows only that it is: a dash, "n/a"."""
    return _NOTHING.fullmatch(cell) is not None


def header_row_count(rows: Sequence[Sequence[str]]) -> int:
    """Return how many of a table's first rows name its columns; 0 where they plainly do not.

    Args:
        rows: Of one length, without empty rows. Merged cells' words stand in each cell they cover.
    """
    rows = rows[:SAMPLE_ROWS]
    if len(rows) < 2 or not _can_name(rows[0]):
        return 0
    words = _leading_word_rows(rows)
    if words == 0:
        return int(_names_years(rows) or _is_unlike_the_rest(rows))
    count = _stacked(rows, words)
    body = rows[count:]
    if not body:
        return 0
    if not _holds_typed(body):
        return count if _can_head_words(rows, count) else 0
    if len(rows[0]) == 2 and not _is_mostly_typed([row[1] for row in body]):
        return count if _is_explained(rows, count) else 0
    return count


def _can_name(row: Sequence[str]) -> bool:
    """Whether a row holds two different texts at least, or is all there is room for, and none is too long."""
    texts = [cell for cell in row if cell]
    return bool(texts) and len(set(texts)) >= min(2, len(row)) and max(map(len, texts)) <= MAX_NAME_CHARACTERS


def _leading_word_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows, from the first on, hold words alone; years may stand below the first, with no label beside."""
    count = 0
    for row in rows:
        typed = [cell for cell in row if is_typed(cell)]
        are_years = len(typed) > 1 and all(map(_YEAR.fullmatch, typed)) and not is_typed(row[0])
        if typed and not (count and are_years and row[0] in ("", rows[count - 1][0])):
            break
        count += 1
    return count


def _stacked(rows: Sequence[Sequence[str]], words: int) -> int:
    """How many of the leading rows of words name columns together: each fills or parts what is above it."""
    count = 1
    while count < min(words, MAX_HEADER_ROWS):
        above, row = rows[count - 1], rows[count]
        is_of_units = words < len(rows) and above[0] and not row[0] and all(row[1:])
        if not is_of_units and not (_can_name(row) and _completes(above, row)):
            break
        count += 1
    return count


def _completes(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row of names goes on where the one above left off: under a spanning name, or beside a gap."""
    spans = any(
        above[left] and above[left] == above[left + 1] and row[left] != row[left + 1] for left in range(len(row) - 1)
    )
    gaps = [column for column, cell in enumerate(above) if not cell]
    fills = any(row[column] for column in gaps) and (not row[0] or row[0] == above[0] or not above[0])
    return spans or fills


def _names_years(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row holds different years, with words or nothing in its first cell, over other numbers."""
    first = rows[0]
    years = [cell for cell in first if _YEAR.fullmatch(cell)]
    others = [cell for cell in first[1:] if cell and not _YEAR.fullmatch(cell)]
    if len(years) < 2 or len(set(years)) < len(years) or is_typed(first[0]) or any(map(is_typed, others)):
        return False
    return all(not row[0] or not is_typed(row[0]) for row in rows[1:])


def _is_unlike_the_rest(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is all numbers, each once, over words alone."""
    first = [cell for cell in rows[0] if cell]
    if not all(map(is_typed, first)) or len(set(first)) < len(first):
        return False
    return not any(is_typed(cell) for row in rows[1:] for cell in row)


def _can_head_words(rows: Sequence[Sequence[str]], count: int) -> bool:
    """Whether the first rows name columns of words alone: all different, short, and never met again below."""
    if len(rows[0]) == 2:
        return _is_explained(rows, count)
    names = rows[count - 1]
    texts = [cell for cell in names if cell]
    if count == 1 and len(texts) < len(names) - (not names[0]):
        return False
    if len(set(texts)) < len(texts) or any(name.endswith((".", ";")) or len(name) > 80 for name in texts):
        return False
    return not any(cell and cell == name for row in rows[count:] for cell, name in zip(row, names, strict=True))


def _is_explained(rows: Sequence[Sequence[str]], count: int) -> bool:
    """Whether two columns of words have names, rather than being labels with their values.

    Those below are codes, or explained at length, or of a few kinds that come again and again.
    """
    if any(row[0].endswith(":") for row in rows) or not all(rows[0]):
        return False
    if not rows[0][0].isupper() and all(row[0].isupper() for row in rows[count:]):
        return True
    values = [row[1] for row in rows[count:] if row[1]]
    if len(values) >= MIN_REPEATED and 2 * len(set(values)) <= len(values):
        return True
    lengths = list(map(len, values))
    longest_name = max(map(len, rows[0]))
    return bool(lengths) and longest_name <= 40 and sum(lengths) / len(lengths) >= EXPLANATION_RATIO * len(rows[0][1])


def _holds_typed(rows: Sequence[Sequence[str]]) -> bool:
    return any(is_typed(cell) for row in rows for cell in row)


def _is_mostly_typed(cells: Sequence[str]) -> bool:
    """Whether four in five of the cells that say something are typed, and all are dates or none is."""
    telling = [cell for cell in cells if not says_nothing(cell)]
    typed = [cell for cell in telling if is_typed(cell)]
    kinds = {bool(_DATE.fullmatch(cell) or _DAY.fullmatch(cell)) for cell in typed}
    return len(kinds) == 1 and 5 * len(typed) >= 4 * len(telling)
