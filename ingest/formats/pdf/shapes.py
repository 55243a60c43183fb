"""What stands on a page of a PDF, in points from its upper left corner, turned so that words run from left to right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

UNREADABLE = "\ufffd"
"""Stands for a character of which nobody knows what it is."""


@dataclass(frozen=True, slots=True)
class Look:
    """How characters are drawn."""

    size: float  # of the type, in points
    bold: bool = False
    fixed: bool = False  # every character is as wide as any other
    turn: int = 0  # degrees, counter-clockwise, by which the words are turned on the page as shown


class Box(NamedTuple):
    """A rectangle; its top is above its bottom, so the smaller number."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether a point lies in it."""
        return self.left - slack <= x <= self.right + slack and self.top - slack <= y <= self.bottom + slack


class Glyph(NamedTuple):
    """One drawn character, or the few that a ligature stands for."""

    text: str
    left: float
    right: float
    baseline: float
    look: Look
    spaced: bool  # white space stood before it
    url: str | None = None

    @property
    def middle(self) -> float:
        """Half-way between left and right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class PageInk:
    """All that is drawn on one page."""

    number: int  # 1-based
    box: Box
    glyphs: tuple[Glyph, ...]  # of all turns, in the order of the file; each in the frame of its own turn
    rules: tuple[Box, ...] = ()  # lines and the edges of rectangles, as thin boxes, in the frame of most words
    images: tuple[Box, ...] = ()
    comments: tuple[str, ...] = ()  # put onto the page by a reader of it
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that follow one another on one line without a wide gap."""

    glyphs: tuple[Glyph, ...]
    box: Box
    baseline: float
    size: float


class TurnedGlyph(NamedTuple):
    """A character of words that run otherwise than most of the page's."""

    x: float  # of its middle, in the frame of most words
    y: float
    glyph: Glyph  # in its own frame


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table found on a page."""

    box: Box
    rows: tuple[tuple[str, ...], ...]
    header_rows: int = 0
    is_continued: bool = False  # nothing but its rows stands above it on its page


def box_around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box that holds all the others; there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
