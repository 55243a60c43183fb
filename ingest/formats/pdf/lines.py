"""Put characters together: into pieces without wide gaps, lines, and the words of a line."""

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.elements import Run
from ingest.formats.pdf.bidi import is_right_to_left, logical_order
from ingest.formats.pdf.shapes import UNREADABLE, Box, Glyph, Piece, box_around
from ingest.formats.pdf.words import RAISED_SIZE, is_ideograph, joined, line_runs

# All in sizes of the type. Wider gaps part pieces; a space is a quarter, and up to a whole in justified lines.
WIDE_GAP = 1.0
WORD_GAP = 0.3
# Baselines of one line differ less than this, those of raised and lowered signs by more.
SAME_LINE, LINE_SHIFT = 0.35, 0.55
ASCENT, DESCENT = 0.8, 0.22
# So many different letters of widths no further apart than this, in sizes of the type, are equally wide.
TELLING_LETTERS, SAME_WIDTH = 6, 0.01
# How many of the lines found last a piece may belong to.
NEAR_LINES = 8
# A line of more pieces than this is a drawing's.
MOST_COMPARED = 60


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a column."""

    pieces: tuple[Piece, ...]  # from left to right
    box: Box
    baseline: float
    size: float  # of most of its characters
    bold: bool  # all that is in it
    fixed: bool
    runs: tuple[Run, ...]
    text: str


def pieces_of(glyphs: Iterable[Glyph]) -> list[Piece]:
    """Return characters as pieces, in the order of the file.

    Args:
        glyphs: Of one turn, in the order of the file.
    """
    found: list[Piece] = []
    begun: list[Glyph] = []
    for glyph in glyphs:
        if begun and not _goes_on(begun, glyph):
            found.append(_piece(begun))
            begun = []
        begun.append(glyph)
    if begun:
        found.append(_piece(begun))
    return found


def lines_of(pieces: Sequence[Piece]) -> list[TextLine]:
    """Return the pieces of one column as lines, from top to bottom."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.baseline, piece.box.left)):
        near = [line for line in lines[-NEAR_LINES:] if _is_same_line(line, piece)]
        if near:
            min(near, key=lambda line: abs(line[0].baseline - piece.baseline)).append(piece)
        else:
            lines.append([piece])
    return sorted(map(line_of, lines), key=lambda line: (line.baseline, line.box.left))


def line_of(pieces: Sequence[Piece]) -> TextLine:
    """Return pieces that stand side by side as a line."""
    ordered = sorted(pieces, key=lambda piece: piece.box.left)
    size = _most_common_size([glyph for piece in ordered for glyph in piece.glyphs])
    full = [piece.baseline for piece in ordered if piece.size >= size * RAISED_SIZE]
    baseline = statistics.median(full or [piece.baseline for piece in ordered])
    glyphs = _spaced_glyphs(ordered)
    letters = [glyph for glyph in glyphs if glyph.text[0].isalnum()]
    runs = line_runs(glyphs, size, baseline)
    return TextLine(
        pieces=tuple(ordered),
        box=box_around(piece.box for piece in ordered),
        baseline=baseline,
        size=size,
        bold=bool(letters) and all(glyph.look.bold for glyph in letters),
        fixed=is_fixed(glyphs),
        runs=runs,
        text="".join(run.text for run in runs),
    )


def is_fixed(glyphs: Sequence[Glyph]) -> bool:
    """Whether characters are in type in which all are equally wide: by its name, or by their widths."""
    if all(glyph.look.fixed for glyph in glyphs):
        return True
    letters = {glyph.text for glyph in glyphs}
    if len(letters) < TELLING_LETTERS or not all(map(str.isascii, letters)):
        return False
    widths = [(glyph.right - glyph.left) / glyph.look.size for glyph in glyphs]
    return max(widths) - min(widths) < SAME_WIDTH


def plain_words(glyphs: Iterable[Glyph]) -> str:
    """Return the words of characters that stand on one or more lines, as of a table's cell, on one line."""
    words = ""
    for line in lines_of(pieces_of(glyphs)):
        # A sign of its own that nobody knows, before the words of a line, is a bullet.
        text = f"• {line.text[2:]}" if line.text.startswith(f"{UNREADABLE} ") else line.text
        words = joined(words, text) if words else text
    return words


def _goes_on(begun: Sequence[Glyph], glyph: Glyph) -> bool:
    last = begun[-1]
    size = max(last.look.size, glyph.look.size)
    if abs(glyph.baseline - last.baseline) > LINE_SHIFT * size or abs(glyph.baseline - begun[0].baseline) > size:
        return False
    if glyph.look.turn % 90:
        return True
    gap = max(glyph.left - last.right, last.left - glyph.right)
    if gap > WIDE_GAP * size:
        return False
    is_back = glyph.left < last.left - 0.3 * size
    return not is_back or is_right_to_left(glyph.text) or is_right_to_left(last.text)


def _piece(glyphs: Sequence[Glyph]) -> Piece:
    size = _most_common_size(glyphs)
    baseline = statistics.median_low(
        [glyph.baseline for glyph in glyphs if glyph.look.size == size] or [glyph.baseline for glyph in glyphs]
    )
    box = Box(
        min(glyph.left for glyph in glyphs),
        baseline - ASCENT * size,
        max(glyph.right for glyph in glyphs),
        baseline + DESCENT * size,
    )
    return Piece(tuple(glyphs), box, baseline, size)


def _most_common_size(glyphs: Sequence[Glyph]) -> float:
    counts = Counter(glyph.look.size for glyph in glyphs)
    return max(counts, key=lambda size: (counts[size], size))


def _is_same_line(line: Sequence[Piece], piece: Piece) -> bool:
    """Whether a piece stands on a line: on its baseline, or close by one of its pieces if it is raised or lowered."""
    first = line[0] if len(line) > MOST_COMPARED else max(line, key=lambda one: one.size)
    shift = abs(first.baseline - piece.baseline)
    small, large = sorted((first.size, piece.size))
    if shift <= SAME_LINE * small:
        return True
    if shift > LINE_SHIFT * large or small > RAISED_SIZE * large:
        return False
    gaps = [max(one.box.left - piece.box.right, piece.box.left - one.box.right) for one in line[-MOST_COMPARED:]]
    return min(gaps) <= WORD_GAP * large


def _spaced_glyphs(pieces: Sequence[Piece]) -> list[Glyph]:
    """The characters of a line as they are read, each told whether white space stands before it."""
    glyphs = [glyph for piece in pieces for glyph in piece.glyphs]
    if any(is_right_to_left(glyph.text) for glyph in glyphs):
        glyphs = logical_order(glyphs)
        starts: set[int] = set()
    else:
        starts = {id(piece.glyphs[0]) for piece in pieces}
    found: list[Glyph] = []
    for glyph in glyphs:
        spaced = bool(found) and _has_space(found[-1], glyph, is_start=id(glyph) in starts)
        found.append(glyph if glyph.spaced == spaced else glyph._replace(spaced=spaced))
    return found


def _has_space(last: Glyph, glyph: Glyph, *, is_start: bool) -> bool:
    gap = max(glyph.left - last.right, last.left - glyph.right)
    size = max(last.look.size, glyph.look.size)
    if is_ideograph(last.text[-1]) and is_ideograph(glyph.text[0]):
        return gap > WIDE_GAP * size
    if is_start:
        return gap > 0.15 * size or glyph.spaced
    return glyph.spaced or gap > WORD_GAP * size
