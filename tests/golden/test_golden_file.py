"""The golden questions agree with the documents they were written from."""

import functools
import itertools
import json
import re
from collections import Counter
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent
FOLDERS = {"iom": GOLDEN.parents[1] / "corpus", "policies": GOLDEN / "policies"}
ROWS = {
    name: [json.loads(line) for line in (GOLDEN / f"{name}.jsonl").read_text("utf-8").splitlines()] for name in FOLDERS
}
LEAST_BY_KIND = {
    "iom": {
        "fact": 10,
        "amount": 20,
        "list": 12,
        "acronym": 12,
        "definition": 6,
        "paraphrase": 12,
        "typo": 6,
        "keyword": 8,
        "follow_up": 10,
        "who": 8,
        "where": 4,
        "date": 6,
        "condition": 5,
        "yesno": 6,
        "comparison": 6,
        "contact": 3,
        "near_miss": 36,
        "false_premise": 5,
        "off_topic": 5,
    },
    "policies": {"condition": 10, "amount": 10, "near_miss": 25, "false_premise": 3, "off_topic": 3},
}
UNANSWERABLE_KINDS = {"near_miss", "false_premise", "off_topic"}


def reader_words(source: str) -> str:
    """The text of a file as a reader sees it: no emphasis, link targets, escapes or cell borders."""
    source = re.sub(r"\[((?:\\.|[^\]\\])*)\]\([^)]*\)", r"\1", source).replace("**", "")
    source = re.sub(r"\*(\S[^*\n]*\S)\*", r"\1", source)
    source = re.sub(r"\\([^\w\s])", r"\1", source)
    return re.sub(r"(?m)^\|.*$", lambda row: row[0].replace("|", " "), source)


@functools.cache
def blocks(path: Path) -> tuple[str, ...]:
    """The paragraphs and headings of a file, each on one line, in order."""
    parts = re.split(r"\n\s*\n|\n(?=#)", reader_words(path.read_text("utf-8")))
    return tuple(" ".join(part.lstrip("#").split()) for part in parts if part.strip())


def section_texts(path: Path, headings: set[str]) -> dict[str, list[str]]:
    """For each heading, the texts that stand under it, itself included: one for each time it occurs."""
    texts: dict[str, list[list[str]]] = {}
    current: list[str] = []
    for block in blocks(path):
        if block in headings:
            current = []
            texts.setdefault(block, []).append(current)
        current.append(block)
    return {heading: [" ".join(text) for text in spans] for heading, spans in texts.items()}


def cases(answerable: bool | None = None) -> list[object]:
    """Every question with the name of its set, as pytest parameters."""
    return [
        pytest.param(name, row, id=row["id"])
        for name, rows in ROWS.items()
        for row in rows
        if answerable is None or row["answerable"] is answerable
    ]


def sections_of(row: dict) -> list[str]:
    """The section of each evidence string, in the same order."""
    return row.get("sections") or [row["section"]] * max(1, len(row["evidence"]))


def texts_under(name: str, row: dict, section: str) -> list[str]:
    """What stands under a section of the question's document, where it ends at the next section asked about."""
    headings = {s for other in ROWS[name] if other["source"] == row["source"] for s in sections_of(other) if s}
    return section_texts(FOLDERS[name] / row["source"], headings).get(section, [])


@pytest.mark.parametrize(("name", "row"), cases(answerable=True))
def test_evidence_stands_under_its_section(name: str, row: dict) -> None:
    assert row["evidence"]
    for evidence, section in zip(row["evidence"], sections_of(row), strict=True):
        assert any(evidence in text for text in texts_under(name, row, section)), evidence


@pytest.mark.parametrize(("name", "row"), cases(answerable=True))
def test_short_answers_and_alternatives_stand_in_the_document(name: str, row: dict) -> None:
    text = " ".join(blocks(FOLDERS[name] / row["source"]))
    alternatives = [evidence for place in row.get("alternatives", []) for evidence in place]
    assert row["short_answers"]
    for evidence in alternatives:
        assert evidence in text
        assert any(short.casefold() in evidence.casefold() for short in row["short_answers"]), evidence
    for short in row["short_answers"]:
        assert any(short.casefold() in e.casefold() for e in row["evidence"] + alternatives), short


@pytest.mark.parametrize(("name", "row"), cases(answerable=False))
def test_an_unanswerable_question_has_no_evidence_but_the_nearest_text(name: str, row: dict) -> None:
    assert row["kind"] in UNANSWERABLE_KINDS
    assert row["evidence"] == row["short_answers"] == []
    if row["kind"] == "off_topic":
        assert row["near"] is None
    else:
        assert any(row["near"] in text for text in texts_under(name, row, row["section"]))


@pytest.mark.parametrize(("name", "row"), cases())
def test_a_history_ends_with_the_documents_words(name: str, row: dict) -> None:
    history = row.get("history", [])
    assert history or row["kind"] != "follow_up"
    assert [role for role, _ in history] == ["user", "assistant"] * (len(history) // 2)
    text = " ".join(blocks(FOLDERS[name] / row["source"]))
    for _, shown in history[1::2]:
        assert re.sub(r" \[\d+\]", "", shown) in text


def test_ids_and_questions_are_unique() -> None:
    rows = [row for rows in ROWS.values() for row in rows]
    assert max(Counter(row["id"] for row in rows).values()) == 1
    assert max(Counter((row["question"], str(row.get("history"))) for row in rows).values()) == 1


@pytest.mark.parametrize("name", FOLDERS)
def test_every_kind_has_enough_questions(name: str) -> None:
    counts = Counter(row["kind"] for row in ROWS[name])
    assert {kind: counts[kind] for kind, least in LEAST_BY_KIND[name].items() if counts[kind] < least} == {}


@pytest.mark.parametrize("name", FOLDERS)
def test_every_heading_with_sentences_under_it_is_asked_about(name: str) -> None:
    asked = {section for row in ROWS[name] if row["answerable"] for section in sections_of(row)}
    for path in FOLDERS[name].glob("*.txt"):
        lines = blocks(path)
        headings = {a for a, b in itertools.pairwise(lines) if a.isupper() and b.endswith(".")}
        assert headings - asked == set(), path.name
