"""Make the canonical text of a file from its elements, with the blocks that its sections are made of.

Every character of the text comes from an element; between them stand line ends, bars between the cells of a table, and
a dash where a cell is empty.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.blocks import Block, BlockKind, Line
from ingest.clean_words import SPACES
from ingest.elements import Element, ElementKind, PageFacts
from ingest.styled_words import StyledWords, styled_words
from ingest.table_rows import row_lines
from ingest.typed_lists import with_typed_items
from retriever.types import Link, Page, Span

BLOCK_KINDS = {
    ElementKind.HEADING: BlockKind.HEADING,
    ElementKind.PARAGRAPH: BlockKind.PARAGRAPH,
    ElementKind.ITEM: BlockKind.ITEM,
    ElementKind.FOOTNOTE: BlockKind.PARAGRAPH,
    ElementKind.CODE: BlockKind.CODE,
}
OUT_OF_FLOW = (ElementKind.FURNITURE, ElementKind.FOOTNOTE)
INDENT = 2  # columns for each level of a nested list


@dataclass(frozen=True, slots=True)
class Assembled:
    """A canonical text and what its elements said about it."""

    text: str
    blocks: tuple[Block, ...]
    strong: tuple[Span, ...]
    links: tuple[Link, ...]
    furniture: tuple[Span, ...]
    pages: tuple[Page, ...]
    is_cut: bool  # elements were left out because the text would have been too long


def assemble(elements: Iterable[Element], pages: Sequence[PageFacts], most_characters: int) -> Assembled:
    """Return the canonical text of a file.

    Args:
        elements: In reading order.
        pages: Those of the file, in order.
        most_characters: Elements beyond this length of text are left out.
    """
    making = _Making(most_characters=most_characters)
    for group in _in_flow(list(elements)):
        if making.is_cut:
            break
        making.add(group)
    return making.assembled(pages)


@dataclass(slots=True)
class _Making:
    """A canonical text while it is made."""

    most_characters: int
    parts: list[str] = field(default_factory=list)
    length: int = 0
    is_cut: bool = False
    blocks: list[Block] = field(default_factory=list)
    strong: list[Span] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    page_starts: dict[int, int] = field(default_factory=dict)
    last: ElementKind | None = None

    def add(self, group: Sequence[Element]) -> None:
        """Add an element, or the parts of one paragraph."""
        first = group[0]
        if first.kind is ElementKind.TABLE:
            self._add_table(first)
            return
        words = [styled_words(element.runs, keep_lines=first.kind is ElementKind.CODE) for element in group]
        if not any(part.text for part in words):
            self._see_page(first.page)
            return
        self._begin(first)
        start = self.length
        if first.kind is ElementKind.ITEM and first.marker.strip():
            self._write(f"{SPACES.sub(' ', first.marker.strip())} ")
        begin = self.length
        for element, part in zip(group, words, strict=True):
            if self.length > begin and part.text:
                self._write(element.joins or "")
            self._see_page(element.page)
            self._write_styled(part)
        self._add_block(first, start, begin)

    def assembled(self, pages: Sequence[PageFacts]) -> Assembled:
        """Return what was made."""
        text = "".join(self.parts)
        return Assembled(
            text=text,
            blocks=tuple(self.blocks),
            strong=tuple(self.strong),
            links=tuple(self.links),
            furniture=tuple(self.furniture),
            pages=tuple(self._pages(pages)),
            is_cut=self.is_cut,
        )

    def _add_table(self, table: Element) -> None:
        rows = row_lines(table.rows, table.header_rows)
        if not rows:
            return
        self._begin(table)
        self._see_page(table.page)
        lines = []
        for number, row in enumerate(rows):
            if self.length > self.most_characters:
                self.is_cut = True
                break
            if number:
                self._write("\n")
            lines.append(Line(self.length, self.length + len(row), row))
            self._write(row)
        if lines:
            self.blocks.append(Block(BlockKind.TABLE, tuple(lines), gap=1, has_header=table.header_rows > 0))

    def _begin(self, element: Element) -> None:
        """Write what parts an element from the one before it."""
        in_list = element.kind is ElementKind.ITEM and self.last is ElementKind.ITEM
        if self.parts:
            self._write("\n" if in_list else "\n\n")
        self.last = element.kind

    def _write(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)
        self.is_cut = self.is_cut or self.length > self.most_characters

    def _write_styled(self, words: StyledWords) -> None:
        strong = [(start + self.length, end + self.length) for start, end in words.strong]
        if strong and self.strong and self.strong[-1][1] >= strong[0][0] - 1:
            strong[0] = (self.strong.pop()[0], strong[0][1])
        self.strong += strong
        self.links += [Link(start + self.length, end + self.length, url) for start, end, url in words.links]
        self._write(words.text)

    def _add_block(self, element: Element, start: int, begin: int) -> None:
        if element.kind is ElementKind.FURNITURE:
            self.furniture.append((start, self.length))
            return
        written = _tail(self.parts, self.length - begin)
        kind = BLOCK_KINDS[element.kind]
        if kind is BlockKind.HEADING and not element.level:
            kind = BlockKind.PARAGRAPH
            self.strong.append((begin, self.length))
        if kind is BlockKind.CODE:
            lines: tuple[Line, ...] = (Line(begin, self.length, written),)
        else:
            lines = tuple(_lines(written, begin, INDENT * element.level if kind is BlockKind.ITEM else 0))
        gap = 0 if kind is BlockKind.ITEM and self.blocks and self.blocks[-1].kind is BlockKind.ITEM else 1
        block = Block(
            kind,
            lines,
            gap,
            level=element.level if kind is BlockKind.HEADING else 0,
            is_numbered=kind is BlockKind.ITEM and any(map(str.isalnum, element.marker)),
            is_note=element.kind is ElementKind.FOOTNOTE,
        )
        is_plain = element.kind is ElementKind.PARAGRAPH and not _is_strong(element)
        self.blocks += with_typed_items(block) if is_plain else [block]

    def _see_page(self, page: int) -> None:
        if page:
            self.page_starts.setdefault(page, self.length)

    def _pages(self, pages: Sequence[PageFacts]) -> Iterator[Page]:
        """Yield every page with its start; one without words starts where the next one does."""
        start = self.length
        starts = []
        for number in range(len(pages), 0, -1):
            start = min(start, self.page_starts.get(number, start))
            starts.append(start)
        for number, (facts, start) in enumerate(zip(pages, reversed(starts), strict=True), start=1):
            yield Page(number, 0 if number == 1 else start, facts.label, facts.kind)


def _in_flow(elements: Sequence[Element]) -> Iterator[list[Element]]:
    """Yield each element by itself, and the parts of each paragraph that goes on over a page together.

    What stands between the parts of a paragraph and is none of it, running heads or footnotes, goes before the
    paragraph where it is on the page on which that begins, else after it.
    """
    group: list[Element] = []
    between: list[Element] = []
    for element in elements:
        if element.kind in OUT_OF_FLOW and group:
            between.append(element)
        elif element.joins is not None and group:
            group.append(element)
        else:
            yield from _placed(group, between)
            group, between = [element], []
    yield from _placed(group, between)


def _placed(group: list[Element], between: Sequence[Element]) -> Iterator[list[Element]]:
    if not group:
        return
    goes_on = len(group) > 1
    before = [element for element in between if goes_on and element.page == group[0].page]
    yield from ([element] for element in before)
    yield group
    yield from ([element] for element in between if element not in before)


def _is_strong(element: Element) -> bool:
    return all(run.strong for run in element.runs if run.text.strip())


def _lines(words: str, start: int, indent: int) -> Iterator[Line]:
    """Yield the lines of a block; empty ones are left out."""
    for line in words.split("\n"):
        if line.strip():
            yield Line(start, start + len(line), line, indent)
        start += len(line) + 1


def _tail(parts: Sequence[str], length: int) -> str:
    """Return the last characters of a text in parts."""
    taken: list[str] = []
    for part in reversed(parts):
        if length <= 0:
            break
        taken.append(part[-length:])
        length -= len(part)
    return "".join(reversed(taken))
