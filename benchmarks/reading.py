"""How well the reader chooses the statement that answers, and knows when none does.

Run from the repository's root, on a folder with ``documents.jsonl`` and ``questions.jsonl``::

    python benchmarks/reading.py DIR [--questions N]

Only questions about documents that trained nothing are asked (``training/splits.py``).

- Over all documents of the folder: how often the likeliest statement answers, how often one of the three likeliest
  does, the area under the curve of answerable against unanswerable questions, and the calibration error of the
  probability that what would be quoted answers (Naeini et al., AAAI 2015).
- Where a question names its own paragraph: how often the likeliest statement of that paragraph answers. For these
  the library is not asked.
- ``reading``: milliseconds for one question, median and 95th percentile, without the search.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ingest.load import load
from ingest.passages import split
from retriever.encoder import Encoder
from retriever.index import Index
from retriever.reader import REGRESSIONS, EvidenceReader
from retriever.types import Evidence, Hit, Passage, Span
from training.pages import Page, Question, read_set
from training.readings import labelled_readings
from training.regressions import figures, load_regressions
from training.splits import document_sides


class TimedReader(EvidenceReader):
    """A reader that notes how long it read."""

    milliseconds: list[float]

    def __init__(self) -> None:
        super().__init__()
        self.milliseconds = []

    def read_closely(self, *asked: object) -> object:
        start = time.perf_counter()
        found = super().read_closely(*asked)
        self.milliseconds.append((time.perf_counter() - start) * 1000)
        return found


def over_the_library(folder: Path, most: int | None, reader: EvidenceReader) -> str:
    readings = labelled_readings(folder, Encoder(), reader, most)
    tested = [reading for reading in readings if reading.side == "test"]
    return figures(tested, load_regressions(REGRESSIONS))


def in_own_paragraphs(pages: dict[str, Page], questions: Sequence[Question], reader: EvidenceReader) -> str:
    right = []
    with tempfile.TemporaryDirectory() as scratch, Index.open(Path(scratch), Encoder(), writable=True) as index:
        for name in sorted({question.page for question in questions}):
            file = Path(scratch) / "page.txt"
            file.write_text(pages[name].text, encoding="utf-8")
            document = load(file, name)
            index.replace(document, split(document))
        for question in questions:
            hits = [hit for hit in index.search(question.text, 10_000) if _meets(hit, question)]
            evidence = reader.read(question.text, hits, index.quote).evidence
            own = [one for one in evidence if _inside(one, question.paragraph)]
            right.append(bool(own) and _answers(own[0], question.spans))
    return f"{len(right)} questions, in their own paragraph first right {np.mean(right):.3f}"


def _meets(hit: Hit, question: Question) -> bool:
    passage: Passage = hit.passage
    start, end = question.paragraph
    return passage.source == question.page and passage.start < end and passage.end > start


def _inside(evidence: Evidence, paragraph: Span) -> bool:
    return paragraph[0] <= evidence.statement.start and evidence.statement.end <= paragraph[1]


def _answers(evidence: Evidence, spans: Sequence[Span]) -> bool:
    return any(evidence.statement.start < end and evidence.statement.end > start for start, end in spans)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=int, help="at most so many, drawn always the same way")
    asked = parser.parse_args()
    reader = TimedReader()
    pages, questions = read_set(asked.folder)
    sides = document_sides(asked.folder, pages)
    own = [q for q in questions if q.paragraph and q.answerable and q.spans and sides[q.page] == "test"]
    if own:
        random.Random(0).shuffle(own)
        print(in_own_paragraphs(pages, own[: asked.questions], reader))
    else:
        print(over_the_library(asked.folder, asked.questions, reader))
    half, most = np.percentile(reader.milliseconds, (50, 95))
    print(f"reading: {half:.0f} ms (median), {most:.0f} ms (95th percentile)")


if __name__ == "__main__":
    main()
