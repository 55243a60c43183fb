"""Read a folder of untidy files as an ingest does, and hold what becomes of each against what should.

Run from the repository's root::

    python benchmarks/messy_files.py DIR [--json] [--processes N]

`DIR/manifest.jsonl` has a line for each file: `file`, what to `expect` ("text", "needs_password", "image_only", "empty"
or "error_or_partial"), the words that it `must_contain`, and where they are known its `password` and the path of its
true text, `gold`. A locked file is read without its password first, which it must ask for, and then with it. Where the
manifest says "error_or_partial", every outcome is right, since the run goes on. Old binary Word and PowerPoint files
are read where LibreOffice is installed; "unsupported" is right where it is not. Recall is the share of the gold text's
words that were read, each as often as it stands there.
"""

import argparse
import json
import re
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ingest.elements import Limits, SourceFile
from ingest.load import load_file
from ingest.loaded import LoadRequest, LoadResult, Outcome
from ingest.parser_pool import ParserPool
from ingest.passages import DEFAULT_MAX_CHARS, split
from retriever.types import Document

ALLOWED = {
    "text": {Outcome.READ, Outcome.PARTLY_READ, Outcome.UNPACKED},
    "needs_password": {Outcome.NEEDS_PASSWORD},
    "image_only": {Outcome.IMAGE_ONLY},
    "empty": {Outcome.EMPTY},
    "error_or_partial": set(Outcome),
}
NEED_OFFICE = {".doc", ".ppt"}
WORD = re.compile(r"\w+")
MARKS = re.compile(r"<!--.*?-->|\]\([^)]*\)|\$\$.*?\$\$|\$[^$\n]*[\\^_][^$\n]*\$|&\w+;|_+", re.DOTALL)
WORST, SLOWEST = 10, 5
AIM_RECALL = 0.90
MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Checked:
    """What became of one file."""

    file: str
    expect: str
    outcome: str  # without its password
    reason: str
    is_right: bool
    is_excused: bool  # right only because LibreOffice is not installed
    with_password: str  # the outcome with it; empty where there is none
    recall: float | None  # of all words of the gold text
    recall_without_marks: float | None
    missing: list[str]  # of what it must contain
    broken_spans: int  # sections, statements, pages and passages that are no slices of the text
    seconds: float


def check_files(folder: Path, processes: int) -> tuple[list[Checked], int]:
    """What became of every file, and the most memory in bytes that one reader used."""
    records = [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as scratch, ParserPool(processes, load_file) as pool:
        requests = [_requests(record, folder, Path(scratch) / str(number)) for number, record in enumerate(records)]
        answers = [[pool.submit(request) for request in own] for own in requests]
        return [_checked(*pair, folder) for pair in zip(records, answers, strict=True)], pool.peak_memory_bytes


def word_recall(gold: str, text: str) -> float:
    """The share of the gold text's words that stand in the other, each as often; 1 where there is no gold word."""
    wanted, held = Counter(WORD.findall(gold.lower())), Counter(WORD.findall(text.lower()))
    return (wanted & held).total() / wanted.total() if wanted else 1.0


def broken_spans(document: Document) -> int:
    """How many sections, statements, pages and passages are no slice of the text, or lie outside what holds them."""
    length = len(document.text)
    sections = sum(not 0 <= one.start <= one.end <= length for one in document.sections)
    statements = sum(
        not section.start <= one.start < one.end <= section.end or not document.text[one.start : one.end].strip()
        for section in document.sections
        for one in section.statements
    )
    pages = sum(not 0 <= one.start <= length for one in document.pages)
    passages = sum(document.text[one.start : one.end] != one.text for one in split(document, DEFAULT_MAX_CHARS))
    return sections + statements + pages + passages


def _requests(record: dict[str, Any], folder: Path, scratch: Path) -> list[LoadRequest]:
    path = folder / record["file"]
    passwords: list[tuple[str, ...]] = [(), *([(record["password"],)] if record.get("password") else [])]
    return [
        LoadRequest(SourceFile(path, path.name, own, Limits(), scratch / str(number)), path.name)
        for number, own in enumerate(passwords)
    ]


def _checked(record: dict[str, Any], answers: Sequence[Future[LoadResult]], folder: Path) -> Checked:
    plain, *unlocked = [one.result() for one in answers]
    gold = (folder / record["gold"]).read_text(encoding="utf-8") if record.get("gold") else None
    best = unlocked[0] if unlocked else plain
    text = best.document.text if best.document else ""
    is_recognised = record["expect"] == "image_only" and bool(plain.facts.recognised_pages)
    is_excused = plain.outcome is Outcome.UNSUPPORTED and _needs_office(record["file"])
    return Checked(
        file=record["file"],
        expect=record["expect"],
        outcome=plain.outcome.value,
        reason=plain.reason,
        is_right=(plain.outcome in ALLOWED[record["expect"]] or is_recognised or is_excused)
        and all(one.outcome.is_read or record["expect"] == "error_or_partial" for one in unlocked),
        is_excused=is_excused,
        with_password=unlocked[0].outcome.value if unlocked else "",
        recall=None if gold is None or is_excused else word_recall(gold, text),
        recall_without_marks=None if gold is None or is_excused else word_recall(MARKS.sub(" ", gold), text),
        missing=[words for words in record["must_contain"] if words not in text and not is_excused],
        broken_spans=broken_spans(best.document) if best.document else 0,
        seconds=best.facts.seconds,
    )


def _needs_office(name: str) -> bool:
    return Path(name).suffix.lower() in NEED_OFFICE and not (shutil.which("soffice") or shutil.which("libreoffice"))


def summary(files: Sequence[Checked], memory_bytes: int, seconds: float) -> dict[str, Any]:
    """The figures over all files."""
    recalled = sorted((one for one in files if one.recall is not None), key=_recall)
    recalls = [one.recall for one in recalled]
    without_marks = [one.recall_without_marks for one in recalled]
    return {
        "files": len(files),
        "outcomes": dict(Counter(one.outcome for one in files).most_common()),
        "as_expected": sum(one.is_right for one in files),
        "of_these_for_want_of_libreoffice": sum(one.is_excused for one in files),
        "with_gold": len(recalls),
        "recall_median": median(recalls) if recalls else None,
        "recall_at_least_0.90": sum(recall >= AIM_RECALL for recall in recalls),
        "without_marks_median": median(without_marks) if recalls else None,
        "without_marks_at_least_0.90": sum(recall >= AIM_RECALL for recall in without_marks),
        "missing_words": sum(bool(one.missing) for one in files),
        "broken_spans": sum(one.broken_spans for one in files),
        "seconds": round(seconds, 1),
        "reader_peak_megabytes": memory_bytes // MEGABYTE,
        "own_peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // MEGABYTE,
        "worst": [[one.file, one.recall, one.recall_without_marks] for one in recalled[:WORST]],
        "slowest": [[one.file, one.seconds] for one in sorted(files, key=lambda one: -one.seconds)[:SLOWEST]],
    }


def _recall(one: Checked) -> tuple[float, float, str]:
    return one.recall_without_marks or 0.0, one.recall or 0.0, one.file


def print_text(figures: dict[str, Any], files: Sequence[Checked]) -> None:
    count = figures["files"]
    print(f"{count} files in {figures['seconds']} s: {figures['as_expected']} as expected", end="")
    print(f" ({figures['as_expected'] / count:.1%}), {figures['of_these_for_want_of_libreoffice']} of them unsupported")
    print("for want of LibreOffice;", ", ".join(f"{number} {name}" for name, number in figures["outcomes"].items()))
    if figures["with_gold"]:
        print(f"word recall of {figures['with_gold']} gold texts: median {figures['recall_median']:.3f}", end="")
        print(
            f", {figures['recall_at_least_0.90'] / figures['with_gold']:.1%} at 0.90 or more; without marks: ", end=""
        )
        print(f"{figures['without_marks_median']:.3f}", end="")
        print(f", {figures['without_marks_at_least_0.90'] / figures['with_gold']:.1%}")
    print(f"spans out of their text: {figures['broken_spans']}; files without words they must hold: ", end="")
    print(figures["missing_words"])
    print(f"peak memory: reader {figures['reader_peak_megabytes']} MB, this process {figures['own_peak_megabytes']} MB")
    print("slowest:", "; ".join(f"{name} {seconds:.1f} s" for name, seconds in figures["slowest"]))
    print("\nworst recall, without marks and of all words:")
    for name, recall, without_marks in figures["worst"]:
        print(f"  {without_marks:.3f}  {recall:.3f}  {name}")
    print("\nnot as expected:")
    for one in files:
        if not one.is_right or one.missing or one.broken_spans:
            locked = f", with its password: {one.with_password}" if one.with_password else ""
            print(f"  {one.file}: {one.expect} was expected, {one.outcome}{locked}. {one.reason}", one.missing or "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    started = time.perf_counter()
    files, memory_bytes = check_files(options.folder, options.processes)
    figures = summary(files, memory_bytes, time.perf_counter() - started)
    if options.json:
        print(json.dumps({**figures, "each": [asdict(one) for one in files]}, ensure_ascii=False, indent=1))
    else:
        print_text(figures, files)


if __name__ == "__main__":
    main()
