"""Group the lines of a text into blocks: paragraphs, list items, table rows, code, headings that say they are one."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from retriever.types import Span

BULLET = r"[-*+•◦▪‣●○■□–➢✓]|\(?\d{1,3}[.)]|\(?[a-z]\)|[a-z]\.|\(?[ivx]{1,4}[.)]"
ITEM_MARKER = re.compile(rf"(?P<bullet>{BULLET})[ \t]+(?:\[[ xX]?\][ \t]+)?(?=\S)")
FIRST_MARKERS = frozenset({"1", "a", "i"})
QUOTE_MARKER = re.compile(r"(?:>[ \t]*)+")
ATX = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<title>.*?)(?:[ \t]+#+)?$")
WIKI = re.compile(r"(?P<marks>=(?:[ \t]?=)*)[ \t]*(?P<title>[^=\s][^=]*?)[ \t]*(?P<closing>=(?:[ \t]?=)*)$")
SETEXT = re.compile(r"={3,}|-{3,}")
RULE = re.compile(r"(?:[-–—*_=~.·•]\s?){3,}|[|+\-=:\s]{3,}")
# "Page 3 of 12", "- 3 -" and the lines of a table of contents, wherever they stand.
PAGE_LINE = re.compile(
    r"page\s\d+(?:\s?(?:of|/)\s?\d+)?|[-–—]\s?\d{1,4}\s?[-–—]|.*\S\s?(?:\.\s?){4,}\d{1,4}", re.IGNORECASE
)
COLUMN_GAP = re.compile(r"\t+| {3,}")
TABLE_SEPARATOR = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")


MAX_PAGE_LINE_CHARS = 150
MIN_ALIGNED_COLUMNS = 3  # two might be a label with its value


class BlockKind(StrEnum):
    """What the lines of a block are."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    CODE = "code"
    HEADING = "heading"
    RULE = "rule"
    NAMES = "names"  # single names, each on a line of its own


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its markers and outer white space."""

    start: int
    end: int
    text: str
    indent: int = 0  # columns before the line's marker or first word


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, in order and never empty."""

    kind: BlockKind
    lines: tuple[Line, ...]
    gap: int  # blank lines before it
    level: int = 0  # of a heading that says it is one; 1 is the highest
    lead: Span | None = None  # the line over a list of names, one of the block's own
    is_numbered: bool = False  # a list item whose marker is a number or letter
    has_header: bool = True  # a table whose first line names its columns
    is_note: bool = False  # a footnote: kept apart from the text around it

    @property
    def start(self) -> int:
        """Offset of the first character of the first line."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Offset after the last character of the last line."""
        return self.lines[-1].end

    @property
    def text(self) -> str:
        """The lines joined by single spaces."""
        return " ".join(line.text for line in self.lines)


def blocks(text: str, verbatim: Sequence[Span] = ()) -> list[Block]:
    """Return the blocks of a text in order; every character outside them is white space or a list, table,
    quotation or heading marker.

    Args:
        text: The canonical text of a document.
        verbatim: Spans of fenced code, fences included, in order.
    """
    found: list[Block] = []
    gap = 0
    group: list[Line] = []
    for line, is_code in _lines(text, verbatim):
        if not is_code and line.text:
            group.append(line)
            continue
        found += _split_group(text, group, gap)
        gap = 1 if group else gap + 1
        group = []
        if is_code and line.text:
            found.append(Block(BlockKind.CODE, (line,), gap))
            gap = 0
    return [*found, *_split_group(text, group, gap)]


def trimmed_line(text: str, start: int, end: int) -> Line:
    """Return the words between two offsets of one line as a line."""
    words = text[start:end]
    bare = words.strip()
    begin = start + len(words) - len(words.lstrip())
    return Line(begin, begin + len(bare), bare, _columns(words[: begin - start]))


def is_next(text: str, end: int, start: int) -> bool:
    """Whether nothing but empty lines stands between the end of one block and the line on which another starts."""
    return not text[end : text.rfind("\n", end, start) + 1].strip()


def _columns(space: str) -> int:
    return sum(4 if character == "\t" else 1 for character in space)


def _lines(text: str, verbatim: Sequence[Span]) -> Iterator[tuple[Line, bool]]:
    """Yield the lines of the text, each stretch of code between its fences as one (second value true)."""
    position = 0
    fences = iter(verbatim)
    fence = next(fences, None)
    while position <= len(text):
        if fence and position >= fence[0]:
            inside = text.find("\n", fence[0]) + 1
            last = text.rfind("\n", inside, fence[1])
            yield trimmed_line(text, inside, max(inside, last)), True
            position = fence[1] + 1
            fence = next(fences, None)
            continue
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        yield trimmed_line(text, position, end), False
        position = end + 1


def _split_group(text: str, group: Sequence[Line], gap: int) -> Iterator[Block]:
    """Yield the blocks in lines that no blank line parts."""
    position = 0
    while position < len(group):
        line = group[position]
        before = gap if position == 0 else 0
        table = _table_length(group, position)
        following = group[position + 1].text if position + 1 < len(group) else ""
        if table:
            yield Block(BlockKind.TABLE, tuple(group[position : position + table]), before)
            position += table
        elif explicit := _explicit_heading(text, line):
            yield Block(BlockKind.HEADING, (explicit[0],), before, explicit[1])
            position += 1
        elif _is_page_line(line):
            yield Block(BlockKind.RULE, (line,), before)
            position += 1
        elif SETEXT.fullmatch(following) and len(line.text) <= 100 and not ITEM_MARKER.match(line.text):
            yield Block(BlockKind.HEADING, (line,), before, 1 if following[0] == "=" else 2)
            position += 1
        else:
            length = _run_length(text, group, position)
            lines = [_unquoted(text, each) for each in group[position : position + length]]
            yield _item(text, lines, before) or Block(BlockKind.PARAGRAPH, tuple(lines), before)
            position += length


def _run_length(text: str, group: Sequence[Line], position: int) -> int:
    """Return how many lines the paragraph or list item that begins here has."""
    in_list = ITEM_MARKER.match(_unquoted(text, group[position]).text) is not None
    for index in range(position + 1, len(group)):
        line = group[index]
        setext = index + 1 < len(group) and SETEXT.fullmatch(group[index + 1].text)
        if (
            _begins_item(text, group, index, in_list=in_list)
            or _is_page_line(line)
            or _explicit_heading(text, line)
            or _table_length(group, index)
            or (setext and index > position + 1)
        ):
            return index - position
    return len(group) - position


def _begins_item(text: str, group: Sequence[Line], index: int, *, in_list: bool) -> bool:
    """Whether a line begins a list item; a number that a wrapped line happens to begin with does not."""
    marker = ITEM_MARKER.match(_unquoted(text, group[index]).text)
    if marker is None:
        return False
    first = marker["bullet"].strip("().").lower() in FIRST_MARKERS
    return in_list or first or not any(map(str.isalnum, marker["bullet"])) or group[index - 1].text[-1] in ".:;!?"


def _is_page_line(line: Line) -> bool:
    return len(line.text) <= MAX_PAGE_LINE_CHARS and bool(RULE.fullmatch(line.text) or PAGE_LINE.fullmatch(line.text))


def _unquoted(text: str, line: Line) -> Line:
    marker = QUOTE_MARKER.match(line.text)
    if marker is None or marker.end() == len(line.text):
        return line
    return Line(line.start + marker.end(), line.end, text[line.start + marker.end() : line.end], line.indent)


def _item(text: str, lines: Sequence[Line], gap: int) -> Block | None:
    first = lines[0]
    marker = ITEM_MARKER.match(first.text)
    if marker is None:
        return None
    start = first.start + marker.end()
    opening = Line(start, first.end, text[start : first.end], first.indent)
    numbered = any(map(str.isalnum, marker["bullet"]))
    return Block(BlockKind.ITEM, (opening, *lines[1:]), gap, is_numbered=numbered)


def _explicit_heading(text: str, line: Line) -> tuple[Line, int] | None:
    """Return the title of a heading with its level where the line's own marks make it one."""
    atx = ATX.fullmatch(line.text)
    wiki = None if atx else WIKI.fullmatch(line.text)
    match = atx or wiki
    if match is None or not match["title"].strip():
        return None
    marks = match["marks"].count("#") or match["marks"].count("=")
    if wiki and wiki["closing"].count("=") != marks:
        return None
    start, end = match.span("title")
    return trimmed_line(text, line.start + start, line.start + end), marks


def _table_length(group: Sequence[Line], position: int) -> int:
    """Return how many lines the table that begins here has; 0 where none does."""
    line = group[position].text
    following = group[position + 1].text if position + 1 < len(group) else ""
    bars = line.count("|")
    if bars and (following.count("|") == bars or TABLE_SEPARATOR.fullmatch(following)):
        return _length_while(group, position, lambda text: "|" in text)
    columns = len(COLUMN_GAP.findall(line)) + 1
    if columns >= MIN_ALIGNED_COLUMNS and len(COLUMN_GAP.findall(following)) + 1 == columns:
        return _length_while(group, position, lambda text: COLUMN_GAP.search(text) is not None)
    return 0


def _length_while(group: Sequence[Line], position: int, belongs: Callable[[str], bool]) -> int:
    length = 0
    while position + length < len(group) and belongs(group[position + length].text):
        length += 1
    return length
