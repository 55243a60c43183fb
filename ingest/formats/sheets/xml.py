"""The parts of a workbook that grow with its size, read as a stream of marks: cells and shared words."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from xml.parsers import expat

from ingest.errors import UnreadableFile
from ingest.formats.sheets.cells import Budget, Merge, Sheet
from ingest.formats.sheets.formats import GENERAL, displayed

# Fed piece by piece, so that what was read before damage is known.
_PIECE_BYTES = 1 << 20
_LAST_COLUMN, _LAST_ROW = 1 << 14, 1 << 20


def shared_words(content: bytes) -> tuple[list[str], bool]:
    """Return the words that cells refer to by number, and whether all could be read."""
    reader = _SharedReader()
    return reader.found, _feed(content, reader)


def read_cells(
    content: bytes, sheet: Sheet, shared: Sequence[str], codes: Sequence[str], from_1904: bool, budget: Budget
) -> bool:
    """Take a sheet's cells into it, as displayed; return whether all could be read.

    Args:
        content: The sheet's part.
        sheet: Where the cells go.
        shared: Words that cells refer to by number.
        codes: The format code of each style.
        from_1904: Whether days are counted from 1904 on.
        budget: What may still be read.
    """

    @lru_cache(maxsize=65_536)
    def number_words(value: str, style: int) -> str:
        code = codes[style] if 0 <= style < len(codes) else GENERAL
        if code == GENERAL and value.isdecimal():
            return value
        try:
            return displayed(float(value), code, from_1904=from_1904)
        except (ValueError, OverflowError):
            return value

    try:
        return _feed(content, _CellReader(sheet, shared, number_words, budget))
    except _BudgetSpent:
        # What is left is only counted: parsing it would cost as much as reading it.
        sheet.row_count = max(sheet.row_count, content.count(b"<row "))
        return True


def cell_place(reference: str) -> tuple[int, int] | None:
    """Return the row and column that a cell's name says, both from 0 on; None where it is none.

    >>> cell_place("C12")
    (11, 2)
    """
    letters = reference.rstrip("0123456789")
    column = _column(letters)
    try:
        row = int(reference[len(letters) :]) - 1
    except ValueError:
        return None
    return (row, column) if 0 <= row < _LAST_ROW and 0 <= column < _LAST_COLUMN else None


@lru_cache(maxsize=1 << 15)
def _column(letters: str) -> int:
    """The number of a column, from 0 on; -1 for letters that name none."""
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        return -1
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


class _BudgetSpent(Exception):
    """There is no room for more words."""


class _Reader:
    """What is done at each mark; words are collected between the marks that hold them."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.collects = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError

    def text(self, words: str) -> None:
        if self.collects:
            self.words.append(words)


class _SharedReader(_Reader):
    """Reads shared words; those that only say how to pronounce others are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.is_spoken = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.words.clear()
        elif name == "rPh":
            self.is_spoken = True
        elif name == "t":
            self.collects = not self.is_spoken

    def end(self, name: str) -> None:
        if name == "si":
            self.found.append("".join(self.words))
        elif name == "rPh":
            self.is_spoken = False
        elif name == "t":
            self.collects = False


class _CellReader(_Reader):
    """Reads the cells of a sheet."""

    def __init__(
        self, sheet: Sheet, shared: Sequence[str], number_words: Callable[[str, int], str], budget: Budget
    ) -> None:
        super().__init__()
        self.sheet, self.shared, self.number_words, self.budget = sheet, shared, number_words, budget
        self.row = self.column = -1
        self.kind, self.style = "", 0
        self.has_formula = self.is_spoken = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name == "v" or name == "t":
            self.collects = not self.is_spoken
        elif name == "row":
            number = attributes.get("r", "")
            self.row = int(number) - 1 if number.isdecimal() and len(number) < 8 else self.row + 1
            self.column = -1
        elif name == "f":
            self.has_formula = True
        elif name == "rPh":
            self.is_spoken = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name == "v" or name == "t":
            self.collects = False
        elif name == "rPh":
            self.is_spoken = False

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = cell_place(attributes.get("r", ""))
        if place is None:
            self.column += 1
        else:
            self.row, self.column = place
        style = attributes.get("s", "")
        self.kind, self.style = attributes.get("t", "n"), int(style) if style.isdecimal() else 0
        self.has_formula = False
        self.words.clear()

    def _end_cell(self) -> None:
        value = "".join(self.words)
        if not value.strip():
            self.sheet.unsolved += self.has_formula and self.kind != "str"
            return
        words = self._displayed(value)
        if words and not words.isspace():
            self.sheet.put(max(self.row, 0), self.column, words, self.budget)
            if self.budget.characters < 0:
                raise _BudgetSpent

    def _displayed(self, value: str) -> str:
        if self.kind == "s":
            number = int(value) if value.strip().isdecimal() else -1
            return self.shared[number] if 0 <= number < len(self.shared) else ""
        if self.kind == "n":
            return self.number_words(value, self.style)
        if self.kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        return _iso_date(value) if self.kind == "d" else value

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top_left, bottom_right = cell_place(first), cell_place(last)
        if top_left and bottom_right:
            self.sheet.merges.append(Merge(*top_left, *bottom_right))


def _iso_date(value: str) -> str:
    """A moment as a sheet shows it, without a time of midnight."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value
    return moment.date().isoformat() if moment.time() == datetime.min.time() else value.replace("T", " ")


def _feed(content: bytes, reader: _Reader) -> bool:
    """Parse XML by local names; return whether it is whole.

    Raises:
        UnreadableFile: It defines entities or a type of document, which no office file does.
    """
    locals_: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        reader.start(locals_.get(name) or locals_.setdefault(name, name.rpartition(":")[2]), attributes)

    def end(name: str) -> None:
        reader.end(locals_[name])

    def refuse(*_: object) -> None:
        raise UnreadableFile("it defines XML entities, which are not expanded. Save it anew without them.")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = refuse
    try:
        for begin in range(0, len(content), _PIECE_BYTES):
            parser.Parse(content[begin : begin + _PIECE_BYTES], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError):
        # The latter two where it names an encoding that there is none of.
        return False
    return True
