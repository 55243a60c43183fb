"""Cut the blocks of one section into statements."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.blocks import TABLE_SEPARATOR, Block, BlockKind, Line, is_next
from ingest.paragraphs import paragraph_statements
from ingest.sentences import sentence_spans, short_spans
from retriever.types import Span, Statement, StatementKind

# A list of short items is quoted whole up to this size: about a hundred words.
MAX_LIST_CHARS = 700
MAX_LIST_ITEM_CHARS = 60
MAX_LIST_ITEM_WORDS = 6
# A label with its value, or an address: each item answers a question of its own.
VALUE_INSIDE = re.compile(r"\d|:\s|\s[-–—]\s|@|://")
# What tells that a sentence leads the list after it, when no colon does.
LEADING = re.compile(r"\b(?:following|below|these|include|includes|including|steps|as follows)\b", re.IGNORECASE)


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
            lead = block.lead or _lead(text, made, section, position, heading)
            whole = _whole_list(text, made, block.start, block.end, lead)
            made.append(whole or Statement(block.start, block.end, StatementKind.LIST, lead))
        elif block.kind is BlockKind.CODE:
            made += [Statement(*span, StatementKind.SENTENCE) for span in short_spans(text, block.start, block.end)]
        else:
            made += paragraph_statements(text, block, _fact_lead(text, made, section, position, heading))
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
    if len(items) > 1 and all(_is_short_item(item) for item in items) and _stand_together(text, items):
        whole = _whole_list(text, made, items[0].start, items[-1].end, lead)
        if whole is not None:
            made.append(whole)
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


def _stand_together(text: str, items: Sequence[Block]) -> bool:
    """Whether nothing stands between items, such as the foot of a page."""
    return all(is_next(text, item.end, following.start) for item, following in pairwise(items))


def _whole_list(text: str, made: list[Statement], start: int, end: int, lead: Span | None) -> Statement | None:
    """Return a list as one statement, its lead taken out of `made` into it; None where that is too long."""
    follows_lead = bool(made) and lead == (made[-1].start, made[-1].end) and is_next(text, made[-1].end, start)
    if lead is not None and follows_lead and end - lead[0] <= MAX_LIST_CHARS:
        made.pop()
        return Statement(lead[0], end, StatementKind.LIST, lead)
    return Statement(start, end, StatementKind.LIST, lead) if end - start <= MAX_LIST_CHARS else None


def _rows(text: str, table: Block) -> list[Statement]:
    """Return each row of a table without its outer bars, read under the header row where there is one."""
    spans = [_inner(text, line) for line in table.lines]
    rows = [span for span in spans if span[0] < span[1] and not TABLE_SEPARATOR.fullmatch(text[slice(*span)])]
    return [
        Statement(start, end, StatementKind.ROW, rows[0] if index and table.has_header else None)
        for index, (start, end) in enumerate(rows)
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
