"""Find the headings among the blocks of a document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from ingest.blocks import Block, BlockKind, trimmed_line
from ingest.shapes import has_label, is_capitals, is_date, is_fact, is_short, is_value
from retriever.types import Span

MAX_HEADING_CHARS = 120
MAX_HEADING_WORDS = 16
MAX_HEADING_LINES = 3
MIN_PARAGRAPH_CHARS = 60

NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,3}){0,4})(?:\.\s+(?=[^\W\d_])|\s+(?=[\"“'‘(]?[A-Z]))")
CLOSING = re.compile(r"[.!:;,…]$|[.!][\"'”’)\]]+$|\b(?:and|or|the|of|a|an|to|in|for|with|by|if)$")
QUESTION = re.compile(r"\?\s*$")
# A question of another build that stands alone is more often speech than a heading.
ASKING = re.compile(
    r"(?:who|whom|whose|what|when|where|why|how|which|can|could|do|does|did|is|are|am|was|were|will|would|should|may|must"
    r"|have|has|if|need|want)\b",
    re.IGNORECASE,
)
INNER_END = re.compile(r"[.!?]\s+[A-Z]")
BYLINE = re.compile(r"(?:by|from|to|dear|sincerely|regards|written by|posted by)\b", re.IGNORECASE)
# A blank to be filled in, an aside, or the last line of an address: "Springfield, IL 62701".
NOT_A_HEADING = re.compile(r".*_{3}|[(\[].*[)\]]$|.*,.*\b\d{5}(?:-\d{4})?$|.*\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}$")


class Rank(IntEnum):
    """How headings of one look stand to those of another; a smaller one is higher."""

    EXPLICIT = 0  # plus its level, 1 to 6
    CAPITALS = 10
    NUMBERED = 20  # plus its depth, 1 to 5
    STRONG = 30
    LINE = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, and what its look says about its level."""

    block: int  # position of its block
    start: int
    end: int
    text: str
    rank: int
    gap: int  # blank lines before it
    attached: bool = False  # its text follows on the next line


def with_headings_split_off(found: Sequence[Block], strong: Sequence[Span], *, marked: bool) -> list[Block]:
    """Return the blocks with each heading that opens a paragraph made a block of its own.

    Args:
        found: The blocks of a document.
        strong: Spans of bold words.
        marked: Whether the document marks its headings with `#`; then only bold first lines are split off.
    """
    bold = set(strong)
    parted: list[Block] = []
    for block in found:
        lines = block.lines
        if block.kind is BlockKind.PARAGRAPH and len(lines) > 1 and _opens(block, bold, marked=marked):
            kind = BlockKind.HEADING
            parted.append(Block(kind, lines[:1], block.gap, level=0))
            parted.append(replace(block, lines=lines[1:], gap=0))
        else:
            parted.append(block)
    return parted


def with_numbered_lines_as_headings(text: str, found: Sequence[Block]) -> list[Block]:
    """Return the blocks with each short numbered line that stands over prose taken for a heading and not an item."""
    return [
        _whole_line(text, block) if _stands_over_prose(found, index) else block for index, block in enumerate(found)
    ]


def headings(
    found: Sequence[Block], strong: Sequence[Span], *, marked: bool, shows_looks: bool = False
) -> list[Heading]:
    """Return the headings in order.

    Args:
        found: Blocks without furniture, lists of names joined.
        strong: Spans of bold words.
        marked: Whether the document marks its headings with `#`; then other short lines are text.
        shows_looks: Whether all bold words are known. Where whole lines are bold, those in plain type are text then.
    """
    bold = set(strong)
    ranks = [heading_rank(block, bold, marked=marked) for block in found]
    if shows_looks and any((block.start, block.end) in bold for block in found):
        ranks = [
            None if rank == Rank.LINE and found[index].kind is BlockKind.PARAGRAPH else rank
            for index, rank in enumerate(ranks)
        ]
    capitals = [index for index, rank in enumerate(ranks) if rank == Rank.CAPITALS]
    if len(capitals) == 1 and len(found[capitals[0]].text.split()) == 1:
        ranks[capitals[0]] = Rank.LINE  # a short form among ordinary headings
    over_text = _over_text(found, ranks)
    return [
        _heading(index, block, rank)
        for index, (block, rank) in enumerate(zip(found, ranks, strict=True))
        if rank is not None and over_text[index]
    ]


def _stands_over_prose(found: Sequence[Block], index: int) -> bool:
    block = found[index]
    if block.kind is not BlockKind.ITEM or not block.is_numbered or len(block.lines) > 1 or index + 1 == len(found):
        return False
    following = found[index + 1]
    return (
        _reads_as_heading(block.text)
        and block.lines[0].indent == 0
        and following.kind is BlockKind.PARAGRAPH
        and following.gap > 0
        and following.lines[0].indent <= 1
        and (index == 0 or found[index - 1].kind is not BlockKind.ITEM or found[index - 1].is_numbered)
    )


def _whole_line(text: str, item: Block) -> Block:
    """Return an item with its marker as a paragraph."""
    start = text.rfind("\n", 0, item.start) + 1
    return replace(item, kind=BlockKind.PARAGRAPH, lines=(trimmed_line(text, start, item.end),))


def _opens(block: Block, bold: set[Span], *, marked: bool) -> bool:
    """Whether the first line of a paragraph is a heading over the rest."""
    first, second = block.lines[:2]
    if (first.start, first.end) in bold and len(first.text) <= MAX_HEADING_CHARS and not CLOSING.search(first.text):
        return True
    if marked or is_fact(block.lines) or is_value(first.text) or not _reads_as_heading(first.text):
        return False
    width = max(len(line.text) for line in block.lines)
    breaks_early = len(first.text) + 1 + len(second.text.split(maxsplit=1)[0]) <= width
    begins = second.text.lstrip("“\"'([")[:1].isupper()
    return breaks_early and begins and len(second.text) > MIN_PARAGRAPH_CHARS


def _reads_as_heading(text: str) -> bool:
    return (
        len(text) <= MAX_HEADING_CHARS
        and len(text.split()) <= MAX_HEADING_WORDS
        and any(character.isalpha() for character in text)
        and not text.lstrip("“\"'([")[:1].islower()
        and not CLOSING.search(text)
        and not BYLINE.match(text)
        and not is_value(text)
        and not is_date(text)
        and not NOT_A_HEADING.match(text)
        and "|" not in text[:3]
        and text.count("(") == text.count(")")
        and not has_label(text)
    )


def heading_rank(block: Block, bold: set[Span], *, marked: bool) -> int | None:
    """Return the rank of the heading that a block could be."""
    if block.kind is BlockKind.HEADING and block.level:
        return Rank.EXPLICIT + block.level
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or len(block.lines) > MAX_HEADING_LINES:
        return None
    lone = len(block.lines) == 1
    if lone and (block.start, block.end) in bold and _reads_as_heading(block.text):
        return Rank.STRONG
    if marked or not _reads_as_heading(block.text) or is_fact(block.lines):
        return None
    numbered = NUMBERED.match(block.text)
    if lone and numbered:
        return Rank.NUMBERED + numbered["number"].count(".") + 1
    if is_capitals(block.text):
        return Rank.CAPITALS
    return Rank.LINE if lone and _names_a_section(block) else None


def _names_a_section(block: Block) -> bool:
    """Whether a line that stands alone, in no special type, reads as a heading and not as a remark."""
    if block.kind is BlockKind.HEADING:
        return True
    text = block.text
    return (
        not text[0].isdigit()
        and not INNER_END.search(text)
        and (not QUESTION.search(text) or ASKING.match(text) is not None)
    )


def _heading(index: int, block: Block, rank: int) -> Heading:
    attached = block.kind is BlockKind.HEADING and not block.level
    return Heading(index, block.start, block.end, block.text, rank, block.gap, attached)


def is_text(block: Block) -> bool:
    """Whether a heading can stand over the block: it is prose, a list or a table and not another short line."""
    if block.kind is BlockKind.PARAGRAPH:
        return len(block.text) > MIN_PARAGRAPH_CHARS or not is_short(block.text)
    return block.kind is not BlockKind.HEADING


def _over_text(found: Sequence[Block], ranks: Sequence[int | None]) -> list[bool]:
    """Tell for each block whether it has something under it, directly or under the headings that follow at once."""
    over = [False] * len(found)
    for index in range(len(found) - 1, -1, -1):
        rank = ranks[index]
        if rank is None:
            continue
        if rank < Rank.CAPITALS or found[index].kind is BlockKind.HEADING:
            over[index] = True
        elif index + 1 < len(found):
            following = ranks[index + 1]
            if following is not None and over[index + 1]:
                over[index] = following >= rank and not _is_text_of_heading(found, ranks, index)
            else:
                over[index] = rank == Rank.CAPITALS or is_text(found[index + 1]) or is_fact(found[index + 1].lines)
    return over


def _is_text_of_heading(found: Sequence[Block], ranks: Sequence[int | None], index: int) -> bool:
    """Whether a plain line is the whole text of the heading before it, although another heading follows."""
    if index == 0 or ranks[index] != Rank.LINE or found[index].kind is BlockKind.HEADING:
        return False
    before = found[index - 1]
    return (before.kind is BlockKind.HEADING and not before.level) or ranks[index - 1] == Rank.LINE
