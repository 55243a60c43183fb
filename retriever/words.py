"""Search by words: BM25 in SQLite's FTS5, over each passage's headings, its table's header and its text."""

import math
import re
import sqlite3
from collections.abc import Iterable, Sequence

from retriever.scope import EVERYTHING, Scope

TOKENIZER = "porter unicode61 remove_diacritics 2"
TABLES = (
    f"""CREATE VIRTUAL TABLE words USING fts5(
        heading, header, text, content='passages', content_rowid='number',
        tokenize='{TOKENIZER}')""",
    """CREATE TRIGGER passage_added AFTER INSERT ON passages BEGIN
        INSERT INTO words(rowid, heading, header, text) VALUES (new.number, new.heading, new.header, new.text);
    END""",
    """CREATE TRIGGER passage_removed AFTER DELETE ON passages BEGIN
        INSERT INTO words(words, rowid, heading, header, text)
        VALUES ('delete', old.number, old.heading, old.header, old.text);
    END""",
)

# What a match in the heading path or the table's header counts beside one in the text. By measurement, see
# benchmarks/search.py.
HEADING_WEIGHT = 1.0
TEXT_WEIGHT = 1.0

# Words that say nothing about where an answer stands. Kept small: BM25 already gives common words little weight.
STOP_WORDS = frozenset(
    "a an and any are as at be been but by can could did do does for from had has have how i if in into is it its "
    "me my no not of on or our shall should so some than that the their them then there these they this those to "
    "us was we were what when where which while who whom whose why will with would you your".split()
)
# As FTS5 has it, for words that most passages have.
LEAST_RARITY = 1e-6
# A word's part of a passage's BM25 is at most its rarity times this: FTS5's k1 of 1.2, plus 1.
MOST_OF_RARITY = 2.2
WORD = re.compile(r"[^\W_]+")


def merge(connection: sqlite3.Connection) -> None:
    """Merge the word index into one piece, without the words of passages deleted."""
    connection.execute("INSERT INTO words(words) VALUES ('optimize')")


def fits_passages(connection: sqlite3.Connection) -> bool:
    """Whether the word index is sound and holds the words of the passages, no more and no fewer."""
    try:
        connection.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        return False
    return True


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the word index anew from the passages."""
    connection.execute("INSERT INTO words(words) VALUES ('rebuild')")


def content_words(question: str) -> list[str]:
    """The question's words in lower case, in order, each once, stop words dropped unless nothing else is left."""
    spoken = list(dict.fromkeys(word.lower() for word in WORD.findall(question)))
    return [word for word in spoken if word not in STOP_WORDS] or spoken


def matching_any(terms: Iterable[str], begun: str = "") -> str:
    """An FTS5 expression for passages with any of the words or phrases, or a word that begins as the begun one.

    Nothing in them is taken for syntax. Empty where nothing is given.

    >>> matching_any(["cash", "camp management"]), matching_any(["cash"], "man")
    ('"cash" OR "camp management"', '"cash" OR "man" *')
    """
    phrases = ['"' + term.replace('"', " ") + '"' for term in (*terms, *([begun] if begun else ()))]
    return " OR ".join(phrases) + (" *" if begun else "")


def passages_with(
    connection: sqlite3.Connection, match: str, count: int, scope: Scope = EVERYTHING
) -> list[tuple[str, float]]:
    """The passages that match best.

    Args:
        connection: To the database.
        match: Of `matching_any`; inflected forms match too.
        count: At most so many come back.
        scope: Only its passages are searched.

    Returns:
        ``(id, BM25)``, larger is better, best first; ties in order of source and position.
    """
    if not match:
        return []
    allowed, values = scope.passages()
    # The sign keeps SQLite from asking the word index anew for each passage, which takes seconds.
    among = "" if scope.is_everything else f"AND +rowid IN (SELECT number FROM passages WHERE {allowed})"
    # Places are looked up for the best only: for all that match it would take longer than the search.
    return connection.execute(
        "SELECT id, score FROM ("
        f"SELECT rowid AS number, -bm25(words, {HEADING_WEIGHT}, {HEADING_WEIGHT}, {TEXT_WEIGHT}) AS score FROM words "
        f"WHERE words MATCH ? {among} ORDER BY score DESC, rowid LIMIT ?) JOIN passages USING (number) "
        "ORDER BY score DESC, source, start, id",
        (match, *(values if among else ()), count),
    ).fetchall()


def rarities(connection: sqlite3.Connection, terms: Sequence[str]) -> dict[str, float]:
    """How much each word tells; a word that no passage has is missing from the result."""
    found = {term: rarity(connection, matching_any([term])) for term in terms}
    return {term: value for term, value in found.items() if value}


def rarity(connection: sqlite3.Connection, match: str) -> float:
    """How much a match tells, by the share of passages that match: BM25's inverse frequency; 0 if none does."""
    passages = int(connection.execute("SELECT count(*) FROM passages").fetchone()[0])
    having = int(connection.execute("SELECT count(*) FROM words WHERE words MATCH ?", (match,)).fetchone()[0])
    return max(math.log((passages - having + 0.5) / (having + 0.5)), LEAST_RARITY) if having else 0.0
