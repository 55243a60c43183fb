"""Part the lines of a column into paragraphs, items of lists and code."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.elements import ElementKind, Run
from ingest.formats.pdf.aligned import cells_of
from ingest.formats.pdf.bidi import is_right_to_left
from ingest.formats.pdf.lines import TELLING_LETTERS, TextLine, line_of
from ingest.formats.pdf.shapes import Box, box_around
from ingest.formats.pdf.words import LEADERS

BULLET = re.compile(r"[•▪●○◦‣■□▫❖➢➤✓✔→⁃▶►☐☑☒]\s*|[-–—*o§·∙]\s+(?=\S)|[^\W\d_]?\ufffd\s+(?=\S)")
NUMBER = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\(\d{1,3}\)|\d{1,2}(?:\.\d{1,2}){1,4}\.?|\.\d{1,2})\s+(?=\S)"
)
WEAK_BULLETS = "-–—*o§·∙\ufffd"
ENDS = (".", "!", "?", ":", ";", "。", "！", "？", "…", ".”", '."', ".)", "؟")
NOWHERE = Box(0, 0, 0, 0)
# In sizes of the type, or steps from line to line.
SIZE_CHANGE = 0.08
WIDE_STEP = 1.3
# Where so many lines differ in size from the one above, sizes are what text recognition made of them.
UNEVEN_CHANGE, UNEVEN_SHARE, MIN_UNEVEN_LINES = 0.4, 0.4, 8
START_POINTS = 5
INDENT = 0.8
# Where fewer lines stand together, how far the column reaches says where a line is full.
MIN_TELLING_LINES = 4
# Lines that together are narrower than this share of the column may each stand by themselves.
NARROW = 0.8
# A gap in a line of prose, however it is stretched, is no wider than this, in sizes of the type.
VERY_WIDE_GAP = 1.8


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines that belong together."""

    kind: ElementKind
    lines: tuple[TextLine, ...]
    marker: str = ""
    level: int = 0
    column: Box = field(default=NOWHERE)  # what the lines of its column cover

    @property
    def box(self) -> Box:
        """The area its lines cover."""
        return box_around(line.box for line in self.lines)

    @property
    def text(self) -> str:
        """Its lines' words."""
        return " ".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        """Of its first line's type."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """Whether all of it is."""
        return all(line.bold for line in self.lines)


def blocks_of(lines: Sequence[TextLine], *, with_code: bool = True) -> list[TextBlock]:
    """Return the lines of a column as blocks, in order.

    Args:
        lines: From top to bottom.
        with_code: Whether lines in type of even width are code.
    """
    if not lines:
        return []
    column = box_around(line.box for line in lines)
    steps = usual_steps(lines)
    blocks: list[TextBlock] = []
    for group in _groups(lines, steps):
        if with_code and len(group) > 1 and _are_code(group):
            blocks.append(TextBlock(ElementKind.CODE, tuple(group), column=column))
        else:
            blocks += _text_blocks(group, column)
    return _with_depths(blocks)


def usual_steps(lines: Sequence[TextLine]) -> list[float]:
    """Return for each line how far the one above it usually is within a paragraph, in sizes of the type.

    Lines that start at the same place are compared; where they are few, all of the column.
    """
    found: dict[int, list[float]] = {}
    for last, line in itertools.pairwise(lines):
        step = (line.baseline - last.baseline) / line.size
        if abs(line.size - last.size) < SIZE_CHANGE * line.size and 0.9 < step < 2.2:
            found.setdefault(round(line.box.left / START_POINTS), []).append(step)
    every = sorted(step for steps in found.values() for step in steps) or [1.2]
    usual = {start: sorted(steps) for start, steps in found.items() if len(steps) >= MIN_TELLING_LINES}
    steps = [usual.get(round(line.box.left / START_POINTS), every) for line in lines]
    return [each[len(each) // 4] for each in steps]


def has_cells(line: TextLine) -> bool:
    """Whether wide gaps part a line, other than the one after a list item's marker."""
    cells = cells_of(line, VERY_WIDE_GAP)
    return len(cells) > 2 or (len(cells) == 2 and not line_marker(line_of(cells[0]).text + " x"))


def line_marker(text: str) -> str:
    """Return the sign or number that a list's item begins with, with the white space after it; empty where none.

    >>> line_marker("• Water"), line_marker("(b) Food"), line_marker("2.1 Scope"), line_marker("A plan")
    ('• ', '(b) ', '2.1 ', '')
    """
    found = BULLET.match(text) or NUMBER.match(text)
    return found.group() if found else ""


def _groups(lines: Sequence[TextLine], steps: Sequence[float]) -> Iterator[list[TextLine]]:
    """Yield lines that look alike and stand close together."""
    group = [lines[0]]
    change = UNEVEN_CHANGE if _is_uneven(lines) else SIZE_CHANGE
    for (last, line), step in zip(itertools.pairwise(lines), steps[1:], strict=True):
        distance = (line.baseline - last.baseline) / max(line.size, last.size)
        differs = abs(line.size - last.size) > change * max(line.size, last.size)
        differs = differs or (line.bold != last.bold and change == SIZE_CHANGE)
        if differs or _parts_code(last, line) or not -0.5 < distance <= step * WIDE_STEP:
            yield group
            group = []
        group.append(line)
    yield group


def _are_code(group: Sequence[TextLine]) -> bool:
    return any(line.fixed for line in group) and all(line.fixed or _tells_little(line) for line in group)


def _parts_code(last: TextLine, line: TextLine) -> bool:
    """Whether one of two lines is code and the other plainly is not."""
    return line.fixed != last.fixed and not _tells_little(line if last.fixed else last)


def _tells_little(line: TextLine) -> bool:
    """Whether a line has too few different letters to show that they are equally wide."""
    return len(set(line.text)) < TELLING_LETTERS


def _is_uneven(lines: Sequence[TextLine]) -> bool:
    """Whether sizes differ from line to line as recognised text's do, so that they say nothing."""
    changes = sum(
        abs(line.size - last.size) > SIZE_CHANGE / 2 * max(line.size, last.size)
        for last, line in itertools.pairwise(lines)
    )
    return len(lines) >= MIN_UNEVEN_LINES and changes > UNEVEN_SHARE * len(lines)


def _text_blocks(group: Sequence[TextLine], column: Box) -> Iterator[TextBlock]:
    """Yield the paragraphs and items of lines that look alike."""
    own = box_around(line.box for line in group)
    is_telling = len(group) >= MIN_TELLING_LINES and (own.width > NARROW * column.width or not _are_apart(group))
    area = own if is_telling else column
    block: list[TextLine] = []
    for line in group:
        if block and _begins(block, line, area):
            yield _block(block, column)
            block = []
        block.append(line)
    yield _block(block, column)


def _are_apart(group: Sequence[TextLine]) -> bool:
    """Whether most lines begin as a sentence or an item would."""
    return sum(not line.text[0].islower() for line in group) > 0.6 * len(group)


def _begins(block: Sequence[TextLine], line: TextLine, area: Box) -> bool:
    """Whether a line begins a new block."""
    last = block[-1]
    if has_cells(last) or has_cells(line) or LEADERS.search(last.text):
        return True
    if line.text[0].islower() and not last.text.endswith(ENDS) and not line_marker(line.text):
        return False
    is_short = _is_short(last, line, area)
    if BULLET.match(line.text) and (is_short or _is_set_off(block, line) or line.text[0] not in WEAK_BULLETS):
        return True
    if NUMBER.match(line.text) and (is_short or _is_set_off(block, line) or last.text.endswith(ENDS)):
        return True
    are_centred = _is_centred(last, area) and _is_centred(line, area)
    if are_centred and abs(line.box.left - last.box.left) > line.size and not last.text.endswith(ENDS):
        return False
    if is_short:
        return True
    text_start = _text_start(block[0])
    shift = (line.box.left - last.box.left) / line.size
    if is_right_to_left(line.text):
        text_start = -block[0].box.right
        shift = (last.box.right - line.box.right) / line.size
    if shift > INDENT:
        # A first line of a paragraph is indented; the second line of an item hangs below its words.
        return not (len(block) == 1 and abs(line.box.left - text_start) < INDENT * line.size)
    if shift < -INDENT:
        # Only from a paragraph's first line may the next one go back.
        return len(block) > 1 or (bool(line_marker(last.text)) and last.text.endswith(ENDS))
    return False


def _is_short(last: TextLine, line: TextLine, area: Box) -> bool:
    """Whether the last line ends before the column does although the next one's first word would have fitted."""
    room = area.right - last.box.right
    if is_right_to_left(line.text):
        room = last.box.left - area.left
    word = len(line.text.split(" ", 1)[0]) + 1
    width = line.box.width / max(len(line.text), 1)
    slack = 0.6 * line.size if last.text.endswith(ENDS) else 2.5 * line.size
    return room > word * width + slack


def _is_set_off(block: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a line with a marker starts elsewhere than the line above, or as the marker of the block does."""
    first, last = block[0], block[-1]
    if abs(line.box.left - last.box.left) > INDENT / 2 * line.size:
        return True
    return bool(line_marker(first.text)) and abs(line.box.left - first.box.left) < INDENT / 2 * line.size


def _is_centred(line: TextLine, area: Box) -> bool:
    before, after = line.box.left - area.left, area.right - line.box.right
    return min(before, after) > 2 * line.size and abs(before - after) < line.size


def _text_start(line: TextLine) -> float:
    """Where the words after a line's marker start; where the line does if it has none."""
    marker = line_marker(line.text).strip()
    if not marker:
        return line.box.left
    glyphs = [glyph for piece in line.pieces for glyph in piece.glyphs]
    length = 0
    for glyph in glyphs:
        if length >= len(marker):
            return glyph.left
        length += len(glyph.text)
    return line.box.left


def _block(lines: Sequence[TextLine], column: Box) -> TextBlock:
    marker = line_marker(lines[0].text)
    kind = ElementKind.ITEM if marker else ElementKind.PARAGRAPH
    return TextBlock(kind, tuple(lines), marker, column=column)


def runs_after(runs: Sequence[Run], length: int) -> tuple[Run, ...]:
    """Return runs without their first characters."""
    found: list[Run] = []
    for run in runs:
        if length < len(run.text):
            found.append(Run(run.text[length:], run.strong, run.url))
        length = max(0, length - len(run.text))
    return tuple(found)


def _with_depths(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Blocks whose items are given depths by how far they are indented."""
    found: list[TextBlock] = []
    starts: list[float] = []
    for block in blocks:
        if block.kind is not ElementKind.ITEM:
            if block.kind is not ElementKind.PARAGRAPH or not starts or block.box.left < starts[-1]:
                starts = []
            found.append(block)
            continue
        left = block.lines[0].box.left
        while starts and left < starts[-1] - INDENT / 2 * block.size:
            starts.pop()
        if not starts or left > starts[-1] + INDENT / 2 * block.size:
            starts.append(left)
        found.append(TextBlock(block.kind, block.lines, block.marker, len(starts) - 1, block.column))
    return found
