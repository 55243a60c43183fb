"""Questions whose answers are known, as JSON Lines in the forms of our own sets and of the public ones."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.batch import read_history
from app.types import Turn
from retriever.types import Span

Piece = str | Span
"""A part of a document that answers: its words, or its place in the document's text."""


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with what a right answer must quote."""

    id: str
    text: str
    kind: str
    answerable: bool
    source: str | None  # of the document that answers, or its name in a public set
    evidence: tuple[tuple[Piece, ...], ...]  # sets of pieces; any one set answers
    short_answers: tuple[str, ...]
    needs_all: bool  # every piece of a set is needed, not just one
    history: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class BadGold:
    """A question that cannot be judged, and why."""

    id: str
    reason: str


def read_gold(path: Path) -> tuple[list[GoldQuestion], list[BadGold]]:
    """Return the questions of a file in order, and its lines that are none.

    A line is an object with `question` and, as far as they apply:

    - `id` (default: the line's number), `kind` (default "question"), `answerable` (default true), `history`;
    - `source`, or `doc_id` as the public sets call it;
    - `evidence`: texts that answer, with `alternatives`: other lists of texts that answer as well; or
      `spans`: [start, end] pairs in the text of a `documents.jsonl` beside the file where there is one, else
      in the text that `citewell show` prints;
    - `short_answers` or `answers`: wordings of the shortest answer;
    - `all`: true when every text of `evidence` is needed.
    """
    texts = _document_texts(path.parent / "documents.jsonl")
    questions: list[GoldQuestion] = []
    bad: list[BadGold] = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if line.strip():
            try:
                questions.append(_question(json.loads(line), number, texts))
            except (ValueError, TypeError, AttributeError) as error:
                bad.append(BadGold(f"line {number}", str(error)))
    return questions, bad


def _question(record: Mapping[str, Any], number: int, texts: Mapping[str, str]) -> GoldQuestion:
    text = record.get("question")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("there is no 'question'")
    source = record.get("source") or record.get("doc_id")
    evidence = _evidence(record, texts.get(str(source)))
    answerable = bool(record.get("answerable", True))
    if answerable and not (source and evidence):
        raise ValueError("an answerable question needs 'source' or 'doc_id', and 'evidence' or 'spans'")
    return GoldQuestion(
        id=str(record.get("id", number)),
        text=text,
        kind=str(record.get("kind", "question")),
        answerable=answerable,
        source=source,
        evidence=evidence,
        short_answers=_texts(record, "short_answers") or _texts(record, "answers"),
        needs_all=bool(record.get("all", False)),
        history=read_history(record.get("history") or []),
    )


def _evidence(record: Mapping[str, Any], text: str | None) -> tuple[tuple[Piece, ...], ...]:
    evidence = _texts(record, "evidence")
    if evidence:
        others = [_texts({"alternatives": other}, "alternatives") for other in record.get("alternatives") or []]
        return (evidence, *filter(None, others))
    spans = [_span(span, text) for span in record.get("spans") or []]
    if not spans:
        return ()
    return (tuple(spans if text is None else [text[start:end] for start, end in spans]),)


def _texts(record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    texts = record.get(name) or []
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError(f"'{name}' must be a list of texts")
    return tuple(texts)


def _span(span: object, text: str | None) -> Span:
    match span:
        case [int(start), int(end)] if 0 <= start < end and (text is None or end <= len(text)):
            return start, end
    raise ValueError(f"a span of 'spans' is no place in the document: {span}")


def _document_texts(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    records = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {record["doc_id"]: record["text"] for record in records}
