"""Plain text and Markdown inside other files, as elements."""

from collections.abc import Iterator
from itertools import pairwise

from ingest.blocks import TABLE_SEPARATOR, Block, BlockKind, Line, blocks
from ingest.elements import Element, ElementKind, Run
from ingest.inline import CleanText, clean

KINDS = {
    BlockKind.PARAGRAPH: ElementKind.PARAGRAPH,
    BlockKind.ITEM: ElementKind.ITEM,
    BlockKind.HEADING: ElementKind.HEADING,
    BlockKind.CODE: ElementKind.CODE,
    BlockKind.NAMES: ElementKind.PARAGRAPH,
    BlockKind.RULE: ElementKind.FURNITURE,
    BlockKind.TABLE: ElementKind.PARAGRAPH,
}
INDENT = 2  # columns at least by which a nested item stands further in


def markdown_elements(raw: str) -> list[Element]:
    """Return the elements of a text in Markdown."""
    return list(_elements(clean(raw)))


def plain_elements(raw: str) -> list[Element]:
    """Return the elements of a text without markup: paragraphs with their lines, list items, tables."""
    return list(_elements(CleanText(raw, (), (), (), None)))


def _elements(cleaned: CleanText) -> Iterator[Element]:
    indents: list[int] = []
    for block in blocks(cleaned.text, cleaned.verbatim):
        if block.kind is not BlockKind.ITEM:
            indents = []
        if block.kind is BlockKind.RULE and not any(map(str.isalnum, block.text)):
            continue
        table = _table(block) if block.kind is BlockKind.TABLE else None
        if table is not None:
            yield table
            continue
        level = block.level
        if block.kind is BlockKind.ITEM:
            level = _depth(indents, block.lines[0].indent)
        yield Element(KINDS[block.kind], _runs(cleaned, block), level, _marker(cleaned.text, block))


def _depth(indents: list[int], indent: int) -> int:
    """Return how deep an item is nested, 1 at least, and note how far in it stands."""
    while indents and indent < indents[-1]:
        indents.pop()
    if not indents or indent >= indents[-1] + INDENT:
        indents.append(indent)
    return len(indents)


def _marker(text: str, block: Block) -> str:
    if block.kind is not BlockKind.ITEM:
        return ""
    if not block.is_numbered:
        return "•"
    line = text[text.rfind("\n", 0, block.start) + 1 : block.start]
    return (line.replace("[ ]", "").split() or [""])[-1]


def _table(block: Block) -> Element | None:
    """Return a table whose cells bars part; None for one that is set in columns."""
    lines = [line.text for line in block.lines]
    if not all("|" in line for line in lines):
        return None
    is_headed = len(lines) > 1 and TABLE_SEPARATOR.fullmatch(lines[1]) is not None
    rows = [_cells(line) for line in lines if not TABLE_SEPARATOR.fullmatch(line)]
    width = max(map(len, rows), default=0)
    filled = tuple((*row, *[""] * (width - len(row))) for row in rows)
    return Element(ElementKind.TABLE, rows=filled, header_rows=int(is_headed)) if width > 1 else None


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))


def _runs(cleaned: CleanText, block: Block) -> tuple[Run, ...]:
    runs: list[Run] = []
    for number, line in enumerate(block.lines):
        if number:
            runs.append(Run("\n"))
        runs += _line_runs(cleaned, line)
    return tuple(runs)


def _line_runs(cleaned: CleanText, line: Line) -> Iterator[Run]:
    """Yield the words of a line, cut where bold or linked ones begin or end."""
    end = line.start + len(line.text)
    strong = [span for span in cleaned.strong if span[0] < end and span[1] > line.start]
    links = [link for link in cleaned.links if link.start < end and link.end > line.start]
    edges = {edge for span in strong for edge in span} | {edge for link in links for edge in (link.start, link.end)}
    cuts = sorted({line.start, end, *(edge for edge in edges if line.start < edge < end)})
    for begin, finish in pairwise(cuts):
        yield Run(
            cleaned.text[begin:finish],
            strong=any(span[0] <= begin and finish <= span[1] for span in strong),
            url=next((link.url for link in links if link.start <= begin and finish <= link.end), None),
        )
