"""How well search finds what answers a question: by meaning, by words, and both merged as Citewell does.

Run from the repository's root, on a folder with ``documents.jsonl`` and ``questions.jsonl``::

    python benchmarks/search.py DIR [--questions N] [--passage-chars N] [--model MODEL] [--index FOLDER]

Questions with answer spans are judged by passages (character level):

- ``recall``: share of the answer's characters within the first 750 words retrieved (about 1,000 tokens), the last
  passage cut at the limit, as in Smith & Troynikov, "Evaluating Chunking Strategies for Retrieval" (Chroma, 2024);
- ``IoU@5``: overlap of the answer and the first five passages over their union (ibid.);
- ``hit@1``, ``hit@5``: share of questions for which one of the first passages holds a part of an answer.

Questions without spans are judged by documents, ranked by their best passage, against ``qrels.tsv`` where there is one:
``nDCG@10`` with gains 2^grade - 1 (Burges et al., ICML 2005).
"""

import argparse
import json
import math
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean, median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.evaluation.words import phrase_spans, words_of
from ingest.load import load
from ingest.passages import DEFAULT_MAX_CHARS, split
from retriever.encoder import BUNDLED, Encoder
from retriever.index import Index
from retriever.types import Hit, Span

WORDS_READ = 750
# Deep enough that both rankings are whole down to where they are judged.
HITS = 100

Record = dict[str, object]
RANKINGS: dict[str, Callable[[Sequence[Hit]], list[Hit]]] = {
    "by meaning": lambda hits: sorted((h for h in hits if h.similarity is not None), key=lambda h: -h.similarity),
    "by words": lambda hits: sorted((h for h in hits if h.keyword is not None), key=lambda h: -h.keyword),
    "both merged": list,
}


def read_lines(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def fill(index: Index, records: Sequence[Record], passage_chars: int) -> dict[str, str]:
    """Put the documents in; return their canonical texts by id."""
    texts = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "document.txt"
        for record in records:
            file.write_text(record["text"], encoding="utf-8")
            loaded = load(file, record["doc_id"])
            document = replace(loaded, title=record.get("title") or loaded.title)
            index.replace(document, split(document, passage_chars))
            texts[document.source] = document.text
    return texts


def spans_in(text: str, original: str, spans: Sequence[Span]) -> list[Span]:
    """The spans of the original text in its canonical form: the place with the same words that lies nearest."""
    if text == original:
        return [(start, end) for start, end in spans]
    words = words_of(text)
    found = []
    for start, end in spans:
        places = phrase_spans(words, words_of(original[start:end]).folded)
        if places:
            expected = start / len(original) * len(text)
            found.append(min(places, key=lambda place: abs(place[0] - expected)))
    return found


def overlap(hit: Hit, source: str, spans: Sequence[Span]) -> int:
    passage = hit.passage
    if passage.source != source:
        return 0
    return sum(max(0, min(end, passage.end) - max(start, passage.start)) for start, end in spans)


def recall(hits: Sequence[Hit], source: str, spans: Sequence[Span]) -> float:
    left, covered = WORDS_READ, 0
    for hit in hits:
        ends = [match.end() for match in re.finditer(r"\S+", hit.passage.text)]
        if len(ends) > left:
            cut = hit.passage.start + (ends[left - 1] if left else 0)
            return (covered + overlap(replace(hit, passage=replace(hit.passage, end=cut)), source, spans)) / size(spans)
        covered += overlap(hit, source, spans)
        left -= len(ends)
    return covered / size(spans)


def size(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)


def iou(hits: Sequence[Hit], source: str, spans: Sequence[Span]) -> float:
    shared = sum(overlap(hit, source, spans) for hit in hits[:5])
    return shared / (sum(hit.passage.end - hit.passage.start for hit in hits[:5]) + size(spans) - shared or 1)


def is_hit(hits: Sequence[Hit], source: str, spans: Sequence[Span]) -> bool:
    return any(overlap(hit, source, spans) for hit in hits)


def ndcg(hits: Sequence[Hit], grades: dict[str, int]) -> float:
    ranked = list(dict.fromkeys(hit.passage.source for hit in hits))[:10]
    gains = [2 ** grades.get(source, 0) - 1 for source in ranked]
    best = sorted((2**grade - 1 for grade in grades.values()), reverse=True)[:10]
    return discounted(gains) / discounted(best)


def discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))


def judge_spans(hits: Sequence[Hit], source: str, spans: Sequence[Span]) -> dict[str, float]:
    return {
        "recall": recall(hits, source, spans),
        "IoU@5": iou(hits, source, spans),
        "hit@1": is_hit(hits[:1], source, spans),
        "hit@5": is_hit(hits[:5], source, spans),
    }


def read_grades(folder: Path, questions: Sequence[Record]) -> dict[str, dict[str, int]]:
    """The documents that answer each question, with their grades."""
    if not (folder / "qrels.tsv").exists():
        return {str(q["id"]): dict.fromkeys(q.get("doc_ids", [q.get("doc_id")]), 1) for q in questions}
    grades: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, document, grade = line.split("\t")
        if grade.isdigit() and int(grade):
            grades.setdefault(query, {})[document] = int(grade)
    return grades


def judged(index: Index, folder: Path, texts: dict[str, str], count: int | None) -> tuple[dict, list[float], int]:
    """The figures of every question for each ranking, the time of each search, and how many could not be judged."""
    originals = {str(record["doc_id"]): str(record["text"]) for record in read_lines(folder / "documents.jsonl")}
    questions = [q for q in read_lines(folder / "questions.jsonl") if q["answerable"] and q["doc_id"] in originals]
    questions = questions[:: max(1, len(questions) // count)] if count else questions
    grades = read_grades(folder, questions)
    figures: dict[str, list[dict[str, float]]] = {name: [] for name in RANKINGS}
    seconds, unjudged = [], 0
    for question in questions:
        source = str(question["doc_id"])
        spans = spans_in(texts[source], originals[source], question["spans"])
        if question["spans"] and not spans:
            unjudged += 1
            continue
        start = time.perf_counter()
        hits = index.search(str(question["question"]), HITS)
        seconds.append(time.perf_counter() - start)
        for name, ranking in RANKINGS.items():
            ranked = ranking(hits)
            found = judge_spans(ranked, source, spans) if spans else {"nDCG@10": ndcg(ranked, grades[question["id"]])}
            figures[name].append(found)
    return figures, seconds, unjudged


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--questions", type=int, help="ask about this many, evenly spread; default: all")
    parser.add_argument("--passage-chars", type=int, default=DEFAULT_MAX_CHARS)
    parser.add_argument(
        "--model", default=BUNDLED, help="the embedding model, by name or path; default: the bundled one"
    )
    parser.add_argument("--index", type=Path, help="keep the index here; default: a temporary folder")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.index or Path(temporary)
        with Index.open(folder, Encoder(options.model), writable=True, chunking=f"{options.passage_chars}") as index:
            start = time.perf_counter()
            texts = {record.source: index.document(record.source).text for record in index.documents()}
            texts = texts or fill(index, read_lines(options.folder / "documents.jsonl"), options.passage_chars)
            spent = time.perf_counter() - start
            status = index.status()
            print(f"{options.folder.name}: {status.documents} documents, {status.passages} passages, {spent:.0f} s")
            figures, seconds, unjudged = judged(index, options.folder, texts, options.questions)
    print(f"{len(seconds)} questions, {unjudged} not judged; a search takes {1000 * median(seconds):.0f} ms (median)")
    names = list(next(iter(figures.values()))[0])
    print(f"{'':12}" + "".join(f"{name:>9}" for name in names))
    for ranking, found in figures.items():
        print(f"{ranking:12}" + "".join(f"{100 * mean(row[name] for row in found):9.1f}" for name in names))


if __name__ == "__main__":
    main()
