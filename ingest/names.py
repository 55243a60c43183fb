"""Join short lines that belong together across blank lines: lists of single names, labels with their values."""

from collections.abc import Sequence

from ingest.blocks import Block, BlockKind, is_next
from ingest.headings import heading_rank, is_text
from ingest.shapes import is_capitals, is_date, is_name, is_short, is_value

# This many short lines in a row, none of them over a text of its own, are a list and not headings.
MIN_LIST_LINES = 3
MIN_PAIRS = 2


def with_pairs_joined(text: str, found: Sequence[Block]) -> list[Block]:
    """Return the blocks with each value joined to its label where they alternate line by line.

    A run that opens with a value has values over labels; one that opens with a label has labels over values.

    Args:
        text: The canonical text; what of it is between blocks parts runs.
        found: Its blocks, furniture left out.
    """
    joined: list[Block] = []
    index = 0
    while index < len(found):
        end = index
        while (
            end < len(found) and _is_lone(found[end]) and (end == index or _alternate(text, *found[end - 1 : end + 1]))
        ):
            end += 1
        if end - index > 2 * MIN_PAIRS and _is_headed(found[index:end]):
            joined.append(found[index])
            index += 1
        pairs = (end - index) // 2
        if pairs >= MIN_PAIRS:
            starts = range(index, index + 2 * pairs, 2)
            joined += [_together(found[start : start + 2]) for start in starts]
            index += 2 * pairs
        else:
            joined.append(found[index])
            index += 1
    return joined


def with_names_joined(text: str, found: Sequence[Block]) -> list[Block]:
    """Return the blocks with each run of single names, and the line over it, made one block; as `with_pairs_joined`."""
    joined: list[Block] = []
    index = 0
    while index < len(found):
        end = index
        while (
            end < len(found)
            and _is_lone_name(found[end])
            and (end == index or _follows(text, *found[end - 1 : end + 1]))
        ):
            end += 1
        run = _without_headings(found, range(index, end))
        if len(run) >= MIN_LIST_LINES:
            joined += found[index : run.start]
            joined.append(_names(found, run))
            joined += found[run.stop : end]
        else:
            joined += found[index:end]
        if end == index:
            joined.append(found[index])
            end += 1
        index = end
    return joined


def _is_lone(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and len(block.lines) == 1 and is_short(block.text)


def _is_lone_name(block: Block) -> bool:
    return _is_lone(block) and is_name(block.text) and not is_value(block.text) and not is_date(block.text)


def _follows(text: str, one: Block, other: Block) -> bool:
    return is_next(text, one.end, other.start)


def _alternate(text: str, one: Block, other: Block) -> bool:
    return is_value(one.text) != is_value(other.text) and _follows(text, one, other)


def _is_headed(run: Sequence[Block]) -> bool:
    """Whether a run that begins and ends with a label has its heading first: in capitals, unlike the labels."""
    labels = run[::2]
    return len(run) % 2 == 1 and is_capitals(labels[0].text) and not any(is_capitals(each.text) for each in labels[1:])


def _together(run: Sequence[Block], lead: tuple[int, int] | None = None) -> Block:
    kind = BlockKind.PARAGRAPH if len(run) == 2 else BlockKind.NAMES
    return Block(kind, tuple(line for block in run for line in block.lines), run[0].gap, lead=lead)


def _without_headings(found: Sequence[Block], run: range) -> range:
    """Take the headings off both ends of a run: those over it, and one over the text that follows it."""
    start, stop = run.start, run.stop
    if start == stop:
        return run
    if stop < len(found) and is_text(found[stop]) and _rank(found[stop - 1]) is not None:
        stop -= 1
    while stop - start > MIN_LIST_LINES and _outranks(found[start:stop]):
        start += 1
    opens_document = start == 0 and stop < len(found)
    return range(start, start) if opens_document and stop - start <= MIN_LIST_LINES else range(start, stop)


def _rank(block: Block) -> int | None:
    return heading_rank(block, set(), marked=False)


def _outranks(run: Sequence[Block]) -> bool:
    """Whether the first line looks like a heading over the others."""
    first = _rank(run[0])
    others = [rank for rank in map(_rank, run[1:]) if rank is not None]
    return first is not None and bool(others) and first < min(others)


def _names(found: Sequence[Block], run: range) -> Block:
    """Join a run of names; its first line leads where it counts them, stands apart or nothing else leads them."""
    first, second, third = found[run.start : run.start + 3]
    before = found[run.start - 1] if run.start else None
    led = before is not None and (before.text.endswith(":") or _rank(before) is not None)
    counts = any(map(str.isdigit, first.text))
    leads = counts or second.gap != third.gap or not led
    return _together(found[run.start : run.stop], (first.start, first.end) if leads else None)
