"""Cut paragraphs into statements: sentences, facts, names under a colon, turns of a conversation."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.blocks import Block, Line
from ingest.run_in_lists import run_in_list
from ingest.sentences import sentence_spans
from ingest.shapes import has_label, is_fact, is_name, is_value
from retriever.types import Span, Statement, StatementKind

# A line of a conversation: "[10:02] Ada: good morning", "THE CHAIR: Who is next?"
TURN = re.compile(r"(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]?\s*(?:-\s)?)?[^\W\d_][\w .'’-]{0,30}:\s")
# Lines this long that end early end on purpose.
MIN_FULL_LINE_CHARS = 100
# A block of so many lines, most of which end early, is a list of entries and not a paragraph.
MIN_ENTRIES = 5
SHARE_OF_ENTRIES = 0.7


def paragraph_statements(text: str, block: Block, lead: Span | None) -> list[Statement]:
    """Return the statements of one paragraph in order.

    Args:
        text: The canonical text of the document.
        block: The paragraph.
        lead: What its facts are read under.
    """
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
    early = [_breaks_early(line, following, width) for line, following in pairwise(lines)]
    entries = len(lines) >= MIN_ENTRIES and sum(early) >= SHARE_OF_ENTRIES * len(early)
    starts = [lines[0].start]
    ends: list[int] = []
    for is_early, (line, following) in zip(early, pairwise(lines), strict=True):
        takes_turn = len(turns) > 1 and following.start in turns
        closed = entries or line.text[-1] in ".!?:;" or len(line.text) >= MIN_FULL_LINE_CHARS
        if takes_turn or (is_early and closed):
            ends.append(line.end)
            starts.append(following.start)
    return list(zip(starts, [*ends, lines[-1].end], strict=True))


def _breaks_early(line: Line, following: Line, width: int) -> bool:
    """Whether the next line begins anew although its first word would have fitted on this one."""
    fits = len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) <= width
    return fits and not following.text[0].islower()
