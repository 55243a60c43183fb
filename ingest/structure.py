"""Find the sections of a canonical text, their statements, and the furniture between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Block, BlockKind, blocks
from ingest.furniture import furniture_blocks
from ingest.headings import headings, with_headings_split_off, with_numbered_lines_as_headings
from ingest.names import with_names_joined, with_pairs_joined
from ingest.outline import Entry, Outline, outline
from ingest.statements import statements
from retriever.types import Section, Span


@dataclass(frozen=True, slots=True)
class Structure:
    """What the lines of a text say about its parts."""

    sections: tuple[Section, ...]
    furniture: tuple[Span, ...]
    title: str | None  # from the opening headings


def structure(text: str, strong: Sequence[Span] = (), verbatim: Sequence[Span] = ()) -> Structure:
    """Return the sections of a text with their statements.

    Args:
        text: A canonical text.
        strong: Spans of words that were set in bold.
        verbatim: Spans of fenced code, in order.
    """
    found = blocks(text, verbatim)
    marked = any(block.kind is BlockKind.HEADING for block in found)
    found = with_headings_split_off(found, strong, marked=marked)
    dropped = furniture_blocks(found)
    kept = [block for index, block in enumerate(found) if index not in dropped]
    if not marked:
        kept = with_names_joined(with_pairs_joined(with_numbered_lines_as_headings(text, kept)))
    heads = headings(kept, strong, marked=marked)
    opening = next((index for index, head in enumerate(heads) if head.block != index), len(heads))
    shape = outline(heads, opening)
    furniture = [(found[index].start, found[index].end) for index in dropped]
    furniture += [(head.start, head.end) for head in shape.running]
    return Structure(_sections(text, kept, shape), tuple(sorted(furniture)), shape.title)


def _sections(text: str, found: Sequence[Block], shape: Outline) -> tuple[Section, ...]:
    entries = shape.entries
    not_text = {head.block for head in shape.running} | {entry.heading.block for entry in entries}
    starts = [_line_start(text, entry.heading.start) for entry in entries]
    sections: list[Section] = []
    if not entries or text[: starts[0]].strip():
        end = starts[0] if entries else len(text)
        until = entries[0].heading.block if entries else len(found)
        body = [found[index] for index in range(until) if index not in not_text]
        sections.append(Section((), 0, end, statements(text, body, None)))
    else:
        starts[0] = 0
    for index, entry in enumerate(entries):
        last = index + 1 == len(entries)
        until = len(found) if last else entries[index + 1].heading.block
        body = [found[block] for block in range(entry.heading.block + 1, until) if block not in not_text]
        sections.append(_section(text, entry, (starts[index], len(text) if last else starts[index + 1]), body))
    return tuple(sections)


def _section(text: str, entry: Entry, span: Span, body: Sequence[Block]) -> Section:
    heading = (entry.heading.start, entry.heading.end)
    return Section(entry.path, *span, statements(text, body, heading), heading)


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1
