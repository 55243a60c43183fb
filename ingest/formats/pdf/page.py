"""What is drawn on one page of a PDF: its characters, lines, pictures and comments, asked of pdfium."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.formats.pdf.drawings import Corners, drawn_lines
from ingest.formats.pdf.library import raw
from ingest.formats.pdf.notes import page_comments, page_links
from ingest.formats.pdf.shapes import UNREADABLE, Box, Glyph, Look, PageInk

# Weights of type run from 100 to 900; 400 is regular, 600 semi-bold.
BOLD_WEIGHT = 600
BOLD_NAMES = ("bold", "black", "heavy", "cmbx", "-demi")
FIXED_NAMES = ("mono", "courier", "consol", "menlo", "lettergothic", "typewriter", "cmtt")
FIXED_FLAG, FORCE_BOLD_FLAG = 1, 1 << 18
MOST_GLYPHS = 300_000
# How far a line's marking reaches, in sizes of the type.
ABOVE_BASELINE, BELOW_BASELINE = 0.86, 0.26
SPACES = frozenset((0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x2002, 0x2003, 0x2009, 0x200B, 0x202F, 0x3000))
# pdfium writes U+0002 or U+FFFE for a hyphen at a line's end.
HYPHENS = frozenset((0x02, 0xFFFE))
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# Bullets and arrows of Symbol and Wingdings, which have no place in Unicode of their own.
SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0E0: "→", 0xF06E: "■", 0xF0A8: "▫", 0xF076: "❖"}
# Computer Modern's, as some programs name them wrongly.
TEX_LIGATURES = {0x0B: "ff", 0x0C: "fi", 0x0D: "fl", 0x0E: "ffi", 0x0F: "ffl", 0x00: "ffi", 0x21B5: "ff"}


@dataclass(frozen=True, slots=True)
class _Frame:
    """Turns the coordinates of a page so that words of one turn run from left to right, with the top at 0."""

    cosine: float
    sine: float
    left: float = 0.0
    top: float = 0.0

    @classmethod
    def of(cls, turn: int, page: Sequence[float]) -> "_Frame":
        left, bottom, right, top = page
        frame = cls(math.cos(math.radians(turn)), math.sin(math.radians(turn)))
        corners = [frame.point(x, y) for x in (left, right) for y in (bottom, top)]
        return cls(frame.cosine, frame.sine, min(x for x, _ in corners), min(y for _, y in corners))

    def point(self, x: float, y: float) -> tuple[float, float]:
        return x * self.cosine + y * self.sine - self.left, x * self.sine - y * self.cosine - self.top

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        corners = [self.point(x, y) for x in (left, right) for y in (bottom, top)]
        across, down = zip(*corners, strict=True)
        return Box(min(across), min(down), max(across), max(down))

    def page_point(self, across: float, down: float) -> tuple[float, float]:
        """The point of the page that `point` turns into this one."""
        across, down = across + self.left, down + self.top
        return across * self.cosine + down * self.sine, across * self.sine - down * self.cosine


@dataclass(slots=True)
class _Reading:
    """A page while its characters are read."""

    page: Any
    text: Any
    bounds: Corners  # left, bottom, right, top
    links: list[tuple[Corners, str]]
    frames: dict[int, _Frame] = field(default_factory=dict)
    looks: dict[int, Look] = field(default_factory=dict)
    unreadable: int = 0

    def frame(self, turn: int) -> _Frame:
        if turn not in self.frames:
            self.frames[turn] = _Frame.of(turn, self.bounds)
        return self.frames[turn]

    def look(self, index: int) -> Look | None:
        """The look of a character; None where it is no part of a drawn text."""
        drawn = raw.FPDFText_GetTextObject(self.text, index)
        if not drawn:
            return None
        address = ctypes.addressof(drawn.contents)
        found = self.looks.get(address)
        if found is None:
            found = self.looks[address] = _look(self.text, index)
        return found

    def link(self, x: float, y: float) -> str | None:
        for (left, bottom, right, top), url in self.links:
            if left <= x <= right and bottom <= y <= top:
                return url
        return None


def page_ink(document: Any, page: Any, text: Any, number: int) -> PageInk:
    """Return what is drawn on a page.

    Args:
        document: pdfium's own handle, as are `page` and `text`, the page's characters.
        number: The page's, 1-based.
    """
    bounds = _bounds(page)
    reading = _Reading(page, text, bounds, list(page_links(document, page)))
    glyphs = tuple(_glyphs(reading))
    turns = Counter(glyph.look.turn for glyph in glyphs)
    frame = reading.frame(turns.most_common(1)[0][0] if turns else 0)
    lines, images = drawn_lines(page)
    return PageInk(
        number=number,
        box=frame.box(*bounds),
        glyphs=glyphs,
        rules=tuple(frame.box(*line) for line in lines),
        images=tuple(frame.box(*image) for image in images),
        comments=tuple(page_comments(page)),
        unreadable=reading.unreadable,
    )


def glyph_corners(page: Any, glyphs: Iterable[Glyph]) -> Iterator[list[tuple[float, float]]]:
    """Yield the four corners of each character, in the coordinates of the page.

    Args:
        page: pdfium's own handle.
        glyphs: As `page_ink` gives them.
    """
    bounds = _bounds(page)
    frames: dict[int, _Frame] = {}
    for glyph in glyphs:
        turn, size = glyph.look.turn, glyph.look.size
        frame = frames.setdefault(turn, _Frame.of(turn, bounds))
        edges = (glyph.baseline - ABOVE_BASELINE * size, glyph.baseline + BELOW_BASELINE * size)
        yield [frame.page_point(across, down) for across in (glyph.left, glyph.right) for down in edges]


def _glyphs(reading: _Reading) -> Iterator[Glyph]:
    """Yield the characters that can be seen, in the order of the file."""
    text = reading.text
    loose = raw.FS_RECTF()
    at_loose = ctypes.byref(loose)
    origin_x, origin_y = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.byref(origin_x), ctypes.byref(origin_y)
    left, bottom, right, top = reading.bounds
    spaced = False
    high = 0
    for index in range(min(raw.FPDFText_CountChars(text), MOST_GLYPHS)):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in SPACES:
            spaced = True
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        look = reading.look(index)
        if look is None:
            continue
        words = chr(code) if 0x20 < code < 0x7F else _readable(reading, index, code)
        raw.FPDFText_GetLooseCharBox(text, index, at_loose)
        raw.FPDFText_GetCharOrigin(text, index, at_x, at_y)
        x, y = origin_x.value, origin_y.value
        if not words or not (left - 2 <= x <= right + 2 and bottom - 2 <= y <= top + 2):
            continue
        frame = reading.frame(look.turn)
        start, end, baseline = _extent(frame, look, loose, x, y)
        url = reading.link((loose.left + loose.right) / 2, (loose.top + loose.bottom) / 2) if reading.links else None
        yield Glyph(words, start, end, baseline, look, spaced, url)
        spaced = False


def _extent(frame: _Frame, look: Look, loose: Any, x: float, y: float) -> tuple[float, float, float]:
    """Return a character's left and right edge and its baseline in the frame of its turn."""
    across, baseline = frame.point(x, y)
    if look.turn == 0:
        return loose.left - frame.left, loose.right - frame.left, baseline
    if look.turn % 90:
        return across, across + look.size / 2, baseline
    box = frame.box(loose.left, loose.bottom, loose.right, loose.top)
    return box.left, box.right, baseline


def _readable(reading: _Reading, index: int, code: int) -> str:
    """Return what a character beyond the plainest ones stands for; nothing where it cannot be seen."""
    if code in HYPHENS and raw.FPDFText_IsHyphen(reading.text, index) == 1:
        return "-"
    if code in LIGATURES:
        return LIGATURES[code]
    if code in SYMBOLS:
        return SYMBOLS[code]
    if code in TEX_LIGATURES and _font(reading.text, index).startswith("cm"):
        return TEX_LIGATURES[code]
    is_private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000
    if code in (0, 0xFFFD) or is_private or raw.FPDFText_HasUnicodeMapError(reading.text, index) == 1:
        reading.unreadable += 1
        return UNREADABLE
    if code < 0x20 or 0x7F <= code < 0xA0 or code in (0xFEFF, 0xFFFF):
        return ""
    return chr(code)


def _look(text: Any, index: int) -> Look:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    flags = ctypes.c_int()
    font = _font(text, index, flags)
    is_bold = raw.FPDFText_GetFontWeight(text, index) >= BOLD_WEIGHT or any(part in font for part in BOLD_NAMES)
    size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    turn = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
    # Scans are never quite straight: a little askew is straight.
    nearest = round(turn / 90) * 90
    return Look(
        size=round(abs(size), 2) or 1.0,
        bold=is_bold or bool(flags.value & FORCE_BOLD_FLAG),
        fixed=bool(flags.value & FIXED_FLAG) or any(part in font for part in FIXED_NAMES),
        turn=nearest % 360 if abs(turn - nearest) <= 3 else turn,
    )


def _font(text: Any, index: int, flags: Any = None) -> str:
    """The name of a character's font in small letters, without the mark of a part of it; its flags are filled in."""
    name = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, index, name, 128, flags)
    return name.value.decode("utf-8", "replace").lower().rpartition("+")[2]


def _bounds(page: Any) -> Corners:
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    return box.left, box.bottom, box.right, box.top
