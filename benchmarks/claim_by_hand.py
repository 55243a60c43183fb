"""The claims of `claims_by_hand.jsonl`: worded by us, or written by people and judged true by us.

A line has one of three forms. No line holds words of a shared set.

- `source`, `cites` (how each cited statement begins), `claim`, and where the claim is false `wrong`, its kind;
- `set`, `id` of a question, `answer` (which of its answers, or "reply"), `part` (start and end in that answer), `cites`
  (start and end of each cited place in the document's text, `doc_id` where that is another one than the question's): a
  sentence that a person wrote from these places, which bear it out;
- `left_out`, the id of a claim made by rule that is not what its group says, and `why`.
"""

import hashlib
import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.claim_sources import Place, Posed, half_of, one_line, raw_citation
from training.splits import document_sides

# Of documents that trained nothing, and of those whose questions trained the reader.
WRITTEN, WRITTEN_TRAINED = "written by people", "written by people (trained)"
FILE = Path(__file__).parent / "claims_by_hand.jsonl"


def left_out() -> frozenset[str]:
    """The ids of claims made by rule that are not posed."""
    return frozenset(line["left_out"] for line in _lines() if "left_out" in line)


def posed_by_hand(places: Sequence[Place], data: Path | None) -> list[Posed]:
    """The claims worded by hand and, with the folder of the shared sets, the sentences that people wrote."""
    lines = _lines()
    own = [_own(line, places) for line in lines if "claim" in line]
    return own + (_written([line for line in lines if "set" in line], data) if data else [])


def _lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def _own(line: dict[str, Any], places: Sequence[Place]) -> Posed:
    cited = [_beginning(line["source"], words, places) for words in line["cites"]]
    context = dict.fromkeys(chain.from_iterable(place.context for place in cited))
    wrong = line.get("wrong")
    return Posed(
        id=f"hand-{hashlib.sha256(line['claim'].encode()).hexdigest()[:8]}",
        group=wrong or "by hand",
        is_true=wrong is None,
        text=line["claim"],
        cited=tuple(place.citation for place in cited),
        context=tuple(context),
        set=cited[0].set,
        half=cited[0].half,
    )


def _beginning(source: str, words: str, places: Sequence[Place]) -> Place:
    found = [place for place in places if place.document.source == source and place.words.startswith(words)]
    if len(found) != 1:
        raise SystemExit(f"{FILE.name}: {len(found)} statements of {source} begin with “{words}”")
    return found[0]


def _written(lines: Sequence[dict[str, Any]], data: Path) -> list[Posed]:
    found = []
    for name in dict.fromkeys(line["set"] for line in lines):
        questions = _records(data / name / "questions.jsonl", "id")
        documents = _records(data / name / "documents.jsonl", "doc_id")
        sides = document_sides(data / name, documents)
        for line in (line for line in lines if line["set"] == name):
            question = questions[line["id"]]
            document = documents[line.get("doc_id", question["doc_id"])]
            answer = question["meta"]["reply"] if line["answer"] == "reply" else question["answers"][line["answer"]]
            text = one_line(answer[slice(*line["part"])])
            title = document["title"]
            quotes = (raw_citation(document["doc_id"], title, document["text"], span) for span in line["cites"])
            half = half_of(title or document["doc_id"])
            identity = f"written-{line['id']}-{line['part'][0]}"
            group = WRITTEN if sides[document["doc_id"]] == "test" else WRITTEN_TRAINED
            found.append(Posed(identity, group, True, text, tuple(quotes), (), name, half))
    return found


def _records(file: Path, key: str) -> dict[str, dict[str, Any]]:
    return {record[key]: record for record in map(json.loads, file.read_text(encoding="utf-8").splitlines())}
