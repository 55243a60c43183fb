"""Find the sections of a canonical text, their statements, and the furniture between them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from ingest.blocks import Block, BlockKind, blocks
from ingest.furniture import furniture_blocks
from ingest.headings import headings, with_headings_split_off, with_numbered_lines_as_headings
from ingest.names import with_names_joined, with_pairs_joined
from ingest.outline import Entry, Outline, outline
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
    return structure_of_blocks(text, blocks(text, verbatim), strong, shows_looks=False)


def structure_of_blocks(
    text: str,
    found: Sequence[Block],
    strong: Sequence[Span] = (),
    breaks: Sequence[int] = (),
    *,
    shows_looks: bool = True,
) -> Structure:
    """Return the sections of a text whose blocks are known, with their statements.

    Args:
        text: A canonical text.
        found: Its blocks, in order.
        strong: Spans of words that were set in bold.
        breaks: Where what stands under a heading ends even where no other heading follows: where slides begin.
        shows_looks: Whether `strong` tells all that is bold; where whole lines are, plain ones are no headings then.
    """
    marked = any(block.kind is BlockKind.HEADING for block in found)
    found = with_headings_split_off(found, strong, marked=marked)
    dropped = furniture_blocks(found)
    kept = [block for index, block in enumerate(found) if index not in dropped]
    if not marked:
        kept = with_names_joined(text, with_pairs_joined(text, with_numbered_lines_as_headings(text, kept)))
    heads = headings(kept, strong, marked=marked, shows_looks=shows_looks)
    first_blocks = {bisect_left(kept, start, key=lambda block: block.start) for start in breaks if start}
    opening = next(
        (index for index, head in enumerate(heads) if head.block != index or index in first_blocks), len(heads)
    )
    shape = outline(heads, opening, first_blocks)
    furniture = [(found[index].start, found[index].end) for index in dropped]
    furniture += [(head.start, head.end) for head in shape.running]
    return Structure(_sections(text, kept, shape, first_blocks), tuple(sorted(furniture)), shape.title)


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where a section begins."""

    block: int  # position of its first block, the heading where it has one
    start: int
    path: tuple[str, ...] = ()
    heading: Span | None = None


def _sections(text: str, found: Sequence[Block], shape: Outline, first_blocks: set[int]) -> tuple[Section, ...]:
    not_text = {head.block for head in shape.running} | {entry.heading.block for entry in shape.entries}
    openings = [_opening(text, entry) for entry in shape.entries]
    openings += [
        _Opening(block, _line_start(text, found[block].start))
        for block in first_blocks
        if block < len(found) and block not in not_text
    ]
    openings.sort(key=lambda opening: opening.block)
    if not openings or text[: openings[0].start].strip():
        openings.insert(0, _Opening(0, 0))
    openings[0] = replace(openings[0], start=0)
    sections: list[Section] = []
    for opening, following in zip_longest(openings, openings[1:]):
        body_end = following.block if following else len(found)
        body = [found[block] for block in range(opening.block, body_end) if block not in not_text]
        end = following.start if following else len(text)
        sections += _parted(text, Section(opening.path, opening.start, end, (), opening.heading), body)
    return tuple(sections)


def _opening(text: str, entry: Entry) -> _Opening:
    heading = entry.heading
    return _Opening(heading.block, _line_start(text, heading.start), entry.path, (heading.start, heading.end))


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
