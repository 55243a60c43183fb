"""What every reader of a format makes of a file: elements in reading order, with the pages they stand on."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class ElementKind(StrEnum):
    """What an element is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list
    TABLE = "table"
    CODE = "code"  # kept line by line
    FOOTNOTE = "footnote"  # a footnote, an endnote or a comment: kept apart from the text that refers to it
    FURNITURE = "furniture"  # running heads and feet, page numbers, navigation: kept, never quoted


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look. White space between runs is theirs."""

    text: str
    strong: bool = False
    url: str | None = None  # what the words link to


@dataclass(frozen=True, slots=True)
class Element:
    """One part of a file. A table has `rows`, everything else `runs`."""

    kind: ElementKind
    runs: tuple[Run, ...] = ()
    level: int = (
        0  # of a heading 1 to 9, the highest 1, 0 where its look only says that it is one; of an item its depth
    )
    marker: str = ""  # of an item, as shown: "•", "3.", "(b)"
    # Of a table: every row as long as the longest; a merged cell's words in each cell that it covers.
    rows: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 0  # how many of the rows, from the first on, name the columns
    page: int = 0  # 1-based position in `ParsedFile.pages`; 0 where the format has none
    # What stands between the paragraph before and this one where both are one, parted by a page's or column's end:
    # a space, or nothing where a hyphen was taken out. None for a paragraph of its own.
    joins: str | None = None


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is known of one page, slide or sheet."""

    label: str = ""  # as printed, where that differs from its number; a sheet's name
    kind: str = "page"  # "page", "slide" or "sheet"
    is_empty: bool = False  # holds no words
    is_image: bool = False  # holds a picture and no words that could be read
    is_recognised: bool = False  # its words come from text recognition and may hold mistakes


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a file: of an archive, or attached to a message."""

    name: str  # its path inside, with forward slashes and nothing that leads out
    content: Path  # where it was unpacked to


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file as its reader found it."""

    elements: tuple[Element, ...]
    title: str | None = None
    pages: tuple[PageFacts, ...] = ()
    notes: tuple[str, ...] = ()  # what could not be read of it, each a sentence for a person
    unreadable: int = 0  # characters that stand for none that is known
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may cost. What is beyond them is not read."""

    seconds: float = 120.0
    memory_bytes: int = 2 << 30
    file_bytes: int = 512 << 20
    unpacked_bytes: int = 1 << 30  # of all that a compressed file holds
    characters: int = 20_000_000  # of text
    members: int = 5_000  # of an archive
    nesting: int = 4  # archives within archives


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read, with what its reader may need."""

    path: Path
    name: str  # what it is called in messages; its suffix may be wrong
    passwords: tuple[str, ...] = ()  # tried in turn where the file is locked
    limits: Limits = field(default_factory=Limits)
    unpack_to: Path | None = None  # an empty folder for members; None where none are wanted


def paragraph(words: str, page: int = 0) -> Element:
    """A paragraph in one look."""
    return Element(ElementKind.PARAGRAPH, (Run(words),), page=page)


def heading(words: str, level: int, page: int = 0) -> Element:
    """A heading of a level, 1 the highest."""
    return Element(ElementKind.HEADING, (Run(words),), level, page=page)
