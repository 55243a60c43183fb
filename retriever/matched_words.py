"""Where the words that the word index was asked for stand in texts."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from retriever.types import Span
from retriever.words import TOKENIZER

# Put around what matches; signs of control that a text has itself are read as spaces.
OPENING, CLOSING = "\x02", "\x03"
AS_SPACES = str.maketrans(dict.fromkeys((OPENING, CLOSING, "\0"), " "))


def matched_spans(texts: Sequence[str], match: str) -> list[list[Span]]:
    """Where what matches stands in each text, in order; inflected forms as the word index takes them.

    Args:
        texts: Few and short: the word index reads them again, some 0.1 ms each.
        match: Of `words.matching_any`.
    """
    found: list[list[Span]] = [[] for _ in texts]
    if not match:
        return found
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='{TOKENIZER}')")
        connection.executemany(
            "INSERT INTO texts(rowid, text) VALUES (?,?)",
            ((row, text.translate(AS_SPACES)) for row, text in enumerate(texts)),
        )
        for row, marked in connection.execute(
            "SELECT rowid, highlight(texts, 0, ?, ?) FROM texts WHERE texts MATCH ?", (OPENING, CLOSING, match)
        ):
            found[row] = marked_spans(marked)
    return found


def marked_spans(marked: str) -> list[Span]:
    """The spans between the signs, as they stand in the text without the signs."""
    spans: list[Span] = []
    length = 0
    for piece in marked.split(OPENING):
        inside, closing_sign, after = piece.partition(CLOSING)
        if closing_sign:
            spans.append((length, length + len(inside)))
        length += len(inside) + len(after)
    return spans
