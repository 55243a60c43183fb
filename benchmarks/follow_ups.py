"""How often plain word search finds the right document for a follow-up question, asked in several ways.

Run from the repository's root, on a folder with ``documents.jsonl`` and ``questions.jsonl``::

    python benchmarks/follow_ups.py DIR [--show N]

It prints the share of follow-up questions whose document is among the first five found by BM25, over whole documents
and over passages of about 700 characters, then the same for opening questions asked after the dialogue of another:
what helps follow-ups must not harm those. It also prints how many questions were rewritten (of the openings, none
should be) and the time a rewrite takes.
"""

import argparse
import gc
import json
import math
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.follow_up import search_context, standalone_question
from app.types import Turn

HITS = 5
PASSAGE_CHARS = 700
# Usual BM25 constants (Robertson & Zaragoza, 2009).
SATURATION, LENGTH_SHARE = 1.2, 0.75
# Of the search with context, beside 1 for the search without: 0.5 brings a third of the gain, 1 costs more openings.
CONTEXT_WEIGHT = 0.8
RANK_OFFSET = 6  # damps the lead of the first ranks; with 60 and this weight most of the gain is lost (80 %, not 96 %)
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

    def owners_found(self, query: str, limit: int = HITS) -> list[str]:
        """Return the documents of the `limit` best texts, best first; a query word counts each time it stands."""
        scores: dict[int, float] = defaultdict(float)
        for word, times in Counter(words(query)).items():
            for number, weight in self.postings.get(word, ()):
                scores[number] += times * weight
        best = sorted(scores, key=lambda number: (-scores[number], number))[:limit]
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


def questions_of(folder: Path) -> tuple[list[FollowUp], list[FollowUp]]:
    """Return the folder's answerable opening questions and follow-ups.

    Follow-ups are by ``meta.turn_kind`` where that is given, else all that have a history.
    """
    openings, found = [], []
    for line in read_lines(folder / "questions.jsonl"):
        kind = line.get("meta", {}).get("turn_kind", "follow-up question")
        documents = frozenset(line.get("doc_ids") or [line["doc_id"]])
        turns = tuple(
            Turn("user" if turn["role"] == "user" else "assistant", turn["text"]) for turn in line.get("history", ())
        )
        if line["answerable"] and not turns:
            openings.append(FollowUp(line["question"], (), documents))
        elif line["answerable"] and kind == "follow-up question":
            found.append(FollowUp(line["question"], turns, documents))
    return openings, found


def after_another(openings: Sequence[FollowUp], items: Sequence[FollowUp]) -> list[FollowUp]:
    """Return each opening question asked after the history of some other dialogue: the topic has changed."""
    step = 7  # prime, so that neighbours meet histories of different dialogues
    histories = [items[(number * step) % len(items)].history for number in range(len(openings))]
    return [replace(opening, history=history) for opening, history in zip(openings, histories, strict=True)]


def rewritten(item: FollowUp) -> str:
    """Return the question made whole."""
    return standalone_question(item.question, item.history)


def merged_with_context(index: WordIndex, item: FollowUp) -> list[str]:
    """Return the documents found with the question made whole and with its search context too, ranks merged."""
    whole = rewritten(item)
    context = search_context(item.question, whole, item.history)
    scores: dict[str, float] = defaultdict(float)
    for query, weight in ((whole, 1.0), (f"{whole} {context}", CONTEXT_WEIGHT)):
        for rank, owner in enumerate(dict.fromkeys(index.owners_found(query, 2 * HITS))):
            scores[owner] += weight / (RANK_OFFSET + rank)
    return sorted(scores, key=lambda owner: -scores[owner])[:HITS]


def one_search(query: Callable[[FollowUp], str]) -> Callable[[WordIndex, FollowUp], list[str]]:
    """Return a way of asking that searches once with what `query` makes of the follow-up."""
    return lambda index, item: index.owners_found(query(item))


def joined(item: FollowUp, *, users_only: bool) -> str:
    """Return the dialogue up to the question as one query."""
    told = [turn.content for turn in item.history if turn.role == "user" or not users_only]
    return " ".join([*told, item.question])


WAYS: dict[str, Callable[[WordIndex, FollowUp], list[str]]] = {
    "last turn alone": one_search(lambda item: item.question),
    "made whole": one_search(rewritten),
    "made whole, merged with context": merged_with_context,
    "user turns joined": one_search(lambda item: joined(item, users_only=True)),
    "whole dialogue joined": one_search(lambda item: joined(item, users_only=False)),
}


def share_found(way: Callable[[WordIndex, FollowUp], list[str]], index: WordIndex, items: Sequence[FollowUp]) -> float:
    """Return the share of questions with an answering document among those found."""
    return sum(not item.documents.isdisjoint(way(index, item)) for item in items) / len(items)


def report(title: str, items: Sequence[FollowUp], indexes: Sequence[WordIndex], show: int) -> None:
    """Print each way's shares, how many questions were rewritten, how long that took, and some of them to read."""
    print(f"{len(items)} {title}; hit@{HITS}")
    for name, way in WAYS.items():
        whole, cut = (share_found(way, index, items) for index in indexes)
        print(f"  {name:33} documents {whole:6.1%}   passages {cut:6.1%}")
    milliseconds, results = [], []
    for item in items:
        started = time.thread_time()
        results.append((item.question, rewritten(item)))
        milliseconds.append(1000 * (time.thread_time() - started))
    changed = [(asked, whole) for asked, whole in results if asked != whole]
    p95 = sorted(milliseconds)[int(0.95 * len(milliseconds))]
    print(f"  rewritten {len(changed) / len(items):.1%}; {median(milliseconds):.2f} ms (CPU) each, p95 {p95:.2f} ms")
    for asked, whole in changed[:: max(1, len(changed) // show)][:show] if show else ():
        print(f"  - {asked}\n    → {whole}")


def main() -> None:
    """Measure each way of asking, on follow-ups and on questions after a change of topic."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print this many rewrites of each kind")
    options = parser.parse_args()
    documents = [(line["doc_id"], line["text"]) for line in read_lines(options.folder / "documents.jsonl")]
    pieces = [(owner, piece) for owner, text in documents for piece in passages(text)]
    indexes = [WordIndex(documents), WordIndex(pieces)]
    openings, items = questions_of(options.folder)
    gc.freeze()  # or the timings hold the collector's walks through the indexes
    print(f"{len(documents)} documents, {len(pieces)} passages")
    report("follow-up questions", items, indexes, options.show)
    report("opening questions after another dialogue", after_another(openings, items), indexes, options.show)


if __name__ == "__main__":
    main()
