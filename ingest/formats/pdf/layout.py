"""From what is drawn on a page to its blocks in reading order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.elements import ElementKind
from ingest.formats.pdf.aligned import aligned_tables
from ingest.formats.pdf.bidi import is_right_to_left
from ingest.formats.pdf.columns import columns_of
from ingest.formats.pdf.footnotes import with_footnotes
from ingest.formats.pdf.furniture import PageRows
from ingest.formats.pdf.lines import TextLine, is_fixed, lines_of, pieces_of
from ingest.formats.pdf.paragraphs import TextBlock, blocks_of
from ingest.formats.pdf.shapes import UNREADABLE, Box, Glyph, PageInk, Piece, TableShape, TurnedGlyph
from ingest.formats.pdf.tables import ruled_tables

MOST_STAMP_WORDS = 12
# Two pages printed side by side leave this share of the width free on either side of the middle, and hold so much each.
FOLD, MIN_HALF = 0.025, 15
# Pieces of lines of which more than this share cannot be read say nothing.
MOST_UNREADABLE = 0.5

Flow = TextBlock | TableShape
"""What a page is made of."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """The pieces and ruled tables of one page."""

    number: int
    box: Box
    pieces: tuple[Piece, ...]  # of words that run as most of the page's do
    turned: tuple[tuple[Piece, ...], ...]  # of words that run otherwise, each turn by itself
    tables: tuple[TableShape, ...]
    rules: tuple[Box, ...]
    comments: tuple[str, ...]
    unreadable: int
    has_images: bool

    @property
    def has_words(self) -> bool:
        """Whether anything can be read on it."""
        return bool(self.pieces or self.turned or self.tables)


def page_parts(ink: PageInk) -> PageParts:
    """Return the pieces and ruled tables of a page."""
    turns = [turn for turn, _ in Counter(glyph.look.turn for glyph in ink.glyphs).most_common()]
    main = [glyph for glyph in ink.glyphs if turns and glyph.look.turn == turns[0]]
    turned = [_turned(glyph, turns[0], ink.box) for glyph in ink.glyphs if glyph.look.turn != turns[0]]
    tables = ruled_tables(ink.rules, main, turned)
    in_tables = {id(glyph) for _, glyphs in tables for glyph in glyphs}
    free = [glyph for glyph in main if id(glyph) not in in_tables]
    pieces = [piece for piece in pieces_of(free) if _is_readable(piece)]
    return PageParts(
        number=ink.number,
        box=ink.box,
        pieces=tuple(pieces),
        turned=tuple(
            tuple(pieces_of(glyph for glyph in ink.glyphs if glyph.look.turn == turn and id(glyph) not in in_tables))
            for turn in turns[1:]
        ),
        tables=tuple(table for table, _ in tables),
        rules=ink.rules,
        comments=ink.comments,
        unreadable=ink.unreadable,
        has_images=bool(ink.images),
    )


def _turned(glyph: Glyph, main: int, page: Box) -> TurnedGlyph:
    """A character of another turn with its place in the frame of the main one."""
    along, across = glyph.middle, glyph.baseline - 0.3 * glyph.look.size
    match (glyph.look.turn - main) % 360:
        case 90:
            return TurnedGlyph(across, page.bottom - along, glyph)
        case 180:
            return TurnedGlyph(page.right - along, page.bottom - across, glyph)
        case 270:
            return TurnedGlyph(page.right - across, along, glyph)
    return TurnedGlyph(float("-inf"), float("-inf"), glyph)


def _is_readable(piece: Piece) -> bool:
    unreadable = sum(glyph.text == UNREADABLE for glyph in piece.glyphs)
    return len(piece.glyphs) == 1 or unreadable <= MOST_UNREADABLE * len(piece.glyphs)


def page_rows(parts: PageParts) -> PageRows:
    """Return the lines of a page right across it."""
    return PageRows(parts.number, parts.box.height, tuple(lines_of(parts.pieces)))


def page_flow(parts: PageParts, furniture: Sequence[TextLine], *, with_code: bool) -> list[Flow]:
    """Return the blocks of a page in reading order, without its furniture.

    Args:
        parts: The page's.
        furniture: Lines of `page_rows` that are left out.
        with_code: Whether type of even width means code.
    """
    left_out = {id(piece) for row in furniture for piece in row.pieces}
    pieces = [piece for piece in parts.pieces if id(piece) not in left_out]
    letters = [glyph.text for piece in pieces for glyph in piece.glyphs if glyph.text[0].isalpha()]
    leftwards = 2 * sum(map(is_right_to_left, letters)) > len(letters)
    found: list[Flow] = []
    for half in _halves([*pieces, *parts.tables], parts.box):
        for column in columns_of(half, leftwards=leftwards):
            found += _column_flow(column, with_code=with_code)
    found = with_footnotes(found, parts.rules, parts.box)
    for turned in parts.turned:
        found += map(_as_stamp, blocks_of(lines_of(turned), with_code=False))
    return found


def _halves(parts: Sequence[Piece | TableShape], page: Box) -> list[list[Piece | TableShape]]:
    """The two pages that are printed side by side on one, where they are; else all in one."""
    middle = (page.left + page.right) / 2
    left = [part for part in parts if part.box.right < middle - FOLD * page.width]
    right = [part for part in parts if part.box.left > middle + FOLD * page.width]
    is_parted = len(left) + len(right) == len(parts) and min(len(left), len(right)) >= MIN_HALF
    return [left, right] if page.width > page.height and is_parted else [list(parts)]


def _as_stamp(block: TextBlock) -> TextBlock:
    """Words that run otherwise than the page's are a stamp or stand in the margin where they are few."""
    is_stamp = len(block.lines) <= 2 and len(block.text.split()) <= MOST_STAMP_WORDS
    return replace(block, kind=ElementKind.FURNITURE, marker="") if is_stamp else block


def _column_flow(column: Sequence[Piece | TableShape], *, with_code: bool) -> list[Flow]:
    tables = sorted((part for part in column if isinstance(part, TableShape)), key=lambda table: table.box.top)
    lines = lines_of([part for part in column if isinstance(part, Piece)])
    found: list[Flow] = []
    for table in (*tables, None):
        above = [line for line in lines if table is None or line.baseline <= table.box.bottom]
        lines = lines[len(above) :]
        found += _lines_flow(above, with_code=with_code)
        if table is not None:
            found.append(table)
    return found


def _lines_flow(lines: Sequence[TextLine], *, with_code: bool) -> list[Flow]:
    found: list[Flow] = []
    plain: list[TextLine] = []
    for part in (*aligned_tables(lines), None):
        if isinstance(part, TextLine):
            plain.append(part)
            continue
        found += blocks_of(plain, with_code=with_code)
        plain = []
        if part is not None:
            found.append(part)
    return found


def is_typewritten(pages: Sequence[PageParts]) -> bool:
    """Whether a file is in type of even width throughout, so that this says nothing."""
    looks = Counter(is_fixed(piece.glyphs) for page in pages for piece in page.pieces)
    return looks[True] > looks[False]
