"""How often plain word search finds the right document for a follow-up question, asked in several ways.

Run from the repository's root, on a folder with ``documents.jsonl`` and ``questions.jsonl``::

    python benchmarks/follow_ups.py DIR [--show N]

It prints the share of follow-up questions whose document is among the first five found by BM25, over whole documents
and over passages of about 700 characters, and the time a rewrite takes. ``--show`` prints some rewrites to read.
"""

import argparse
import json
import math
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.follow_up import search_context, standalone_question
from app.types import Turn

HITS = 5
PASSAGE_CHARS = 700
# Usual BM25 constants (Robertson & Zaragoza, 2009).
SATURATION, LENGTH_SHARE = 1.2, 0.75
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A last turn with what was said before it and the ids of the documents that answer it."""

    question: str
    history: tuple[Turn, ...]
    documents: frozenset[str]


class WordIndex:
    """BM25 over texts that belong to documents, in memory."""

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        """Index ``(document id, text)`` pairs."""
        self.owners = [owner for owner, _ in texts]
        counts = [Counter(words(text)) for _, text in texts]
        mean = sum(sum(count.values()) for count in counts) / len(counts)
        frequency = Counter(word for count in counts for word in count)
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, count in enumerate(counts):
            norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * sum(count.values()) / mean)
            for word, times in count.items():
                rarity = math.log(1 + (len(texts) - frequency[word] + 0.5) / (frequency[word] + 0.5))
                self.postings[word].append((number, rarity * times * (SATURATION + 1) / (times + norm)))

    def owners_found(self, query: str) -> list[str]:
        """Return the documents of the `HITS` best texts, best first; a query word counts once each time it stands."""
        scores: dict[int, float] = defaultdict(float)
        for word, times in Counter(words(query)).items():
            for number, weight in self.postings.get(word, ()):
                scores[number] += times * weight
        best = sorted(scores, key=lambda number: (-scores[number], number))[:HITS]
        return [self.owners[number] for number in best]


def words(text: str) -> list[str]:
    """Return the text's words in lower case, a plural's last "s" dropped."""
    return [word[:-1] if len(word) > 3 and word.endswith("s") else word for word in WORD.findall(text.lower())]


def passages(text: str) -> list[str]:
    """Cut a text at white space into pieces of at most about `PASSAGE_CHARS` characters."""
    return re.findall(rf"\S[\s\S]{{0,{PASSAGE_CHARS}}}(?=\s|$)", text) or [text]


def read_lines(path: Path) -> list[dict]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def follow_ups(folder: Path) -> list[FollowUp]:
    """Return the folder's answerable follow-up questions: by ``meta.turn_kind`` where given, else all with history."""
    found = []
    for line in read_lines(folder / "questions.jsonl"):
        kind = line.get("meta", {}).get("turn_kind", "follow-up question")
        documents = frozenset(line.get("doc_ids") or [line["doc_id"]])
        if not line.get("history") or kind != "follow-up question" or not line["answerable"]:
            continue
        turns = tuple(Turn("user" if turn["role"] == "user" else "assistant", turn["text"]) for turn in line["history"])
        found.append(FollowUp(line["question"], turns, documents))
    return found


def rewritten(item: FollowUp) -> str:
    """Return the question made whole."""
    return standalone_question(item.question, item.history)


def rewritten_in_context(item: FollowUp) -> str:
    """Return the question made whole with the conversation's words beside it."""
    whole = rewritten(item)
    return f"{whole} {search_context(item.question, whole, item.history)}"


WAYS: dict[str, Callable[[FollowUp], str]] = {
    "last turn alone": lambda item: item.question,
    "made whole": rewritten,
    "made whole, with search context": rewritten_in_context,
    "user turns joined": lambda item: " ".join(
        [turn.content for turn in item.history if turn.role == "user"] + [item.question]
    ),
    "whole dialogue joined": lambda item: " ".join([*(turn.content for turn in item.history), item.question]),
}


def main() -> None:
    """Measure each way of asking and print one line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print this many rewrites")
    options = parser.parse_args()
    documents = [(line["doc_id"], line["text"]) for line in read_lines(options.folder / "documents.jsonl")]
    pieces = [(owner, piece) for owner, text in documents for piece in passages(text)]
    items = follow_ups(options.folder)
    whole, cut = WordIndex(documents), WordIndex(pieces)
    print(f"{len(items)} follow-up questions, {len(documents)} documents, {len(pieces)} passages; hit@{HITS}")
    for name, query in WAYS.items():
        queries = [query(item) for item in items]
        shares = [
            sum(
                not item.documents.isdisjoint(index.owners_found(text))
                for item, text in zip(items, queries, strict=True)
            )
            / len(items)
            for index in (whole, cut)
        ]
        print(f"{name:34} documents {shares[0]:6.1%}   passages {shares[1]:6.1%}")
    started = time.perf_counter()
    results = [rewritten(item) for item in items]
    milliseconds = 1000 * (time.perf_counter() - started) / len(items)
    changed = sum(result != item.question for item, result in zip(items, results, strict=True))
    print(f"rewritten: {changed / len(items):.1%} of the questions, {milliseconds:.2f} ms each")
    for item, result in list(zip(items, results, strict=True))[:: max(1, len(items) // max(1, options.show))]:
        if options.show:
            print(f"- {item.question}\n  → {result if result != item.question else '(unchanged)'}")


if __name__ == "__main__":
    main()
