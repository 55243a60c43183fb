"""The order in which the parts of a page are read: bands across the page from top to bottom, columns within them."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats.pdf.lines import SAME_LINE
from ingest.formats.pdf.paragraphs import line_marker
from ingest.formats.pdf.shapes import Piece, TableShape

Part = Piece | TableShape
"""What is put into order: pieces of lines, and tables as wholes."""

# A gutter is at least this wide, in points.
GUTTER_POINTS = 5.0
# On each side of a gutter stand at least so many lines.
MIN_LINES = 3
# Lines of prose are at least so wide, in sizes of the type, and hold so many words. Narrower ones side by side are
# columns only where their lines stand at different heights; else they are the rows of a table.
PROSE_WIDTH, PROSE_WORDS = 9.0, 3.0
MOST_PARTS_A_LINE = 1.4
# Of the lines on the shorter side, this share stands at the height of a line on the other side in a table.
ALIGNED_SHARE = 0.4
ALIGNED_POINTS = 1.5
MOST_PARTS = 4_000
MOST_DEPTH = 12


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A place between columns, with the bands of the page in which it parts them."""

    x: float
    bands: tuple[tuple[float, float], ...]  # top and bottom of each
    parted: int  # parts that stand beside one another in these bands


def columns_of(parts: Sequence[Part], *, leftwards: bool = False) -> list[list[Part]]:
    """Return the parts of a page as columns in reading order; what stands across columns is a column of its own.

    Args:
        parts: In any order.
        leftwards: Whether the right column is read first.
    """
    if len(parts) > MOST_PARTS:
        return [list(parts)]
    return _columns(list(parts), leftwards, 0)


def _columns(parts: list[Part], leftwards: bool, depth: int) -> list[list[Part]]:
    gutter = _best_gutter(parts) if depth < MOST_DEPTH and len(parts) >= 2 * MIN_LINES else None
    if gutter is None:
        return [parts] if parts else []
    found: list[list[Part]] = []
    top = float("-inf")
    for band_top, band_bottom in gutter.bands:
        above = [part for part in parts if top < _height(part) <= band_top]
        inside = [part for part in parts if band_top < _height(part) <= band_bottom]
        left = [part for part in inside if _middle(part) < gutter.x]
        right = [part for part in inside if _middle(part) >= gutter.x]
        found += _columns(above, leftwards, depth + 1)
        for side in (right, left) if leftwards else (left, right):
            found += _columns(side, leftwards, depth + 1)
        top = band_bottom
    return found + _columns([part for part in parts if _height(part) > top], leftwards, depth + 1)


def _height(part: Part) -> float:
    return (part.box.top + part.box.bottom) / 2


def _middle(part: Part) -> float:
    return (part.box.left + part.box.right) / 2


def _best_gutter(parts: Sequence[Part]) -> _Gutter | None:
    """The gutter that parts most, if there is one."""
    best: _Gutter | None = None
    for x in _free_places(parts):
        gutter = _gutter_at(x, parts)
        if gutter and (best is None or gutter.parted > best.parted):
            best = gutter
    return best


def _free_places(parts: Sequence[Part]) -> list[float]:
    """The middles of upright strips that few parts cross, with parts on both sides."""
    left = min(part.box.left for part in parts)
    right = max(part.box.right for part in parts)
    width = int(right - left) + 1
    if not 0 < width < 100_000:
        return []
    change = [0] * (width + 2)
    for part in parts:
        change[max(0, int(part.box.left - left))] += 1
        change[min(width, int(part.box.right - left) + 1)] -= 1
    crossing, now = [], 0
    for step in change[:width]:
        now += step
        crossing.append(now)
    few = len(parts) * 0.35
    places: list[float] = []
    start = 0
    for x in range(1, width + 1):
        if x < width and crossing[x] == crossing[start]:
            continue
        is_dip = start > 0 and x < width and crossing[start - 1] > crossing[start] < crossing[x]
        if is_dip and x - start >= GUTTER_POINTS and crossing[start] <= few:
            places.append(left + (start + x) / 2)
        start = x
    return places


def _gutter_at(x: float, parts: Sequence[Part]) -> _Gutter | None:
    """The gutter at a place, with those bands between what crosses it in which both sides look like columns."""
    crossers = sorted((part for part in parts if part.box.left < x < part.box.right), key=lambda part: part.box.top)
    edges = [float("-inf")]
    for part in crossers:
        edges += [part.box.top, part.box.bottom]
    edges.append(float("inf"))
    crossing = {id(part) for part in crossers}
    beside = sorted((part for part in parts if id(part) not in crossing), key=_height)
    bands: list[tuple[float, float]] = []
    parted = 0
    for top, bottom in zip(edges[::2], edges[1::2], strict=True):
        inside = [part for part in beside if top < _height(part) <= bottom]
        left = [part for part in inside if part.box.right <= x]
        right = [part for part in inside if part.box.left >= x]
        if _are_columns(left, right):
            bands.append(
                (
                    max(top, min(part.box.top for part in inside) - 1),
                    min(bottom, max(part.box.bottom for part in inside)),
                )
            )
            parted += min(len(left), len(right)) * 2 + 1
    return _Gutter(x, tuple(bands), parted) if bands else None


def _are_columns(left: Sequence[Part], right: Sequence[Part]) -> bool:
    sides = [_rows(side) for side in (left, right)]
    if any(len(rows) < MIN_LINES for rows in sides):
        return False
    overlap = min(rows[-1].height for rows in sides) - max(rows[0].height for rows in sides)
    if overlap <= 0:
        return False
    if not _is_aligned(*sides):
        return True
    return all(_is_prose(rows) for rows in sides) or all(_is_list(rows) for rows in sides)


@dataclass(slots=True)
class _Row:
    """What stands at one height on one side of a gutter."""

    height: float  # of its baseline
    left: float
    right: float
    size: float
    words: int
    is_item: bool
    parts: int = 1


def _rows(parts: Sequence[Part]) -> list[_Row]:
    rows: list[_Row] = []
    for part in sorted(parts, key=lambda part: (_baseline(part), part.box.left)):
        words = 1 + sum(glyph.spaced for glyph in part.glyphs[1:]) if isinstance(part, Piece) else 9
        size = part.size if isinstance(part, Piece) else 10.0
        last = rows[-1] if rows else None
        if last and _baseline(part) - last.height <= SAME_LINE * size:
            last.left, last.right = min(last.left, part.box.left), max(last.right, part.box.right)
            last.words += words
            last.parts += 1
        else:
            rows.append(_Row(_baseline(part), part.box.left, part.box.right, size, words, _begins_item(part)))
    return rows


def _is_list(rows: Sequence[_Row]) -> bool:
    return 2 * sum(row.is_item for row in rows) > len(rows)


def _begins_item(part: Part) -> bool:
    words = (
        "".join(f" {glyph.text}" if glyph.spaced else glyph.text for glyph in part.glyphs[:8])
        if isinstance(part, Piece)
        else ""
    )
    return bool(line_marker(f"{words.strip()} x"))


def _baseline(part: Part) -> float:
    return part.baseline if isinstance(part, Piece) else part.box.bottom


def _is_aligned(left: Sequence[_Row], right: Sequence[_Row]) -> bool:
    fewer, more = sorted((left, right), key=len)
    heights = [row.height for row in more]
    aligned = sum(any(abs(row.height - height) <= ALIGNED_POINTS for height in heights) for row in fewer)
    return aligned >= ALIGNED_SHARE * len(fewer)


def _is_prose(rows: Sequence[_Row]) -> bool:
    """Whether most lines are as wide as lines of prose, and end near the column's edge."""
    widths = [row.right - row.left for row in rows]
    size = statistics.median(row.size for row in rows)
    if statistics.median(widths) < PROSE_WIDTH * size or statistics.median(row.words for row in rows) < PROSE_WORDS:
        return False
    is_gapless = sum(row.parts for row in rows) <= MOST_PARTS_A_LINE * len(rows)
    return is_gapless and statistics.median(widths) >= 0.6 * max(widths)
