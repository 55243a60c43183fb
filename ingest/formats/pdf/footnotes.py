"""Tell footnotes from the text above them."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import replace

from ingest.elements import ElementKind
from ingest.formats.pdf.paragraphs import TextBlock
from ingest.formats.pdf.shapes import Box, TableShape

MARKED = re.compile(r"(?:\d{1,3}|[*∗†‡§¶]{1,3})\s?\S")
# Footnotes are in smaller type than the page's text and stand in its lower part.
SMALLER = 0.93
LOWER_PART, LAST_PART = 0.45, 0.85
SIGNS = "*∗†‡§¶"
# A rule above footnotes is shorter than this share of the page's width, and no more than this many sizes above them.
RULE_WIDTH, RULE_DISTANCE = 0.6, 2.5


def with_footnotes(
    flow: Sequence[TextBlock | TableShape], rules: Sequence[Box], page: Box
) -> list[TextBlock | TableShape]:
    """Return a page's blocks, footnotes as such and after all others.

    Args:
        flow: In reading order.
        rules: The lines drawn on the page.
        page: Its area.
    """
    sizes = [
        line.size for block in flow if isinstance(block, TextBlock) for line in block.lines for _ in line.text[::10]
    ]
    if not sizes:
        return list(flow)
    body = statistics.median(sizes)
    rest: list[TextBlock | TableShape] = []
    notes: list[TextBlock | TableShape] = []
    above: TextBlock | None = None  # the footnote last found, if nothing else came after it
    for block in flow:
        if isinstance(block, TextBlock) and _is_note(block, above, rules, page, body):
            above = replace(block, kind=ElementKind.FOOTNOTE, marker="", level=0)
            notes.append(above)
        else:
            above = None
            rest.append(block)
    return rest + notes


def _is_note(block: TextBlock, above: TextBlock | None, rules: Sequence[Box], page: Box, body: float) -> bool:
    if block.kind is ElementKind.CODE or block.size > SMALLER * body or block.box.top < LOWER_PART * page.height:
        return False
    if above is not None and abs(block.size - above.size) < 0.06 * above.size:
        return block.box.top - above.box.bottom < 1.5 * block.size
    is_last = block.text[0] in SIGNS and block.box.top > LAST_PART * page.height
    return _starts_raised(block) or is_last or (bool(MARKED.match(block.text)) and _is_under_rule(block, rules, page))


def _starts_raised(block: TextBlock) -> bool:
    """Whether a footnote's mark, raised or a sign, begins the block."""
    first = block.lines[0]
    glyph = first.pieces[0].glyphs[0]
    return (
        (glyph.text.isdigit() or glyph.text in SIGNS)
        and glyph.look.size < first.size
        and glyph.baseline < first.baseline - 0.1 * first.size
    )


def _is_under_rule(block: TextBlock, rules: Sequence[Box], page: Box) -> bool:
    box = block.box
    return any(
        rule.height < 3
        and rule.width < RULE_WIDTH * page.width
        and abs(rule.left - box.left) < 2 * block.size
        and 0 <= box.top - rule.bottom + block.size <= (RULE_DISTANCE + 1) * block.size
        for rule in rules
    )
