"""Find lists that lost their line breaks and stand in one sentence: "You: Are over 62 , and Have worked"."""

import re

from ingest.sentences import trimmed
from retriever.types import Span

COLON = re.compile(r":\s+")
# An item begins with a capital and goes on in lower case, so that names in a row are left alone.
SEPARATOR = re.compile(
    r"(?:,\s?(?:and|or)|;(?:\s?(?:and|or))?)\s+(?=[A-Z][a-z'’]*\s(?!(?:and|or|of|for)\b)[a-z])", re.ASCII
)


def run_in_list(text: str, sentence: Span) -> list[Span]:
    """Return the lead of the list in a sentence, then its items; the sentence alone where it holds no list."""
    start, end = sentence
    colon = COLON.search(text, start, end)
    separators = list(SEPARATOR.finditer(text, colon.end(), end)) if colon else []
    if colon is None or not separators or not text[colon.end()].isupper():
        return [sentence]
    bounds = [start, colon.end(), *(separator.end() for separator in separators), end]
    return [trimmed(text, *bounds[index : index + 2]) for index in range(len(bounds) - 1)]
