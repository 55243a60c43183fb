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
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ingest.load import load
from ingest.passages import split
from retriever.encoder import Encoder
from retriever.index import Index
from retriever.reader import PASSAGES_READ, REGRESSIONS, EvidenceReader, load_regressions
from retriever.types import Evidence, Span
from training.pages import Page, Question, read_set
from training.readings import labelled_readings
from training.regressions import figures
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
    """Each paragraph is a document of its own, under its page's title."""
    right = []
    with tempfile.TemporaryDirectory() as scratch, Index.open(Path(scratch), Encoder(), writable=True) as index:
        for place, asked in groupby(sorted(questions, key=_place), key=_place):
            page, (start, end) = place
            file = Path(scratch) / "paragraph.txt"
            file.write_text(pages[page].text[start:end], encoding="utf-8")
            document = replace(load(file, "paragraph"), title=pages[page].passages[0].title)
            index.replace(document, split(document))
            for question in asked:
                found = reader.read(question.text, index.search(question.text, PASSAGES_READ), index.quote).evidence
                right.append(bool(found) and _answers(found[0], start, question.spans))
    return f"{len(right)} questions, in their own paragraph first right {np.mean(right):.3f}"


def _place(question: Question) -> tuple[str, Span]:
    return question.page, question.paragraph


def _answers(evidence: Evidence, start: int, spans: Sequence[Span]) -> bool:
    first, last = start + evidence.statement.start, start + evidence.statement.end
    return any(first < span[1] and last > span[0] for span in spans)


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
