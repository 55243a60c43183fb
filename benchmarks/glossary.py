"""How much of what documents define the glossary lists, and how much of what it lists they define.

Run from the repository's root::

    python benchmarks/glossary.py [LIST] [DIR ...]

`LIST` (`tests/golden/glossary.jsonl`) was written by hand from the documents: each line an acronym or a term with its
`source` and the words of its `definition`, null for an acronym that stands undefined. The documents are looked for in
`DIR ...` (`corpus/` and `tests/golden/policies/`). An acronym is found when the glossary has it, with those words where
there are any; a term when the glossary defines it, in words that hold those of the list or are held by them.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.learn.glossary import glossary
from app.learn.known_names import name_words
from app.learn.records import Entry, Meaning
from app.learn.short_forms import short_key
from ingest.load import load
from retriever.types import Document

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "tests" / "golden" / "glossary.jsonl"
FOLDERS = (ROOT / "corpus", ROOT / "tests" / "golden" / "policies")


@dataclass(frozen=True)
class Score:
    """What was listed by hand, what the glossary lists, and what both agree on."""

    expected: int
    listed: int
    right: int
    missed: list[str]
    wrong: list[str]

    @property
    def precision(self) -> float:
        """Share of what the glossary lists that the list has."""
        return self.right / max(1, self.listed)

    @property
    def recall(self) -> float:
        """Share of the list that the glossary lists."""
        return self.right / max(1, self.expected)


def scores(lines: Sequence[dict], documents: Sequence[Document]) -> dict[str, Score]:
    """The score of acronyms and of terms, over documents each read alone."""
    entries = {document.source: glossary([document]) for document in documents}
    found = {
        "acronym": [(source, entry) for source, own in entries.items() for entry in own if entry.is_acronym],
        "term": [(source, entry) for source, own in entries.items() for entry in own if entry.definitions],
    }
    return {kind: _score([line for line in lines if line["kind"] == kind], pairs) for kind, pairs in found.items()}


def _score(lines: Sequence[dict], found: Sequence[tuple[str, Entry]]) -> Score:
    right = {index: _match(line, found) for index, line in enumerate(lines)}
    matched = {place for place in right.values() if place is not None}
    return Score(
        len(lines),
        len(found),
        len(matched),
        [lines[index]["name"] for index, place in right.items() if place is None],
        [entry.name for place, (_, entry) in enumerate(found) if place not in matched],
    )


def _match(line: dict, found: Sequence[tuple[str, Entry]]) -> int | None:
    """Which of the entries found is the one of the list's line."""
    return next((place for place, (source, entry) in enumerate(found) if _is_it(line, source, entry)), None)


def _is_it(line: dict, source: str, entry: Entry) -> bool:
    if source != line["source"]:
        return False
    if line["kind"] == "acronym":
        same = short_key(entry.name) == short_key(line["name"])
        return same and (_says(entry.long_forms, line) if line["definition"] else not entry.is_defined)
    names = (name_words(entry.name), *(name_words(meaning.words) for meaning in entry.long_forms))
    return _ends(names, name_words(line["name"])) and _says(entry.definitions, line)


def _ends(names: Iterable[tuple[str, ...]], name: tuple[str, ...]) -> bool:
    """Whether one of the names is this one, with words before it or none."""
    return any(words[-len(name) :] == name for words in names)


def _says(meanings: Iterable[Meaning], line: dict) -> bool:
    words = _letters(line["definition"])
    return any(words in (said := _letters(meaning.words)) or said in words for meaning in meanings)


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def documents_of(sources: Iterable[str], folders: Sequence[Path]) -> list[Document]:
    """The documents of these names, each from the first folder that has it."""
    paths = {
        source: next((folder / source for folder in folders if (folder / source).exists()), None) for source in sources
    }
    missing = [source for source, path in paths.items() if path is None]
    if missing:
        raise SystemExit(f"not found in {', '.join(map(str, folders))}: {', '.join(missing)}")
    return [load(path, source) for source, path in paths.items() if path]


def main() -> None:
    """Print precision and recall, with what was missed and what was wrongly listed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("list", nargs="?", type=Path, default=LIST)
    parser.add_argument("folders", nargs="*", type=Path, default=list(FOLDERS))
    arguments = parser.parse_args()
    lines = [json.loads(line) for line in arguments.list.read_text(encoding="utf-8").splitlines()]
    documents = documents_of(dict.fromkeys(line["source"] for line in lines), arguments.folders)
    for kind, score in scores(lines, documents).items():
        print(
            f"{kind}s: precision {score.precision:.1%} ({score.right} of {score.listed}), recall {score.recall:.1%} "
            f"({score.right} of {score.expected})"
        )
        print(f"  missed: {', '.join(score.missed) or 'none'}\n  not in the list: {', '.join(score.wrong) or 'none'}")


if __name__ == "__main__":
    main()
