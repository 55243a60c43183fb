"""What search and reader make of the questions of a set, as rows to fit regressions on."""

import random
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from ingest.load import load
from ingest.passages import split
from retriever.encoder import Encoder
from retriever.evidence_features import Candidate, statement_features
from retriever.index import Index
from retriever.reader import PASSAGES_READ, EvidenceReader, candidates
from training.pages import letters, read_rows
from training.splits import OWN, OWN_LIBRARY, document_sides

# Letters and digits of a statement; a shorter one ("Yes.", "Page 4") says too little to be the answer.
SHORTEST_ANSWER = 9

Features = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class LabelledReading:
    """One question with the statements found for it, and which of them answer."""

    question: str  # spelt as the documents spell it
    folder: str  # name of the question set
    document: str
    side: str  # of the document: "cal" or "test"
    answerable: bool
    offered: tuple[Features, ...]  # simple features of every statement of the hits
    offered_answers: tuple[bool, ...]
    read: tuple[Candidate, ...]  # the statements that the cross-encoder read
    rows: tuple[Features, ...]  # all their features
    answers: tuple[bool, ...]


def labelled_readings(
    folder: Path, encoder: Encoder, reader: EvidenceReader, most: int | None = None
) -> list[LabelledReading]:
    """Readings of a set's questions about documents that trained nothing.

    They are asked over all documents of the set, our own over a few of the same side. Questions with a history, and
    those for which nothing is found, are left out.

    Args:
        folder: The question set.
        encoder: For the index.
        reader: With the weights that choose the statements worth reading.
        most: At most so many questions, drawn always the same way; None reads all.
    """
    documents = {row["doc_id"]: row for row in read_rows(folder / "documents.jsonl")}
    sides = document_sides(folder, documents)
    rows = read_rows(folder / "questions.jsonl")
    questions = [row for row in rows if sides[row["doc_id"]] != "train" and not row.get("history")]
    random.Random(0).shuffle(questions)
    readings = []
    for library in libraries(folder, sides):
        asked = [row for row in questions[:most] if row["doc_id"] in library]
        readings += _read_library([documents[name] for name in library], asked, encoder, reader)
    return [replace(reading, folder=folder.name, side=sides[reading.document]) for reading in readings if reading.read]


def libraries(folder: Path, sides: Mapping[str, str]) -> list[list[str]]:
    """The documents that are asked together.

    >>> libraries(OWN, {"a": "cal", "b": "train", "c": "cal"}), libraries(Path("other"), {"a": "cal", "b": "train"})
    ([['a', 'c']], [['a', 'b']])
    """
    if folder.name != OWN.name:
        return [sorted(sides)]
    out = []
    for side in ("cal", "test"):
        # By a hash, so that one library holds documents of many kinds.
        names = sorted((name for name in sides if sides[name] == side), key=lambda name: sha256(name.encode()).digest())
        out += [sorted(names[at : at + OWN_LIBRARY]) for at in range(0, len(names), OWN_LIBRARY)]
    return out


def _read_library(
    documents: Sequence[dict], questions: Sequence[dict], encoder: Encoder, reader: EvidenceReader
) -> list[LabelledReading]:
    texts = {row["doc_id"]: row["text"] for row in documents}
    with tempfile.TemporaryDirectory() as scratch, Index.open(Path(scratch), encoder, writable=True) as index:
        for row in documents:
            _ingest(row, index)
        return [_reading(row, texts[row["doc_id"]], index, reader) for row in questions]


def _ingest(row: dict[str, str], index: Index) -> None:
    """Put one document in under its id, with the title that the set gives it."""
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / ("document.md" if row["doc_id"].endswith(".md") else "document.txt")
        file.write_text(row["text"], encoding="utf-8")
        document = load(file, row["doc_id"])
    document = replace(document, title=row["title"] or document.title)
    index.replace(document, split(document))


def _reading(row: dict, text: str, index: Index, reader: EvidenceReader) -> LabelledReading:
    """The reading of one question; a span of the answer stands in `text`."""
    question = index.respelt(row["question"])
    hits = index.search(row["question"], PASSAGES_READ)
    offered = candidates(hits, index.quote)
    read, rows, _ = reader.read_closely(question, hits, index.quote)
    golds = [letters(text[start:end])[0] for start, end in row["spans"]]
    return LabelledReading(
        question,
        "",
        row["doc_id"],
        "",
        row["answerable"],
        tuple(statement_features(question, offered)) if offered else (),
        _answering(offered, row["doc_id"], golds),
        tuple(read),
        tuple(rows),
        _answering(read, row["doc_id"], golds),
    )


def _answering(found: Iterable[Candidate], document: str, golds: Sequence[str]) -> tuple[bool, ...]:
    return tuple(
        candidate.hit.passage.source == document and says_the_same(candidate.text, golds) for candidate in found
    )


def says_the_same(statement: str, golds: Sequence[str]) -> bool:
    """Whether a statement lies in an answering span, or holds one, wherever in the document it stands.

    Args:
        statement: Its words.
        golds: The spans' letters, as `letters` gives them.

    >>> says_the_same("* The fee is 20 euros.", ["thefeeis20euros", "payinadvance"])
    True
    >>> says_the_same("Yes.", ["yesthefeeis20euros"])
    False
    """
    words, _ = letters(statement)
    return len(words) >= SHORTEST_ANSWER and any(gold and (words in gold or gold in words) for gold in golds)
