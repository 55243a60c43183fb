"""Find the sections of a canonical text, their statements, and the furniture between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.blocks import Block, BlockKind, blocks
from ingest.furniture import furniture_blocks
from ingest.headings import headings, with_headings_split_off, with_numbered_lines_as_headings
from ingest.names import with_names_joined, with_pairs_joined
from ingest.outline import Outline, outline
from ingest.statements import statements
from retriever.types import Section, Span

# What stands in a footnote is found under its section's headings and this.
NOTES = "Notes"


@dataclass(frozen=True, slots=True)
class Structure:
    """What the lines of a text say about its parts."""

    sections: tuple[Section, ...]
    furniture: tuple[Span, ...]
    title: str | None  # from the opening headings


def structure(text: str, strong: Sequence[Span] = (), verbatim: Sequence[Span] = ()) -> Structure:
    """Return the sections of a text, as its lines and their marks show them, with their statements.

    Args:
        text: A canonical text.
        strong: Spans of words that were set in bold.
        verbatim: Spans of fenced code, in order.
    """
    return structure_of_blocks(text, blocks(text, verbatim), strong)


def structure_of_blocks(text: str, found: Sequence[Block], strong: Sequence[Span] = ()) -> Structure:
    """Return the sections of a text whose blocks are known, with their statements.

    Args:
        text: A canonical text.
        found: Its blocks, in order.
        strong: Spans of words that were set in bold.
    """
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
        sections += _parted(text, Section((), 0, end, ()), body)
    else:
        starts[0] = 0
    for index, entry in enumerate(entries):
        last = index + 1 == len(entries)
        until = len(found) if last else entries[index + 1].heading.block
        body = [found[block] for block in range(entry.heading.block + 1, until) if block not in not_text]
        heading = (entry.heading.start, entry.heading.end)
        end = len(text) if last else starts[index + 1]
        sections += _parted(text, Section(entry.path, starts[index], end, (), heading), body)
    return tuple(sections)


def _parted(text: str, whole: Section, body: Sequence[Block]) -> list[Section]:
    """Return a section filled with its statements, parted where footnotes begin and end."""
    sections: list[Section] = []
    start = whole.start
    runs = [list(run) for _, run in groupby(body, key=lambda block: block.is_note)] or [[]]
    for index, run in enumerate(runs):
        last = index + 1 == len(runs)
        end = whole.end if last else _line_start(text, runs[index + 1][0].start)
        path = (*whole.path, NOTES) if run and run[0].is_note else whole.path
        heading = whole.heading if index == 0 else None
        sections.append(Section(path, start, end, statements(text, run, heading), heading))
        start = end
    return sections


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1
