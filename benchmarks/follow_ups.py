"""How often search finds what answers a follow-up question, asked in several ways, side by side.

Run from the repository's root, on a folder with ``documents.jsonl`` and ``questions.jsonl``::

    python benchmarks/follow_ups.py DIR [--index FOLDER] [--questions N] [--show N]

For each way of asking it prints how often a document that answers is among the first five (ranked by their best
passage), and how often one of the first five passages holds a part of the answer; with the index's own search and by
words alone (BM25). Then the same for opening questions asked after the dialogue about another document: what helps
follow-ups must not harm a change of topic. Documents are in two halves, by a hash of their ids: weights were tuned on
the first, the second was held back.

It also prints how many questions were rewritten (of the openings, hardly any should be) and the time a rewrite takes.
"""

import argparse
import hashlib
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean, median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.conversation_search import SEARCHED, conversation_hits
from app.follow_up import standalone_question
from app.types import Turn
from benchmarks.search import fill, is_hit, read_lines, spans_in
from ingest.passages import DEFAULT_MAX_CHARS
from retriever.encoder import BUNDLED, Encoder
from retriever.index import Index
from retriever.types import Hit, Passage, Span

HITS = 5
FOLLOW_UP = "follow-up question"
# Histories are dealt to openings in steps of a prime, so that neighbours get those of different dialogues.
STEP = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """A last turn with what was said before it and the place that answers it."""

    question: str
    history: tuple[Turn, ...]
    source: str
    spans: tuple[Span, ...]

    @property
    def half(self) -> int:
        """0 where the document is of those that weights were tuned on, 1 where it was held back."""
        return int(hashlib.sha256(self.source.encode()).hexdigest(), 16) % 2

    @property
    def whole(self) -> str:
        """The question made whole."""
        return standalone_question(self.question, self.history)

    @property
    def dialogue(self) -> str:
        """The dialogue up to the question as one text."""
        return " ".join([*(turn.content for turn in self.history), self.question])


class Remembered:
    """An index whose searches are remembered, for each way of asking repeats some."""

    def __init__(self, index: Index) -> None:
        """Search this index."""
        self._index = index
        self._found: dict[str, list[Hit]] = {}
        self._passages: dict[str, Passage] = {}

    def search(self, question: str, k: int = SEARCHED, collections: frozenset[str] | None = None) -> list[Hit]:
        """Hits, best first."""
        if question not in self._found:
            hits = self._index.search(question, SEARCHED, collections)
            self._found[question] = [
                replace(
                    hit,
                    passage=self._passages.setdefault(hit.passage.id, hit.passage),
                    statement_similarities=(),
                )
                for hit in hits
            ]
        return self._found[question][:k]


@dataclass(frozen=True, slots=True)
class ByWords:
    """The same index searched by words alone."""

    index: Remembered

    def search(self, question: str, k: int = SEARCHED, collections: frozenset[str] | None = None) -> list[Hit]:
        """Hits by their BM25, best first."""
        found = [hit for hit in self.index.search(question) if hit.keyword is not None]
        best = sorted(found, key=lambda hit: -(hit.keyword or 0.0))
        return [replace(hit, similarity=None) for hit in best[:k]]


Search = Remembered | ByWords
WAYS: dict[str, Callable[[Search, Asked], list[Hit]]] = {
    "last turn alone": lambda index, item: index.search(item.question),
    "made whole": lambda index, item: index.search(item.whole),
    "within the conversation": lambda index, item: conversation_hits(
        index, (item.question, item.whole), item.history, SEARCHED, None
    ),
    "whole dialogue": lambda index, item: index.search(item.dialogue),
}


def questions_of(folder: Path, texts: dict[str, str]) -> tuple[list[Asked], list[Asked]]:
    """Return the folder's answerable opening questions and follow-ups, whose answers are found in the texts."""
    originals = {line["doc_id"]: line["text"] for line in read_lines(folder / "documents.jsonl")}
    openings, follow_ups = [], []
    for line in read_lines(folder / "questions.jsonl"):
        source = line["doc_id"]
        if not line["answerable"] or source not in texts:
            continue
        turns = tuple(
            Turn("user" if turn["role"] == "user" else "assistant", turn["text"]) for turn in line.get("history", ())
        )
        spans = tuple(spans_in(texts[source], originals[source], line["spans"]))
        if not turns:
            openings.append(Asked(line["question"], (), source, spans))
        elif line.get("meta", {}).get("turn_kind", FOLLOW_UP) == FOLLOW_UP:
            follow_ups.append(Asked(line["question"], turns, source, spans))
    return openings, follow_ups


def after_another(openings: Sequence[Asked], follow_ups: Sequence[Asked]) -> list[Asked]:
    """Return each opening question asked after a history about another document of its half."""
    changed = []
    for number, opening in enumerate(openings):
        others = [item for item in follow_ups if item.half == opening.half and item.source != opening.source]
        changed.append(replace(opening, history=others[number * STEP % len(others)].history))
    return changed


def found_in(hits: Sequence[Hit], item: Asked) -> tuple[bool, bool]:
    """Return whether the answer's document is among the first, and whether a part of the answer is."""
    documents = list(dict.fromkeys(hit.passage.source for hit in hits))[:HITS]
    return item.source in documents, is_hit(hits[:HITS], item.source, item.spans)


def report(title: str, items: Sequence[Asked], searches: dict[str, Search], show: int) -> None:
    """Print each way's shares for both halves, how many questions were rewritten, and some of them to read."""
    counts = [sum(item.half == half for item in items) for half in (0, 1)]
    print(f"\n{len(items)} {title}, {counts[0]} of the half tuned on and {counts[1]} held back; hit@{HITS}, %")
    print(f"  {'':24}" + "".join(f"{name + ': documents, passages':>40}" for name in searches))
    for name, way in WAYS.items():
        cells = []
        for index in searches.values():
            found = [(item.half, found_in(way(index, item), item)) for item in items]
            shares = [[100 * mean(f[kind] for half, f in found if half == side) for side in (0, 1)] for kind in (0, 1)]
            cells.append(f"{shares[0][0]:19.1f} {shares[0][1]:5.1f}   {shares[1][0]:5.1f} {shares[1][1]:5.1f}")
        print(f"  {name:24}" + "".join(cells), flush=True)
    milliseconds, results = [], []
    for item in items:
        started = time.thread_time()
        results.append((item.question, item.whole))
        milliseconds.append(1000 * (time.thread_time() - started))
    changed = [(asked, whole) for asked, whole in results if asked != whole]
    p95 = sorted(milliseconds)[int(0.95 * len(milliseconds))]
    print(f"  rewritten {len(changed) / len(items):.1%}; {median(milliseconds):.2f} ms (CPU) each, p95 {p95:.2f} ms")
    for asked, whole in changed[:: max(1, len(changed) // show)][:show] if show else ():
        print(f"  - {asked}\n    → {whole}")


def spread(items: Sequence[Asked], count: int | None) -> list[Asked]:
    """Return about so many of the items, evenly spread; all when None."""
    return list(items[:: max(1, len(items) // count)] if count else items)


def main() -> None:
    """Measure each way of asking, on follow-ups and on questions after a change of topic."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--index", type=Path, help="keep the index here; default: a temporary folder")
    parser.add_argument("--questions", type=int, help="ask about this many of each kind, evenly spread; default: all")
    parser.add_argument("--show", type=int, default=0, help="print this many rewrites of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.index or Path(temporary)
        with Index.open(folder, Encoder(BUNDLED), writable=True, chunking=f"{DEFAULT_MAX_CHARS}") as index:
            texts = {record.source: index.document(record.source).text for record in index.documents()}
            texts = texts or fill(index, read_lines(options.folder / "documents.jsonl"), DEFAULT_MAX_CHARS)
            status = index.status()
            print(f"{options.folder.name}: {status.documents} documents, {status.passages} passages")
            openings, follow_ups = questions_of(options.folder, texts)
            changed = after_another(openings, follow_ups)
            remembered = Remembered(index)
            searches: dict[str, Search] = {"search": remembered, "words alone": ByWords(remembered)}
            report("follow-up questions", spread(follow_ups, options.questions), searches, options.show)
            report("openings after another dialogue", spread(changed, options.questions), searches, options.show)


if __name__ == "__main__":
    main()
