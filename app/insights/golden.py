"""A question that was asked, turned into a golden question: one whose right answer is known."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.evaluation.words import contains_phrase, phrase_spans, words_of
from app.history.records import Asked
from app.insights.outcomes import is_answered
from app.insights.topics import citations
from app.quoted import section_at
from app.render import one_line
from retriever.types import Document, Span

KIND = "asked"
# Words that a person pastes as the evidence; a longer text is no evidence but a document.
MOST_EVIDENCE_CHARS = 5000


class NotGolden(Exception):
    """The question cannot be a golden one as it is; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class GoldenDraft:
    """What a person confirms or changes before a question becomes a golden one."""

    question: str  # made whole, for it is asked without its conversation
    answerable: bool
    source: str  # of the document that answers, or comes nearest; empty for none
    passages: tuple[str, ...]  # that answer; where the documents do not, the nearest one
    short_answer: str
    needs_all: bool = False  # each of the passages is needed


def golden_draft(asked: Asked) -> GoldenDraft:
    """The question with what it was answered by, or with the nearest passage.

    A golden question has one document: of several that are cited, the first.
    """
    answered = is_answered(asked)
    cited = citations(asked)
    source = cited[0].source if cited else ""
    passages = [one_line(citation.quote) for citation in cited if citation.source == source]
    return GoldenDraft(
        question=asked.standalone_question,
        answerable=answered,
        source=source,
        passages=tuple(dict.fromkeys(passages if answered else passages[:1])),
        short_answer=(asked.answer.short_answer or "") if asked.answer else "",
    )


def golden_line(draft: GoldenDraft, document: Document | None, id: str) -> str:
    """The confirmed draft as a line of the file, in the form of `read_gold`, its evidence in the document's words.

    Args:
        draft: As confirmed.
        document: The one that the draft names; None where it names none.
        id: Of the question.

    Raises:
        NotGolden: It has no question, or says that a document answers and no such words are in it.
    """
    record: dict[str, Any] = {"id": id, "question": _question(draft), "kind": KIND, "answerable": draft.answerable}
    record.update(_answerable(draft, document) if draft.answerable else _unanswerable(draft, document))
    line = json.dumps(record, ensure_ascii=False)
    # A file's name may hold a character that ends a line.
    return line if len(line.splitlines()) == 1 else json.dumps(record)


def find_passage(passage: str, document: Document) -> Span | None:
    """The first place where the words of a passage stand in the document; signs and white space do not count."""
    return next(iter(phrase_spans(words_of(document.text), words_of(passage).folded)), None)


def _question(draft: GoldenDraft) -> str:
    question = " ".join(draft.question.split())
    if not words_of(question).folded:
        raise NotGolden("The question is empty. Write it as somebody would ask it.")
    return question


def _answerable(draft: GoldenDraft, document: Document | None) -> dict[str, Any]:
    passages = [passage for passage in draft.passages if passage.strip()]
    if not passages or document is None:
        raise NotGolden("Give the words of a document that answer the question.")
    spans = [_place(passage, document) for passage in passages]
    evidence = [reader_words(document, span) for span in spans]
    short = " ".join(draft.short_answer.split())
    if short and not any(contains_phrase(piece, short) for piece in evidence):
        raise NotGolden("The short answer must be words of the passage. Copy them from it, or leave it empty.")
    sections = [_heading(document, span) for span in spans]
    several = {"sections": sections} if len(set(sections)) > 1 and all(sections) else {}
    needs_all = {"all": True} if draft.needs_all and len(evidence) > 1 else {}
    return {
        "source": document.source,
        "section": sections[0],
        "evidence": evidence,
        "short_answers": [short] if short else [],
        **needs_all,
        **several,
    }


def _unanswerable(draft: GoldenDraft, document: Document | None) -> dict[str, Any]:
    span = find_passage(draft.passages[0], document) if document and draft.passages else None
    if document is None or span is None:
        return {"source": None, "section": None, "evidence": [], "short_answers": [], "near": None}
    return {
        "source": document.source,
        "section": _heading(document, span),
        "evidence": [],
        "short_answers": [],
        "near": reader_words(document, span),
    }


def _place(passage: str, document: Document) -> Span:
    if len(passage) > MOST_EVIDENCE_CHARS:
        raise NotGolden("The passage is too long. Give the sentences that answer, no more.")
    span = find_passage(passage, document)
    if span is None:
        raise NotGolden(
            f"“{_beginning(passage)}” does not stand in {document.title}. Copy the words from the document as they are."
        )
    return span


def reader_words(document: Document, span: Span) -> str:
    """The document's words as a reader sees them: on one line, cells parted by spaces."""
    words = document.text[slice(*span)]
    return " ".join(one_line(words).replace(" | ", " ").split())


def _heading(document: Document, span: Span) -> str | None:
    path: Sequence[str] = section_at(document, span[0]).path
    return path[-1] if path else None


def _beginning(passage: str) -> str:
    words = one_line(passage)
    return words if len(words) <= 60 else f"{words[:60]}…"
