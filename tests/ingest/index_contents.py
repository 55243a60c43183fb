"""All that an index holds, read past the code that wrote it, to be compared with another's."""

import json
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import chromadb
import numpy as np

# Of vectors; the same text in another batch differs in the last digits.
TOLERANCE = 1e-5
# Statements' vectors are kept in half precision.
HALF_TOLERANCE = 2e-3
WORDS = ("visitors", "badge", "book", "rule", "twin", "pair", "amberline", "cobaltine", "steadfast", "edition")


@dataclass(frozen=True)
class IndexContents:
    """What one index holds, apart from when it went in and how long that took."""

    documents: dict[str, dict[str, Any]]
    passages: dict[str, dict[str, Any]]
    files: dict[str, dict[str, Any]]
    acronyms: list[tuple[Any, ...]]
    terms: dict[str, tuple[int, int]]
    vectors: dict[str, np.ndarray]
    statement_vectors: dict[str, np.ndarray]
    found: dict[str, dict[str, float]]  # by word: the passages that have it, with their scores
    unsettled: list[str]  # ids of passages that a change under way concerns
    chroma: dict[str, np.ndarray] | None  # None where its files must not be opened
    collections: dict[str, str] | None  # of Chroma's vectors

    def of_document(self, source: str) -> tuple[Any, ...] | None:
        """A document with its passages and vectors, to be compared with `same`; None where there is none."""
        if source not in self.documents:
            return None
        ids = sorted(one for one, row in self.passages.items() if row["source"] == source)
        return (
            self.documents[source],
            {one: self.passages[one] for one in ids},
            {one: self.vectors[one] for one in ids},
            {one: self.statement_vectors[one] for one in ids},
        )


def read_contents(data_dir: Path, *, with_chroma: bool = True) -> IndexContents:
    """What the index in a folder holds; a copy of it is read, so that it stays as it was left.

    Chroma's own program crashes on a graph that was cut short, so nothing of it is read without `with_chroma`.
    """
    with TemporaryDirectory() as folder:
        return _contents(Path(shutil.copytree(data_dir, Path(folder) / "copy")), with_chroma=with_chroma)


def differences(one: IndexContents, other: IndexContents) -> list[str]:
    """In which parts two indexes differ; empty where they hold the same."""
    return [part.name for part in fields(one) if not same(getattr(one, part.name), getattr(other, part.name))]


def inconsistencies(contents: IndexContents) -> list[str]:
    """In which ways an index contradicts itself, as no kill may leave it: empty where it does not.

    Vectors of Chroma that belong to no passage are none: a search passes over them.
    """
    found = []
    if {row["source"] for row in contents.passages.values()} - contents.documents.keys():
        found.append("passages without a document")
    counted = Counter(row["source"] for row in contents.passages.values())
    found += [source for source, row in contents.documents.items() if counted[source] != row["passages"]]
    if contents.chroma is not None:
        held = {one: contents.chroma[one] for one in contents.vectors if one in contents.chroma}
        found += [] if same(contents.vectors, held) else ["Chroma lacks vectors, or holds others"]
    words = Counter(w.lower() for row in contents.documents.values() for w in re.findall(r"[^\W_]+", row["text"]))
    if words != {word: occurrences for word, (occurrences, _) in contents.terms.items()}:
        found.append("the vocabulary does not fit the documents")
    for word, scores in contents.found.items():
        having = {one for one, row in contents.passages.items() if word in f"{row['heading']} {row['text']}".lower()}
        if having != scores.keys():
            found.append(f"the word index does not fit the passages: {word}")
    known = {row["document"] for row in contents.files.values()} - {None}
    if known - contents.documents.keys():
        found.append("a file's record names a document that is not there")
    return found


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same, vectors and scores to the last digits."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Mapping):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, np.ndarray):
        tolerance = HALF_TOLERANCE if one.dtype == np.float16 else TOLERANCE
        return one.shape == other.shape and bool(np.allclose(one, other, rtol=0, atol=tolerance))
    if isinstance(one, float):
        return abs(one - other) < TOLERANCE
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def files_with(data_dir: Path, word: str) -> list[str]:
    """The files of a folder that hold a word anywhere in their bytes."""
    return sorted(path.name for path in data_dir.rglob("*") if path.is_file() and word.encode() in path.read_bytes())


def _contents(data_dir: Path, *, with_chroma: bool) -> IndexContents:
    with closing(sqlite3.connect(data_dir / "citewell.sqlite")) as connection:
        passages = {row["id"]: row for row in _rows(connection, "passages", but=("number",))}
        vectors = {one: np.frombuffer(row.pop("vector"), np.float32) for one, row in passages.items()}
        halves = {one: np.frombuffer(row.pop("statement_vectors"), np.float16) for one, row in passages.items()}
        files = _rows(connection, "files")
        for row in files:
            row["facts"] = {name: value for name, value in json.loads(row["facts"]).items() if name != "seconds"}
        settings = dict(connection.execute("SELECT name, value FROM settings"))
        unsettled = settings.get("unsettled")
        chroma = _chroma(data_dir / "chroma") if with_chroma else None
        return IndexContents(
            documents={row["source"]: row for row in _rows(connection, "documents", but=("ingested_at",))},
            passages=passages,
            files={row["source"]: row for row in files},
            acronyms=sorted(tuple(row.values()) for row in _rows(connection, "acronyms")),
            terms={row["word"]: (row["occurrences"], row["in_lower_case"]) for row in _rows(connection, "terms")},
            vectors=vectors,
            statement_vectors=halves,
            found={word: _passages_with(connection, word) for word in WORDS},
            unsettled=json.loads(unsettled) if unsettled else [],
            chroma=None if chroma is None else {one: vector for one, _, vector in chroma},
            collections=None if chroma is None else {one: label for one, label, _ in chroma},
        )


def _rows(connection: sqlite3.Connection, table: str, but: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    cursor = connection.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    return [{name: value for name, value in zip(names, row, strict=True) if name not in but} for row in cursor]


def _passages_with(connection: sqlite3.Connection, word: str) -> dict[str, float]:
    return dict(
        connection.execute(
            "SELECT id, bm25(words) FROM words JOIN passages ON passages.number = words.rowid WHERE words MATCH ?",
            (word,),
        )
    )


def _chroma(folder: Path) -> list[tuple[str, str, np.ndarray]]:
    """The id, the collection and the vector of each passage in Chroma."""
    client = chromadb.PersistentClient(str(folder), chromadb.Settings(anonymized_telemetry=False))
    try:
        found = client.get_collection("passages", embedding_function=None).get(include=["embeddings", "metadatas"])
        labels = [str(one["collection"]) for one in found["metadatas"] or []]
        return [
            (one, label, np.array(vector, np.float32))
            for one, label, vector in zip(found["ids"], labels, found["embeddings"], strict=True)
        ]
    finally:
        client.close()
