"""Reader of delimited text: CSV, TSV and their kin."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from ingest.elements import Element, PageFacts, ParsedFile, SourceFile
from ingest.errors import EmptyDocument
from ingest.formats.encodings import decoded
from ingest.formats.grid.elements import grid_elements, one_line, table_element

# In the order of preference where two part the lines equally well.
DELIMITERS = (",", ";", "\t", "|")
SAMPLE_LINES = 200
SAMPLE_CHARACTERS = 200_000
# Beyond these a quote was left open.
MAX_FIELD_CHARACTERS = 1 << 20
MAX_FIELD_LINES = 200
BYTES_PER_CHARACTER = 4  # at most, in any encoding

_DECLARED = re.compile(r"sep=(.)\n", re.IGNORECASE)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_PIECE_BYTES = 1 << 20


def read_csv(file: SourceFile) -> ParsedFile:
    """Return delimited text as one sheet, whatever its delimiter and encoding.

    Raises:
        EmptyDocument: It holds no words.
        UnreadableFile: It is no text.
    """
    content, lines_left = _beginning(file.path, BYTES_PER_CHARACTER * file.limits.characters)
    text = decoded(content)
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared[1] if declared else delimiter_of(text)
    rows, row_count = _within(_rows(text, delimiter), file.limits.characters)
    elements = _elements(rows)
    if not elements:
        raise EmptyDocument("it holds no words.")
    row_count += lines_left
    notes = () if len(rows) == row_count else (f"Only the first {len(rows):,} of {row_count:,} rows were read.",)
    return ParsedFile(tuple(elements), pages=(PageFacts(kind="sheet"),), notes=notes)


def _beginning(path: Path, most_bytes: int) -> tuple[bytes, int]:
    """A file's whole lines up to a size, and how many lines come after them."""
    with path.open("rb") as file:
        content = file.read(most_bytes)
        if len(content) < most_bytes:
            return content, 0
        rest = iter(lambda: file.read(_PIECE_BYTES), b"")
        end = content.rfind(b"\n") + 1 or len(content)
        return content[:end], (len(content) > end) + sum(piece.count(b"\n") for piece in rest)


def delimiter_of(text: str) -> str:
    r"""Return what parts the fields of a text: what stands equally often, and most, in its lines outside quotes.

    >>> [delimiter_of(text) for text in ("a;b\n1,5;2\n", "a\tb\n1\t2\n", "name\nLee, Ann\n")]
    [';', '\t', ',']
    """
    lines = _QUOTED.sub("", text[:SAMPLE_CHARACTERS]).split("\n")
    counted = [line for line in lines if line.strip()][:SAMPLE_LINES]
    return max(DELIMITERS, key=lambda delimiter: _evenness([line.count(delimiter) for line in counted]))


def _evenness(counts: Sequence[int]) -> tuple[float, int]:
    """The share of lines with the commonest count above nought, and that count."""
    commonest = Counter(count for count in counts if count).most_common(1)
    if not commonest:
        return 0.0, 0
    count, lines = commonest[0]
    return lines / len(counts), count


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a text; quoted fields may hold line breaks, but a quote that is left open ends with its line."""
    csv.field_size_limit(MAX_FIELD_CHARACTERS)
    lines = list(io.StringIO(text))
    done = 0
    while done < len(lines):
        reader = csv.reader(islice(lines, done, None), delimiter=delimiter, skipinitialspace=delimiter != "\t")
        begun = 0
        try:
            for row in reader:
                if reader.line_num - begun > MAX_FIELD_LINES:
                    break
                yield row
                begun = reader.line_num
            else:
                return
        except csv.Error:
            pass
        yield lines[done + begun].rstrip("\n").split(delimiter)
        done += begun + 1


def _within(rows: Iterable[list[str]], characters: int) -> tuple[list[tuple[str, ...]], int]:
    """The rows that there is room for, their fields on one line each, and how many there are in all."""
    kept: list[tuple[str, ...]] = []
    count = 0
    for row in rows:
        if not any(field.strip() for field in row) and characters >= 0:
            kept.append(())
            count += 1
            continue
        count += 1
        characters -= sum(map(len, row))
        if characters >= 0:
            kept.append(tuple(map(one_line, row)))
    return kept, count


def _elements(rows: list[tuple[str, ...]]) -> list[Element]:
    """One table where each row has its fields; else what a sheet of such cells holds."""
    filled = [row for row in rows if any(row)]
    width = max((len(row) for row in filled), default=0)
    if width > 1 and filled == rows and all(len(row) > 1 for row in filled):
        padded = [row + ("",) * (width - len(row)) for row in filled]
        columns = [column for column in range(width) if any(row[column] for row in padded)]
        return [table_element([tuple(row[column] for column in columns) for row in padded], page=1)]
    return grid_elements(rows, page=1)
