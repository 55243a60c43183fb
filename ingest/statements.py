"""Cut the blocks of one section into statements."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.blocks import TABLE_SEPARATOR, Block, BlockKind, Line
from ingest.run_in_lists import run_in_list
from ingest.sentences import sentence_spans, short_spans
from ingest.shapes import has_label, is_fact, is_name, is_value
from retriever.types import Span, Statement, StatementKind

# A list of short items is quoted whole up to this size: about a hundred words.
MAX_LIST_CHARS = 700
MAX_LIST_ITEM_CHARS = 60
MAX_LIST_ITEM_WORDS = 6
# A label with its value, or an address: each item answers a question of its own.
VALUE_INSIDE = re.compile(r"\d|:\s|\s[-–—]\s|@|://")
# A line of a conversation: "[10:02] Ada: good morning", "THE CHAIR: Who is next?"
TURN = re.compile(r"(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]?\s*(?:-\s)?)?[^\W\d_][\w .'’-]{0,30}:\s")
# What tells that a sentence leads the list after it, when no colon does.
LEADING = re.compile(r"\b(?:following|below|these|include|includes|including|steps|as follows)\b", re.IGNORECASE)
# Lines this long that end early end on purpose.
MIN_FULL_LINE_CHARS = 100


def statements(text: str, section: Sequence[Block], heading: Span | None) -> tuple[Statement, ...]:
    """Return the statements of one section in order; they never overlap and have no outer white space.

    Args:
        text: The canonical text of the document.
        section: The blocks of the section, its heading and furniture left out.
        heading: Span of the section's heading.
    """
    made: list[Statement] = []
    list_lead: Span | None = None
    position = 0
    while position < len(section):
        block = section[position]
        length = 1
        if block.kind is BlockKind.ITEM:
            length = _run_length(section, position)
            continues = position > 0 and _belongs_to_item(section[position - 1])
            list_lead = list_lead if continues else _lead(text, made, section, position, heading)
            _add_items(made, section[position : position + length], list_lead, text)
        elif block.kind is BlockKind.TABLE:
            made += _rows(text, block)
        elif block.kind is BlockKind.NAMES:
            _add_names(made, block, _lead(text, made, section, position, heading))
        elif block.kind is BlockKind.CODE:
            made += [Statement(*span, StatementKind.SENTENCE) for span in short_spans(text, block.start, block.end)]
        else:
            made += _paragraph(text, block, _fact_lead(text, made, section, position, heading))
        position += length
    return tuple(made)


def _run_length(section: Sequence[Block], position: int) -> int:
    length = 1
    while position + length < len(section) and section[position + length].kind is BlockKind.ITEM:
        length += 1
    return length


def _belongs_to_item(block: Block) -> bool:
    """Whether the block is a further paragraph or code of the list item before it."""
    return block.kind is BlockKind.CODE or (block.kind is BlockKind.PARAGRAPH and block.lines[0].indent > 1)


def _lead(
    text: str, made: Sequence[Statement], section: Sequence[Block], position: int, heading: Span | None
) -> Span | None:
    """Return the line that introduces the list at a position: the statement just before it, or the heading."""
    if position == 0:
        return heading
    block = section[position]
    if not made or section[position - 1].kind is not BlockKind.PARAGRAPH or block.gap > 1:
        return None
    words = text[made[-1].start : made[-1].end]
    leads = words[-1] not in ".!?" or block.gap == 0 or LEADING.search(words)
    return (made[-1].start, made[-1].end) if leads else None


def _add_items(made: list[Statement], items: Sequence[Block], lead: Span | None, text: str) -> None:
    """Add a list: whole with its lead where its items are short, else each item alone."""
    if all(_is_short_item(item) for item in items) and len(items) > 1:
        _add_list(made, items[0].start, items[-1].end, lead)
        if made[-1].kind is StatementKind.LIST and made[-1].end == items[-1].end:
            return
    parents: list[tuple[int, Span]] = []
    for item in items:
        indent = item.lines[0].indent
        while parents and parents[-1][0] >= indent:
            parents.pop()
        spans = sentence_spans(text, item.start, item.end)
        made += [Statement(*span, StatementKind.ITEM, parents[-1][1] if parents else lead) for span in spans]
        parents.append((indent, spans[0]))


def _is_short_item(item: Block) -> bool:
    """Whether an item is a name and no more: no step of a procedure, no label with its value."""
    return (
        len(item.text) <= MAX_LIST_ITEM_CHARS
        and len(item.text.split()) <= MAX_LIST_ITEM_WORDS
        and not item.is_numbered
        and not VALUE_INSIDE.search(item.text)
    )


def _add_names(made: list[Statement], names: Block, lead: Span | None) -> None:
    if names.lead is not None:
        made.append(Statement(names.start, names.end, StatementKind.LIST, names.lead))
    else:
        made.append(Statement(names.start, names.end, StatementKind.LIST, lead))


def _add_list(made: list[Statement], start: int, end: int, lead: Span | None) -> None:
    """Add a list as one statement from its lead to its last item, where that is not too long."""
    if lead and made and lead == (made[-1].start, made[-1].end) and end - lead[0] <= MAX_LIST_CHARS:
        made.pop()
        made.append(Statement(lead[0], end, StatementKind.LIST, lead))
    elif end - start <= MAX_LIST_CHARS:
        made.append(Statement(start, end, StatementKind.LIST, lead))


def _rows(text: str, table: Block) -> list[Statement]:
    """Return each row of a table without its outer bars, read under the header row."""
    spans = [_inner(text, line) for line in table.lines]
    rows = [span for span in spans if span[0] < span[1] and not TABLE_SEPARATOR.fullmatch(text[slice(*span)])]
    return [
        Statement(start, end, StatementKind.ROW, rows[0] if index else None) for index, (start, end) in enumerate(rows)
    ]


def _inner(text: str, row: Line) -> Span:
    start, end = row.start, row.end
    while start < end and text[start] in "| \t":
        start += 1
    while end > start and text[end - 1] in "| \t":
        end -= 1
    return start, end


def _fact_lead(
    text: str, made: Sequence[Statement], section: Sequence[Block], position: int, heading: Span | None
) -> Span | None:
    """Return what the facts at a position are read under: the last line with a colon, or the heading."""
    if position == 0:
        return heading
    for statement in reversed(made):
        if statement.kind is StatementKind.FACT:
            return statement.lead if statement.lead != heading else None
        return (statement.start, statement.end) if text[statement.end - 1] == ":" else None
    return None


def _paragraph(text: str, block: Block, lead: Span | None) -> list[Statement]:
    lines = block.lines
    alone = len(lines) == 1
    if not alone and all(has_label(line.text) for line in lines):
        return [Statement(line.start, line.end, StatementKind.FACT, lead) for line in lines]
    if len(lines) > 2 and lines[0].text[-1] == ":" and all(is_name(line.text) for line in lines[1:]):
        return [Statement(block.start, block.end, StatementKind.LIST, (lines[0].start, lines[0].end))]
    in_turns = sum(TURN.match(line.text) is not None for line in lines) > 1
    if (is_fact(lines) and not in_turns) or (alone and is_value(block.text)):
        return [Statement(block.start, block.end, StatementKind.FACT, lead)]
    if alone and has_label(block.text) and block.text[-1] not in ".!?":
        return [Statement(block.start, block.end, StatementKind.FACT, lead)]
    return [
        statement
        for start, end in _units(lines)
        for span in sentence_spans(text, start, end)
        for statement in _sentence(text, span)
    ]


def _sentence(text: str, span: Span) -> list[Statement]:
    """Return a sentence as one statement, or as a lead with the items of the list that was run into it."""
    first, *items = run_in_list(text, span)
    return [
        Statement(*first, StatementKind.SENTENCE),
        *(Statement(*item, StatementKind.ITEM, first) for item in items),
    ]


def _units(lines: Sequence[Line]) -> list[Span]:
    """Part the lines of a paragraph where one ends on purpose and not because the column was full."""
    width = max(len(line.text) for line in lines)
    turns = {line.start for line in lines if TURN.match(line.text)}
    starts = [lines[0].start]
    ends: list[int] = []
    for line, following in pairwise(lines):
        takes_turn = len(turns) > 1 and following.start in turns
        early = len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) <= width
        closed = line.text[-1] in ".!?:;" or len(line.text) >= MIN_FULL_LINE_CHARS
        if takes_turn or (early and closed and not following.text[0].islower()):
            ends.append(line.end)
            starts.append(following.start)
    return list(zip(starts, [*ends, lines[-1].end], strict=True))
