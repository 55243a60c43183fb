"""Join words of several looks into clean text, with the bold and the linked parts of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.clean_words import clean_words
from ingest.elements import Run
from retriever.types import Span


@dataclass(frozen=True, slots=True)
class StyledWords:
    """Clean words with their bold and linked parts."""

    text: str
    strong: tuple[Span, ...]
    links: tuple[tuple[int, int, str], ...]


def styled_words(runs: Sequence[Run], *, keep_lines: bool) -> StyledWords:
    """Return the words of some runs: white space made single spaces, line breaks kept, none of either outside."""
    text = ""
    strong: list[Span] = []
    links: list[tuple[int, int, str]] = []
    for run in runs:
        words = clean_words(run.text, keep_spaces=keep_lines)
        if not text or text[-1] == "\n":
            words = words.lstrip("\n" if keep_lines else " \n")
        elif text[-1] == " " and not keep_lines:
            words = words.lstrip(" ")
        if words.startswith("\n") and not keep_lines:
            text = text.rstrip(" ")
        start = len(text)
        text += words
        begin, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
        if begin >= end:
            continue
        if run.url:
            links.append((begin, end, run.url))
        if run.strong and strong and not text[strong[-1][1] : begin].strip(" "):
            begin = strong.pop()[0]
        if run.strong:
            strong.append((begin, end))
    return StyledWords(text.rstrip(), tuple(strong), tuple(links))
