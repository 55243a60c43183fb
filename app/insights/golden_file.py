"""The file of golden questions in a data folder, that `citewell evaluate` reads."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from app.insights.golden import GoldenDraft, NotGolden, find_passage, golden_line
from app.insights.topics import question_key
from retriever.errors import UnknownDocument
from retriever.locks import exclusive_lock
from retriever.types import Document

FILE = "golden.jsonl"


class GoldenFile:
    """Golden questions made from questions that were asked; several threads and processes may add to one file.

    Args:
        data_dir: The folder that holds the file; the file is made with the first question.
        document: Returns a document by its source, or raises `UnknownDocument`.
        likely_sources: Takes a passage; the sources of documents that may hold it, likeliest first.
    """

    def __init__(
        self, data_dir: Path, document: Callable[[str], Document], likely_sources: Callable[[str], Iterable[str]]
    ) -> None:
        self.path = data_dir / FILE
        self._document = document
        self._likely_sources = likely_sources

    def keys(self) -> frozenset[str]:
        """The `question_key` of each question in the file; lines that are none are passed over."""
        return frozenset(question_key(question) for question in _questions(self._lines()))

    def add(self, draft: GoldenDraft) -> str:
        """Write a confirmed question into the file, whole or not at all; return its id.

        Raises:
            NotGolden: It is in the file already, or lacks what a golden question needs.
            OSError: The file cannot be read or written.
        """
        document = self._document_of(draft)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with exclusive_lock(self.path.with_name(f"{FILE}.lock")):
            lines = self._lines()
            if question_key(draft.question) in {question_key(question) for question in _questions(lines)}:
                raise NotGolden("This is a golden question already.")
            id = _next_id(lines)
            self._write([*lines, golden_line(draft, document, id)])
        return id

    def _document_of(self, draft: GoldenDraft) -> Document | None:
        """The document that holds the first passage: the one that the draft names, or else one that is likely to."""
        passage = next((passage for passage in draft.passages if passage.strip()), "")
        if not passage:
            return None
        likely = self._likely_sources(passage) if draft.answerable else ()
        for source in dict.fromkeys([draft.source, *likely]):
            document = self._held(source)
            if document and find_passage(passage, document):
                return document
        if draft.answerable:
            raise NotGolden("No document holds these words. Copy them from a document as they are.")
        return None

    def _held(self, source: str) -> Document | None:
        try:
            return self._document(source)
        except UnknownDocument:
            return None

    def _lines(self) -> list[str]:
        try:
            return self.path.read_text(encoding="utf-8-sig").removesuffix("\n").split("\n")
        except FileNotFoundError:
            return []

    def _write(self, lines: Iterable[str]) -> None:
        """Exchange the file in one step, so that a crash leaves the old one."""
        new = self.path.with_name(f"{FILE}.new")
        with new.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path)


def _records(lines: Iterable[str]) -> list[dict[str, object]]:
    records = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            records.append(record)
    return records


def _questions(lines: Iterable[str]) -> list[str]:
    return [question for record in _records(lines) if isinstance(question := record.get("question"), str)]


def _next_id(lines: Iterable[str]) -> str:
    taken = {str(record.get("id")) for record in _records(lines)}
    number = len(taken) + 1
    while f"asked-{number}" in taken:
        number += 1
    return f"asked-{number}"
