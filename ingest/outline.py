"""Give each heading its path: the headings it stands under, and itself."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.headings import NUMBERED, QUESTION, Heading, Rank

# Headings that every book may have, so that they name none.
PART_OF_BOOK = re.compile(
    r"(?:front |back )?cover|title page|(?:table of )?contents|preface|foreword"
    r"|acknowledge?ments|introduction|notices?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading with the path of the section it opens."""

    heading: Heading
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a document by their headings."""

    entries: tuple[Entry, ...]
    running: tuple[Heading, ...]  # repeats of a heading that stands over the whole chapter
    title: str | None


def outline(found: Sequence[Heading], opening: int, first_blocks: Collection[int] = ()) -> Outline:
    """Return the paths of the headings of a document.

    A heading that comes back directly over another heading is the running head of its chapter: what stands between
    its occurrences lies under it. In unmarked text a heading directly under another is its child, and a heading that
    looks like an open one (case and blank lines before it) closes everything under that one.

    Args:
        found: The headings in order.
        opening: How many of the first headings stand before any text.
        first_blocks: Blocks from which on no heading before them is open, in order: those that begin a slide.
    """
    title, titles = _title(found[:opening], found)
    running = _running(found, found[:titles])
    repeated_until = {found[index].text: found[index].start for index in running}
    stack: list[Heading] = []
    entries: list[Entry] = []
    previous: Heading | None = None
    closing = sorted(first_blocks)
    for index, heading in enumerate(found):
        if closing and closing[0] <= heading.block:
            stack, previous = [], None
            closing = [block for block in closing if block > heading.block]
        if index in running:
            previous = _resumed(stack, heading)
        elif index < titles:
            entries.append(Entry(heading, ()))
        else:
            _open(stack, heading, previous, repeated_until)
            entries.append(Entry(heading, tuple(each.text for each in stack)))
            previous = heading
    return Outline(tuple(entries), tuple(found[index] for index in sorted(running)), title)


def _title(opening: Sequence[Heading], found: Sequence[Heading]) -> tuple[str | None, int]:
    """Return the title that the opening headings give, and how many of them are nothing but title."""
    if not opening or (opening[0].rank >= Rank.NUMBERED and opening[0].rank < Rank.STRONG):
        return None, 0
    first = opening[0]
    if first.rank < Rank.CAPITALS:
        first = next((heading for heading in opening if not PART_OF_BOOK.fullmatch(heading.text)), first)
        top = Rank.EXPLICIT + 1
        alone = sum(heading.rank == top for heading in found) == 1
        names_it = first.rank == top and not NUMBERED.match(first.text) and not PART_OF_BOOK.fullmatch(first.text)
        return (first.text, int(alone and first is opening[0])) if names_it else (None, 0)
    lone = list(takewhile(lambda heading: not heading.attached and not QUESTION.search(heading.text), opening))
    if len(lone) > 1:
        return ": ".join(heading.text for heading in lone), len(lone)
    return (None if QUESTION.search(first.text) else first.text), 0


def _running(found: Sequence[Heading], titles: Sequence[Heading]) -> set[int]:
    """Return the positions of the headings that only repeat an earlier one at the head of a page."""
    seen: set[str] = set()
    title_words = {heading.text for heading in titles if heading.rank >= Rank.CAPITALS}
    running: set[int] = set()
    for index, heading in enumerate(found):
        over_heading = index + 1 < len(found) and found[index + 1].block == heading.block + 1
        repeats_title = heading.text in title_words and index >= len(titles)
        repeats_chapter = heading.text in seen and heading.rank == Rank.CAPITALS and over_heading
        if repeats_title or (repeats_chapter and not heading.attached):
            running.add(index)
        seen.add(heading.text)
    return running


def _resumed(stack: list[Heading], repeat: Heading) -> Heading | None:
    """Close what is open under the running head, and return it as it stands over what follows."""
    if any(heading.text == repeat.text for heading in stack):
        while stack[-1].text != repeat.text:
            stack.pop()
        return replace(stack[-1], block=repeat.block)
    return None


def _open(stack: list[Heading], heading: Heading, previous: Heading | None, repeated_until: dict[str, int]) -> None:
    """Close the sections that the heading ends, and open its own."""
    depth = _depth(stack, heading, previous, repeated_until)
    del stack[depth:]
    stack.append(heading)


def _depth(stack: Sequence[Heading], heading: Heading, previous: Heading | None, repeated_until: dict[str, int]) -> int:
    """Return how many of the open headings stay open over a heading."""
    inside = [depth for depth, each in enumerate(stack, start=1) if repeated_until.get(each.text, -1) > heading.start]
    floor = max(inside, default=0)
    same = [depth for depth in range(floor, len(stack)) if stack[depth].rank == heading.rank]
    looks = heading.rank == Rank.CAPITALS or heading.rank >= Rank.STRONG
    if looks and previous and previous.block + 1 == heading.block and heading.rank >= previous.rank:
        return len(stack)
    if looks and same:
        return max((depth for depth in same if stack[depth].gap == heading.gap), default=same[-1])
    higher = [depth for depth in range(floor, len(stack)) if stack[depth].rank < heading.rank]
    return max(higher, default=floor - 1) + 1
