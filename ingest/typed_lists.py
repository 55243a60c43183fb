"""Find lists in paragraphs whose markers were typed: "- passport", "2. form", each on a line or in a paragraph."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.blocks import ITEM_MARKER, Block, BlockKind, Line


def with_typed_items(paragraph: Block) -> list[Block]:
    """Return a paragraph parted into what leads a list and its items; itself alone where it holds no list.

    One line in its midst that begins as an item does is none: numbers come to stand there when lines are broken.
    """
    marked = [index for index, line in enumerate(paragraph.lines) if ITEM_MARKER.match(line.text)]
    if not marked or (len(marked) == 1 and marked[0]):
        return [paragraph]
    bounds = [*marked, len(paragraph.lines)]
    lead = [replace(paragraph, lines=paragraph.lines[: marked[0]])] if marked[0] else []
    items = [_item(paragraph.lines[start:stop]) for start, stop in pairwise(bounds)]
    gaps = [0 if lead or index else paragraph.gap for index in range(len(items))]
    return lead + [replace(item, gap=gap, is_note=paragraph.is_note) for item, gap in zip(items, gaps, strict=True)]


def _item(lines: Sequence[Line]) -> Block:
    first = lines[0]
    marker = ITEM_MARKER.match(first.text)
    length = marker.end() if marker else 0
    opening = Line(first.start + length, first.end, first.text[length:], first.indent)
    is_numbered = marker is not None and any(map(str.isalnum, marker["bullet"]))
    return Block(BlockKind.ITEM, (opening, *lines[1:]), 0, is_numbered=is_numbered)
