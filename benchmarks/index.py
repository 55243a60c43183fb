"""What writing, opening, searching and repairing an index costs beside the encoder, and how much memory it takes.

Run from the repository's root::

    python benchmarks/index.py [--passages 1000 10000 100000]

Passages are made of words drawn as often as in natural text, and their vectors are made up around topics, so that
nothing waits for a model. Each size is measured in a process of its own.
"""

import argparse
import hashlib
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from retriever.changes import UNSETTLED
from retriever.encoder import Part, Vectors, unit_rows
from retriever.index import Index
from retriever.remembered import write_setting
from retriever.types import Document, Passage, Section, Statement, StatementKind

DIMENSION = 384
PASSAGES_PER_DOCUMENT = 100
DOCUMENTS_AT_ONCE = 10
STATEMENTS_PER_PASSAGE = 4
WORDS_PER_STATEMENT = 22
VOCABULARY = 30_000
TOPICS = 500
QUESTIONS = 30


class MadeUpEncoder:
    """Gives each text a vector near one of the topics, from the text's hash."""

    name = "made-up"
    dimension = DIMENSION

    def __init__(self) -> None:
        self._topics = np.random.default_rng(0).normal(size=(TOPICS, DIMENSION))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """float32 (n, dimension), rows of unit length."""
        rows = [self._vector(int(hashlib.md5(text.encode()).hexdigest()[:8], 16)) for text in texts]
        return unit_rows(np.array(rows, dtype=np.float32).reshape(len(texts), DIMENSION))

    encode_questions = encode

    def encode_with_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Part]]) -> tuple[Vectors, list[Vectors]]:
        """The texts' vectors, and for each as many copies as it has parts."""
        vectors = self.encode(texts)
        return vectors, [np.repeat(row[None], len(own), axis=0) for row, own in zip(vectors, parts, strict=True)]

    def _vector(self, seed: int) -> Vectors:
        random = np.random.default_rng(seed)
        return self._topics[random.integers(TOPICS)] + random.normal(size=DIMENSION)  # type: ignore[no-any-return]


def made_up_document(number: int) -> tuple[Document, list[Passage]]:
    random = np.random.default_rng(number)
    source = f"{number:06}.txt"
    passages: list[Passage] = []
    text = ""
    for _ in range(PASSAGES_PER_DOCUMENT):
        start, statements = len(text), []
        for _ in range(STATEMENTS_PER_PASSAGE):
            drawn = random.zipf(1.3, WORDS_PER_STATEMENT) % VOCABULARY
            sentence = " ".join(f"w{word:x}" for word in drawn) + "."
            statements.append(Statement(len(text), len(text) + len(sentence), StatementKind.SENTENCE))
            text += sentence + " "
        end = len(text) - 1
        passage_id = hashlib.md5(f"{source}{start}".encode()).hexdigest()
        passages.append(Passage(passage_id, source, source, (), start, end, text[start:end], tuple(statements)))
    every = tuple(statement for passage in passages for statement in passage.statements)
    return Document(source, source, text, (Section((), 0, len(text), every),), f"{number:064x}"), passages


def measure(passages: int) -> None:
    """Print one size's figures."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, encoder = Path(scratch), MadeUpEncoder()
        print(f"{passages} passages")
        with Index.open(folder, encoder, writable=True) as index:  # type: ignore[arg-type]
            fill(index, passages // PASSAGES_PER_DOCUMENT)
            spent("search, mean of 30, s", lambda: search(index), QUESTIONS)
        with Index.open(folder, encoder) as reader:  # type: ignore[arg-type]
            spent("first search of a reader, s", lambda: reader.search("w1 w2 w3", 10))
            spent("status, s", reader.status)
        spent("open for writing, s", lambda: Index.open(folder, encoder, writable=True).close())  # type: ignore[arg-type]
        with Index.open(folder, encoder, writable=True) as index:  # type: ignore[arg-type]
            unsettle(index)
        spent("open for writing after a kill, s", lambda: Index.open(folder, encoder, writable=True).close())  # type: ignore[arg-type]
        with Index.open(folder, encoder, writable=True) as index:  # type: ignore[arg-type]
            spent("remove a document, s", lambda: index.remove("000000.txt"))
            spent("tidy, s", index.tidy)
            spent("tidy with nothing to erase, s", index.tidy)
            spent("examine, s", index.examine)
        print(f"  on disk, MB: {sum(file.stat().st_size for file in folder.rglob('*') if file.is_file()) / 1e6:.0f}")


def fill(index: Index, documents: int) -> None:
    """Put documents in, some at once, and print how long putting them took, without making them up."""
    embedding = writing = 0.0
    for first in range(0, documents, DOCUMENTS_AT_ONCE):
        pairs = [made_up_document(number) for number in range(first, min(first + DOCUMENTS_AT_ONCE, documents))]
        start = time.perf_counter()
        embedded = index.embed(pairs)
        made = time.perf_counter()
        index.put(embedded)
        embedding += made - start
        writing += time.perf_counter() - made
        if (first + DOCUMENTS_AT_ONCE) % 200 == 0:
            print(f"  after {(first + DOCUMENTS_AT_ONCE) * PASSAGES_PER_DOCUMENT}: {peak_megabytes()} MB", flush=True)
    print(f"  write 1,000 passages, s: {writing / documents / PASSAGES_PER_DOCUMENT * 1000:.2f}")


def search(index: Index) -> None:
    for number in range(QUESTIONS):
        index.search(f"w{number:x} w{number * 7:x} w{number * 131:x}", 10)


def unsettle(index: Index) -> None:
    """Leave the index as a writer does that is killed just before it notes that its work is done."""
    with index._database.change() as connection:
        write_setting(connection, UNSETTLED, json.dumps([passage.id for passage in made_up_document(0)[1]]))


def spent(what: str, work, times: int = 1) -> None:  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    work()
    print(f"  {what}: {(time.perf_counter() - start) / times:.3f}  ({peak_megabytes()} MB at most so far)", flush=True)


def peak_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--passages", type=int, nargs="+", default=[1000, 10_000, 100_000])
    for passages in parser.parse_args().passages:
        process = multiprocessing.get_context("spawn").Process(target=measure, args=(passages,))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
