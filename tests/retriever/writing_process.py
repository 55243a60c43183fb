"""A process that writes to an index, for tests that watch it from another or kill it; also the documents it writes.

    writing_process.py FOLDER put SOURCE EDITION PARAGRAPHS [COMMIT]   stops before the given commit to the database
    writing_process.py FOLDER keep-putting SOURCE PARAGRAPHS           editions 1, 2, 3 … until it is killed
    writing_process.py FOLDER put-limited SOURCE EDITION PARAGRAPHS BYTES   no file can grow beyond so many bytes
    writing_process.py FOLDER tidy COMMIT                              stops before the given commit to the database
    writing_process.py FOLDER hold                                     has the index open for writing until it is killed

It says "stopped", the edition put, "held", or the name and the words of an error on standard output, one a line.
"""

import hashlib
import resource
import sys
from itertools import count
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from retriever.errors import RetrieverError  # noqa: E402
from retriever.index import Index  # noqa: E402
from retriever.types import Document, Passage, Section, Statement, StatementKind  # noqa: E402


class LetterEncoder:
    """Stands in for the real model where a process must start at once: counts letters and figures."""

    name = "letters"
    dimension = 36

    def encode(self, texts):
        counts = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for sign in text.lower():
                if sign.isascii() and sign.isalnum():
                    counts[row, int(sign, 36)] += 1
        return counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1)

    encode_questions = encode

    def encode_with_parts(self, texts, parts):
        cut = [["".join(text[a:b] for a, b in part) for part in own] for text, own in zip(texts, parts, strict=True)]
        return self.encode(texts), [self.encode(own) for own in cut]


def paragraphs_document(source, paragraphs, collection="main", acronyms=()):
    """A document of one section with a passage and a statement for each paragraph, and its passages."""
    text = "\n\n".join(paragraphs)
    content_hash = hashlib.sha256(text.encode()).hexdigest()
    starts = [sum(len(before) + 2 for before in paragraphs[:number]) for number in range(len(paragraphs))]
    statements = tuple(
        Statement(start, start + len(paragraph), StatementKind.SENTENCE)
        for start, paragraph in zip(starts, paragraphs, strict=True)
    )
    document = Document(
        source, "Rules", text, (Section(("Rules",), 0, len(text), statements),), content_hash, collection,
        acronyms=tuple(acronyms),
    )  # fmt: skip
    passages = [
        Passage(
            f"{source}:{content_hash[:16]}:{statement.start}", source, "Rules", ("Rules",), statement.start,
            statement.end, text[statement.start : statement.end], (statement,), collection,
        )
        for statement in statements
    ]  # fmt: skip
    return document, passages


def edition(source, name, paragraphs):
    """A document whose every paragraph names its edition, and its passages."""
    return paragraphs_document(source, [f"Rule {number} of edition {name}." for number in range(paragraphs)])


def say(line):
    print(line, flush=True)


def stop_before_commit(index, number):
    """Say "stopped" and wait for ever when the database is about to commit for the n-th time from now."""
    commits = count(1)

    def watch(statement):
        if statement == "COMMIT" and next(commits) == number:
            say("stopped")
            sys.stdin.read()

    with index._database.snapshot() as connection:
        connection.set_trace_callback(watch)


def main(folder, command, *options):
    with Index.open(folder, LetterEncoder(), writable=True) as index:
        if command == "put":
            source, name, paragraphs, *commit = options
            if commit:
                stop_before_commit(index, int(commit[0]))
            index.replace(*edition(source, name, int(paragraphs)))
            say(name)
        elif command == "put-limited":
            source, name, paragraphs, limit = options
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
            try:
                index.replace(*edition(source, name, int(paragraphs)))
                say(name)
            except RetrieverError as error:
                say(f"{type(error).__name__}: {error}")
        elif command == "tidy":
            stop_before_commit(index, int(options[0]))
            index.tidy()
            say("tidied")
        elif command == "keep-putting":
            source, paragraphs = options
            for number in count(1):
                index.replace(*edition(source, str(number), int(paragraphs)))
                say(number)
        elif command == "hold":
            say("held")
            sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
