"""Tell headings from other blocks by their look, numbers and the file's outline, and give them levels."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.elements import ElementKind
from ingest.formats.pdf.layout import Flow
from ingest.formats.pdf.paragraphs import TextBlock, has_cells

LARGER = 1.12
MOST_LINES, MOST_CHARACTERS, MOST_BOLD_WORDS = 4, 220, 16
DEEPEST = 6
MOST_LOOKS = 5
# Lines of one heading differ in size by less than this share, and are no more than so many sizes apart.
SAME_SIZE, TITLE_STEP = 0.03, 1.6
NUMBERED = re.compile(
    r"(?:(?:chapter|section|part|annex|appendix|article)\s+)?(\d{1,2}(?:\.\d{1,2}){0,4}|[A-Z]|[IVX]{1,5})[.):]?\s+\S",
    re.I,
)
LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One line of the outline that a PDF file carries."""

    title: str
    level: int  # 1 the highest
    page: int  # 1-based; 0 where it is not known


def body_size(blocks: Sequence[TextBlock]) -> float:
    """Return the size of type that most characters have, in points; 0 where there are none."""
    counts: Counter[float] = Counter()
    for block in blocks:
        for line in block.lines:
            counts[round(line.size * 2) / 2] += len(line.text)
    return max(counts, key=lambda size: (counts[size], -size), default=0.0)


def with_headings(blocks: Sequence[tuple[int, TextBlock]], outline: Sequence[OutlineEntry]) -> list[TextBlock]:
    """Return blocks, those that are headings as such, with levels.

    Args:
        blocks: Of the whole file in reading order, each with the number of its page.
        outline: The file's own, if it has one.
    """
    plain = [block for _, block in blocks]
    body = body_size(plain)
    titles = {_plain(entry.title): entry.level for entry in outline if len(_plain(entry.title)) > 2}
    is_bold_file = sum(len(block.text) for block in plain if block.bold) > 0.4 * sum(len(block.text) for block in plain)
    chosen = [
        block
        if block.kind in (ElementKind.PARAGRAPH, ElementKind.ITEM)
        and _is_heading(block, plain[position + 1 : position + 2], body, titles, bold_tells=not is_bold_file)
        else None
        for position, block in enumerate(plain)
    ]
    levels = _levels([block for block in chosen if block is not None], titles)
    return [
        block
        if heading is None
        else replace(block, kind=ElementKind.HEADING, level=levels[_style(heading, titles)], marker="")
        for block, heading in zip(plain, chosen, strict=True)
    ]


def joined_headings(flow: Sequence[tuple[int, Flow]]) -> list[tuple[int, Flow]]:
    """Return a file's blocks, each with its page's number, headings that go on over several blocks as one."""
    found: list[tuple[int, Flow]] = []
    for page, block in flow:
        above = found[-1][1] if found and found[-1][0] == page else None
        if isinstance(above, TextBlock) and isinstance(block, TextBlock) and _is_second_line(above, block):
            found[-1] = page, replace(above, lines=(*above.lines, *block.lines))
        else:
            found.append((page, block))
    return found


def _is_second_line(last: TextBlock, block: TextBlock) -> bool:
    """Whether a heading goes on with the one above it: in the same type, right below, with no number of its own."""
    if last.kind is not ElementKind.HEADING or block.kind is not ElementKind.HEADING or NUMBERED.match(block.text):
        return False
    if has_cells(block.lines[0]) or has_cells(last.lines[-1]):
        return False
    step = block.lines[0].baseline - last.lines[-1].baseline
    is_alike = abs(block.size - last.size) <= SAME_SIZE * last.size and len(last.lines) < MOST_LINES
    return is_alike and last.column == block.column and 0 < step <= TITLE_STEP * block.size


def _is_heading(
    block: TextBlock, after: Sequence[TextBlock], body: float, titles: dict[str, int], *, bold_tells: bool
) -> bool:
    text = block.text
    if len(block.lines) > MOST_LINES or len(text) > MOST_CHARACTERS or not LETTERS.search(text):
        return False
    if ":" in text and any(map(has_cells, block.lines)):
        return False
    if block.kind is ElementKind.ITEM and not NUMBERED.match(text):
        return False
    if block.size >= 0.95 * body and _plain(text) in titles:
        return True
    if text.endswith((":", ";", ",")) or (text.endswith(".") and not NUMBERED.match(text)):
        return False
    if block.size >= LARGER * body:
        return True
    if (
        any(map(has_cells, block.lines))
        or not block.bold
        or not bold_tells
        or block.size < 0.95 * body
        or len(text.split()) > MOST_BOLD_WORDS
    ):
        return False
    return bool(after) and not (after[0].bold and after[0].size == block.size and after[0].kind is not ElementKind.ITEM)


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


_Style = tuple[float, bool, int, int]
"""The size, whether it is bold, how deep its number goes, and its level in the outline."""


_Look = tuple[float, bool, int]
"""What ranks headings: the size, negative, whether it is not bold, how deep its number goes."""


def _style(block: TextBlock, titles: dict[str, int]) -> _Style:
    match = NUMBERED.match(block.text)
    depth = match[1].count(".") + 1 if match else 0
    return round(block.size * 2) / 2, block.bold, depth, titles.get(_plain(block.text), 0)


def _levels(headings: Sequence[TextBlock], titles: dict[str, int]) -> dict[_Style, int]:
    """Levels by rank: larger type first, bold before not, less deep numbers before deeper; the outline has its say.

    Where there are more looks than levels, those met least often take the level of the next smaller one.
    """
    counts = Counter(_style(block, titles) for block in headings)
    looks: Counter[_Look] = Counter()
    for style, count in counts.items():
        looks[_ranked(style)] += count
    kept = sorted(look for look, _ in looks.most_common(MOST_LOOKS))
    told = {_ranked(style): style[3] for style in counts if style[3]}
    levels: dict[_Style, int] = {}
    for style in counts:
        look = _ranked(style)
        rank = min(bisect_left(kept, look) + 1, len(kept))
        levels[style] = min(style[3] or told.get(look, 0) or rank, DEEPEST)
    return levels


def _ranked(style: _Style) -> _Look:
    """What a heading's level is ranked by, the highest first."""
    size, bold, depth, _ = style
    return -size, not bold, depth if depth > 1 else 0
