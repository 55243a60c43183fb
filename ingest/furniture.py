"""Find what is printed on every page and says nothing: page numbers, running heads, photo credits, rules."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from ingest.blocks import Block, BlockKind
from ingest.shapes import SENTENCE_END, is_caption

PAGE_NUMBER = re.compile(
    r"(?:page|p\.|pg\.?)\s?\d+(?:\s?(?:of|/)\s?\d+)?|\d+\s?(?:of|/)\s?\d+\s?pages?|[-–—|]\s?\d{1,4}\s?[-–—|]", re.I
)
# Under or beside a running head: "Staff handbook Page 3 of 12".
ENDS_IN_PAGE = re.compile(r".*\b(?:page|p\.)\s?\d+\s?(?:of|/)\s?\d+", re.I)
CREDIT = re.compile(
    r"(?:©|\(c\)\s\d{4}|photo(?:graph)?s?(?:\scredits?)?\s?[:©]|photo(?:graph)?s?\sby\s|image\scredits?\s?:|credits?\s?:).*",
    re.I,
)
MAX_LINE_CHARS = 150
MAX_CREDIT_WORDS = 12
MAX_RUNNING_WORDS = 14
MIN_REPEATS = 3
NUMBERED_PAGE = re.compile(
    r"(?P<first>\d{1,4})\s?(?:[|·•–—-]|\s{2,})\s?.*[^\W\d].*|.*[^\W\d].*\s?(?:[|·•–—-]|\s{2,})\s?(?P<last>\d{1,4})"
)


def furniture_blocks(found: Sequence[Block]) -> set[int]:
    """Return the positions of the blocks that are page furniture.

    A heading that says it is one is never furniture.
    """
    lone = {
        index: block.lines[0].text
        for index, block in enumerate(found)
        if block.kind is BlockKind.PARAGRAPH and len(block.lines) == 1 and len(block.lines[0].text) <= MAX_LINE_CHARS
    }
    return (
        {index for index, block in enumerate(found) if block.kind is BlockKind.RULE}
        | {index for index, text in lone.items() if _is_furniture(text)}
        | _page_numbers(lone)
        | _running_lines(lone)
        | _colophon(found)
    )


def _is_furniture(text: str) -> bool:
    if not any(map(str.isalnum, text)) or PAGE_NUMBER.fullmatch(text) or is_caption(text):
        return True
    if len(text.split()) <= MAX_RUNNING_WORDS and ENDS_IN_PAGE.fullmatch(text):
        return True
    return len(text.split()) <= MAX_CREDIT_WORDS and CREDIT.fullmatch(text) is not None


def _page_numbers(lone: dict[int, str]) -> set[int]:
    """Bare numbers that count up by one through the document."""
    numbers = [(index, int(text)) for index, text in lone.items() if text.isdecimal() and len(text) <= 4]
    steps = [later[1] - earlier[1] for earlier, later in itertools.pairwise(numbers)]
    if len(numbers) < MIN_REPEATS or any(step not in (1, 2) for step in steps):
        return set()
    return {index for index, _ in numbers}


def _running_lines(lone: dict[int, str]) -> set[int]:
    """Lines that come back with a page number that counts up: "Annual report 2020 | 12"."""
    pages: dict[str, list[tuple[int, int]]] = {}
    for index, text in lone.items():
        match = NUMBERED_PAGE.fullmatch(text)
        if match and len(text.split()) <= MAX_RUNNING_WORDS:
            number = int(match["last"] or match["first"])
            pages.setdefault(text.replace(str(number), "#"), []).append((index, number))
    running: set[int] = set()
    for found in pages.values():
        numbers = [number for _, number in found]
        if len(found) >= MIN_REPEATS and numbers == sorted(set(numbers)):
            running.update(index for index, _ in found)
    return running


def _colophon(found: Sequence[Block]) -> set[int]:
    """Lines at the very end that only repeat earlier ones and are no sentences."""
    closing: set[int] = set()
    earlier = Counter(block.text for block in found)
    for index in range(len(found) - 1, 0, -1):
        block = found[index]
        repeats = (
            block.kind is BlockKind.PARAGRAPH
            and earlier[block.text] > 1
            and len(block.text.split()) <= MAX_RUNNING_WORDS
            and not SENTENCE_END.search(block.text)
        )
        if not repeats or len(block.text.split()) < 2:
            break
        closing.add(index)
    return closing
