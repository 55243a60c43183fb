"""Names that documents define in a short and a long form, and the other form of those in a question."""

import re
import sqlite3
from collections.abc import Callable, Collection, Iterable

from retriever.sql import collection_clause, marks
from retriever.types import Acronym, Document

TABLES = (
    """CREATE TABLE acronyms(
        source TEXT NOT NULL, short TEXT NOT NULL, long TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
        short_key TEXT NOT NULL, long_key TEXT NOT NULL)""",
    "CREATE INDEX acronyms_of_document ON acronyms(source, start)",
    "CREATE INDEX acronyms_by_short_form ON acronyms(short_key)",
    "CREATE INDEX acronyms_by_long_form ON acronyms(long_key)",
)
WORD = re.compile(r"[^\W_]+")
# Names of more words than this are not looked for in questions.
LONGEST_NAME = 12


def insert_acronyms(connection: sqlite3.Connection, document: Document) -> None:
    """Write what a document defines."""
    connection.executemany(
        "INSERT INTO acronyms VALUES (?,?,?,?,?,?,?)",
        (
            (document.source, one.short, one.long, one.start, one.end, name_key(one.short), name_key(one.long))
            for one in document.acronyms
        ),
    )


def read_acronyms(
    connection: sqlite3.Connection, collections: Collection[str] | None = None
) -> dict[str, list[Acronym]]:
    """The acronyms that documents of these collections define, by source, in order of place; None for all."""
    found: dict[str, list[Acronym]] = {}
    allowed, values = collection_clause("documents.collection", collections)
    for source, *fields in connection.execute(
        "SELECT source, short, long, start, end FROM acronyms JOIN documents USING (source) "
        f"WHERE {allowed} ORDER BY source, start, end",
        values,
    ):
        found.setdefault(source, []).append(Acronym(*fields))
    return found


def named_acronyms(
    connection: sqlite3.Connection, question: str, collections: Collection[str] | None = None
) -> list[Acronym]:
    """Those that documents of these collections define and the question names by either form, whatever its case."""
    keys = name_keys(question)
    allowed, values = collection_clause("documents.collection", collections)
    rows = connection.execute(
        "SELECT short, long, start, end FROM acronyms JOIN documents USING (source) "
        f"WHERE (short_key IN ({marks(keys)}) OR long_key IN ({marks(keys)})) AND {allowed} "
        "ORDER BY source, start, end",
        (*keys, *keys, *values),
    )
    return [Acronym(*row) for row in rows]


def other_forms(question: str, named: Iterable[Acronym], is_ordinary_word: Callable[[str], bool]) -> list[str]:
    """Long forms of the short ones in the question, and short forms of the long ones.

    A short form counts where it is written as the document writes it. In other letters ("cccm") it counts
    only if it cannot be an ordinary word, so that "wash" is not taken for "WASH".

    Args:
        question: As it was typed.
        named: Acronyms the question names by either form.
        is_ordinary_word: Whether documents use a short form's letters as a plain word.

    Returns:
        Words and phrases, each once, in order of the acronyms.
    """
    keys = name_keys(question)
    spelt = "" if question.isupper() else f" {' '.join(WORD.findall(question))} "
    found: dict[str, None] = {}
    for acronym in named:
        if name_key(acronym.long) in keys:
            found[acronym.short] = None
        as_written = f" {' '.join(WORD.findall(acronym.short))} " in spelt
        if as_written or (name_key(acronym.short) in keys and not is_ordinary_word(acronym.short)):
            found[acronym.long] = None
    return list(found)


def name_key(name: str) -> str:
    """A name's words in lower case, however its spaces and signs are set."""
    return " ".join(WORD.findall(name)).lower()


def name_keys(question: str) -> list[str]:
    """The keys of every name the question can hold: its runs of words, each once."""
    words = WORD.findall(question.lower())
    runs = (
        " ".join(words[start:stop])
        for start in range(len(words))
        for stop in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1)
    )
    return list(dict.fromkeys(runs))
