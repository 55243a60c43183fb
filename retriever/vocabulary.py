"""The words of the indexed documents as they are spelt, with how often; the word index itself holds only stems."""

import re
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable

from retriever.spelling import distance, first_letter_edits, leaves_out_letters

TABLES = (
    """CREATE TABLE terms(
        word TEXT PRIMARY KEY, occurrences INTEGER NOT NULL, in_lower_case INTEGER NOT NULL) WITHOUT ROWID""",
)
WORD = re.compile(r"[^\W_]+")
# Shorter words have too many neighbours for a guess.
SHORTEST_CORRECTED = 4
# From this length on two slips are forgiven.
LONG_WORD = 8
# How many spellings, or ends, of one word are tried.
CANDIDATES = 2


def count_words(connection: sqlite3.Connection, text: str, times: int, table: str = "terms") -> None:
    """Add a text's words to a table of the vocabulary, or take them out again with `times` -1."""
    spelt = Counter(WORD.findall(text))
    occurrences: Counter[str] = Counter()
    in_lower_case: Counter[str] = Counter()
    for word, count in spelt.items():
        occurrences[word.lower()] += count
        if word.islower():
            in_lower_case[word] += count
    connection.executemany(
        f"INSERT INTO {table} VALUES (?,?,?) ON CONFLICT (word) DO UPDATE SET "
        "occurrences = occurrences + excluded.occurrences, in_lower_case = in_lower_case + excluded.in_lower_case",
        ((word, times * count, times * in_lower_case[word]) for word, count in occurrences.items()),
    )
    if times < 0:
        connection.execute(f"DELETE FROM {table} WHERE occurrences <= 0")


def recount(connection: sqlite3.Connection, table: str = "terms") -> None:
    """Count the words of all documents anew."""
    connection.execute(f"DELETE FROM {table}")
    for (source,) in connection.execute("SELECT source FROM documents").fetchall():
        (text,) = connection.execute("SELECT text FROM documents WHERE source = ?", (source,)).fetchone()
        count_words(connection, text, 1, table)


def count_wrong(connection: sqlite3.Connection) -> int:
    """How many words are counted otherwise than the documents have them."""
    connection.execute("CREATE TEMP TABLE recounted(word TEXT PRIMARY KEY, occurrences, in_lower_case)")
    try:
        recount(connection, "recounted")
        (wrong,) = connection.execute(
            "SELECT count(DISTINCT word) FROM (SELECT * FROM (SELECT * FROM terms EXCEPT SELECT * FROM recounted) "
            "UNION ALL SELECT * FROM (SELECT * FROM recounted EXCEPT SELECT * FROM terms))"
        ).fetchone()
    finally:
        connection.execute("DROP TABLE recounted")
    return int(wrong)


def is_ordinary_word(connection: sqlite3.Connection, word: str) -> bool:
    """Whether the documents also write the word in lower case, as they do not an acronym."""
    row = connection.execute("SELECT in_lower_case FROM terms WHERE word = ?", (word.lower(),)).fetchone()
    return row is not None and row[0] > 0


def completions(connection: sqlite3.Connection, begun: str) -> list[str]:
    """The words of the documents that begin as this one and go on, at most `CANDIDATES`, the most frequent first."""
    rows = connection.execute(
        "SELECT word FROM terms WHERE word > ? AND word < ? ORDER BY occurrences DESC, word LIMIT ?",
        (begun, begun + chr(sys.maxunicode), CANDIDATES),
    )
    return [row[0] for row in rows]


def likely_spellings(connection: sqlite3.Connection, word: str) -> list[str]:
    """The words of the documents that a misspelt word probably stands for.

    Args:
        word: In lower case, and not in the documents.

    Returns:
        At most `CANDIDATES` words within one slip, or two for long words: fewest slips first,
        then those of which only letters were left out, then most frequent.
    """
    if len(word) < SHORTEST_CORRECTED or not word.isalpha():
        return []
    slips = 2 if len(word) >= LONG_WORD else 1
    found = [
        (distance(word, candidate, slips), not leaves_out_letters(word, candidate), -occurrences, candidate)
        for candidate, occurrences in neighbours(connection, word, slips)
    ]
    near = sorted(entry for entry in found if entry[0] <= slips)
    return [candidate for slipped, *_, candidate in near if slipped == near[0][0]][:CANDIDATES]


def neighbours(connection: sqlite3.Connection, word: str, slips: int) -> Iterable[tuple[str, int]]:
    """Words with occurrences; among them all within the slips, save those whose first letter and another differ."""
    letters = set(word)
    same_first_letter = connection.execute(
        "SELECT word, occurrences FROM terms WHERE word >= ? AND word < ? AND length(word) BETWEEN ? AND ?",
        (word[0], chr(ord(word[0]) + 1), max(len(word) - slips, SHORTEST_CORRECTED), len(word) + slips),
    )
    for candidate, occurrences in same_first_letter:
        if len(letters.symmetric_difference(candidate)) <= 2 * slips:
            yield candidate, occurrences
    edited = first_letter_edits(word)
    yield from connection.execute(
        f"SELECT word, occurrences FROM terms WHERE word IN ({','.join('?' * len(edited))})", edited
    )
