"""Answers, hits and documents in the forms that leave the program: JSON records and plain text."""

import re
from collections.abc import Sequence
from typing import Any

from app.page_words import page_fields, page_number, page_records, page_words
from app.types import Abstention, Answer, Citation, Clarification, Considered, Disagreement, Usage
from retriever.pages import page_at
from retriever.types import Document, Hit, Page

Json = dict[str, Any]

# The border between two rows of a Markdown table, the line under its head included.
_BETWEEN_ROWS = re.compile(r"[ \t]*\|[ \t]*\n[ \t]*(?:\|[ \t:|-]+\|[ \t]*\n[ \t]*)?\|[ \t]*")

# Stands between the headings of a path wherever one is shown to a person.
PATH_SEPARATOR = " › "

# The least percentage for each wording, most certain first.
CONFIDENCE_WORDS = ((90, "very likely right"), (70, "likely right"))
UNSURE = "unsure, check the source"
# Said before places that give different values for the same thing.
DISAGREEING_DOCUMENTS = "The documents do not agree."
DISAGREEING_PLACES = "The document does not agree with itself."


def answer_json(answer: Answer, id: str | None = None) -> Json:
    """Return the answer as the record that programs rely on, its fields in their fixed order."""
    return {
        "id": id,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "status": answer.status,
        "mode": answer.mode,
        "model": answer.model,
        "answer": answer.text,
        "short_answer": answer.short_answer,
        "claims": [{"text": claim.text, "citations": list(claim.citations)} for claim in answer.claims],
        "citations": [citation_json(citation) for citation in answer.citations],
        "confidence": answer.confidence,
        "abstention": abstention_json(answer.abstention) if answer.abstention else None,
        "withheld": [{"text": one.text, "reason": one.reason, "kind": one.kind} for one in answer.withheld],
        "timings_ms": dict(answer.timings_ms),
        "disagreements": [{"citations": list(one.citations), "dated": list(one.dated)} for one in answer.disagreements],
        "searched_as": answer.searched_as,
        "considered": [considered_json(passage) for passage in answer.considered],
        "clarification": clarification_json(answer.clarification) if answer.clarification else None,
        "fallback": answer.fallback,
        "usage": usage_json(answer.usage) if answer.usage else None,
        "left_out": answer.left_out,
    }


def citation_json(citation: Citation) -> Json:
    """Return the citation as a record; `quote` is the document's text from `start` to `end`."""
    return {
        "marker": citation.marker,
        "source": citation.source,
        "title": citation.title,
        "section": list(citation.section),
        "page": page_number(citation.page),
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        **page_fields(citation.page),
        "also": list(citation.also),
        "header": citation.header or None,
    }


def abstention_json(abstention: Abstention) -> Json:
    """Return the reason for not answering as a record, with the closest passages, best first."""
    return {
        "reason": abstention.reason,
        "closest": [citation_json(citation) for citation in abstention.closest],
    }


def considered_json(passage: Considered) -> Json:
    """Return a passage that was considered as a record, without its words: the document has them at that place."""
    return {
        "source": passage.source,
        "title": passage.title,
        "section": list(passage.section),
        "page": page_number(passage.page),
        "start": passage.start,
        "end": passage.end,
        "score": passage.score,
        "similarity": passage.similarity,
        "keyword": passage.keyword,
        "probability": passage.probability,
        **page_fields(passage.page),
    }


def clarification_json(clarification: Clarification) -> Json:
    """Return a question back to the person as a record, with its choices in order."""
    return {
        "question": clarification.question,
        "choices": [{"label": choice.label, "question": choice.question} for choice in clarification.choices],
    }


def usage_json(usage: Usage) -> Json:
    """Return what a chat model was given and gave as a record."""
    return {
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "requests": usage.requests,
    }


def hit_json(rank: int, hit: Hit) -> Json:
    """Return a search hit as a record, with the page that it starts on; `rank` is 1 for the best."""
    passage = hit.passage
    page = page_at(passage.pages, passage.start)
    return {
        "rank": rank,
        "score": hit.score,
        "source": passage.source,
        "title": passage.title,
        "section": list(passage.section),
        "page": page_number(page),
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        **page_fields(page),
        "also": list(passage.also),
    }


def document_json(document: Document) -> Json:
    """Return the document's text as a record with its sections and pages, all positions in that text."""
    return {
        "source": document.source,
        "title": document.title,
        "text": document.text,
        "sections": [
            {"path": list(section.path), "page": section.page, "start": section.start, "end": section.end}
            for section in document.sections
        ],
        "pages": page_records(document),
        "also": list(document.also),
    }


def answer_text(answer: Answer) -> str:
    """Return the answer as plain text, its sources numbered below it with section, page and file.

    An abstention is followed by the questions to choose from, or else by the closest passages in the same form.
    """
    listed = answer.abstention.closest if answer.abstention else answer.citations
    if answer.clarification:
        return clarification_text(answer.text, answer.clarification)
    if not listed:
        return answer.text
    heading = "Closest passages" if answer.abstention else "Sources"
    lines = [line for citation in listed for line in _source_lines(citation)]
    notes = [disagreement_text(answer, one) for one in answer.disagreements]
    notes += [answer.fallback] if answer.fallback else []
    notes += [written_by(answer)] if answer.mode == "written" else []
    return "\n".join([answer.text, *notes, "", f"{heading}:", *lines])


def clarification_text(words: str, clarification: Clarification) -> str:
    """Return the words of an abstention and the whole questions to ask instead, each on a line."""
    return "\n".join([words, "", *(f"- {choice.question}" for choice in clarification.choices)])


def disagreement_text(answer: Answer, disagreement: Disagreement) -> str:
    """Return that places do not agree, and how new each is by its own words."""
    return f"{disagreement_heading(answer, disagreement)} {'; '.join(disagreement_dates(disagreement))}."


def disagreement_heading(answer: Answer, disagreement: Disagreement) -> str:
    """Return whether two documents do not agree, or one with itself."""
    sources = {one.source for one in answer.citations if one.marker in disagreement.citations}
    return DISAGREEING_DOCUMENTS if len(sources) > 1 else DISAGREEING_PLACES


def disagreement_dates(disagreement: Disagreement) -> list[str]:
    """Return how new each place is by its own words, in order.

    >>> disagreement_dates(Disagreement((1, 2), ("1 May 2025", None)))
    ['[1] is dated 1 May 2025', '[2] has no date']
    """
    return [
        f"[{marker}] is dated {date}" if date else f"[{marker}] has no date"
        for marker, date in zip(disagreement.citations, disagreement.dated, strict=True)
    ]


def place_text(citation: Citation) -> str:
    """Return where the citation stands: title, headings, page where known, and file name.

    >>> place_text(Citation(1, "leave.md", "Leave", ("Leave", "Parents"), Page(3, 0), 0, 4, "Text"))
    'Leave › Parents, page 3 (leave.md)'
    """
    return place_words(place_path(citation), citation.page, citation.source)


def place_words(path: Sequence[str], page: Page | None, source: str) -> str:
    """Return a place in words: its headings, the page where there is one, the file."""
    words = page_words(page)
    return f"{PATH_SEPARATOR.join(path)}{words and f', {words}'} ({source})"


def also_text(also: Sequence[str]) -> str:
    """Return which other files hold the same text; empty where none does.

    >>> also_text(("old/leave.md", "copy.md"))
    'the same text as: old/leave.md, copy.md'
    """
    return f"the same text as: {', '.join(also)}" if also else ""


def place_path(citation: Citation) -> Sequence[str]:
    """Return the headings the citation stands under, the document's title first and only once."""
    if citation.section[:1] == (citation.title,):
        return citation.section
    return (citation.title, *citation.section)


def confidence_text(probability: float) -> str:
    """Return a calibrated probability in words with its number, which is never 100 %: nothing is that certain.

    >>> confidence_text(0.934)
    'Very likely right (93 %)'
    """
    percent = min(round(probability * 100), 99)
    words = next((words for least, words in CONFIDENCE_WORDS if percent >= least), UNSURE)
    return f"{words.capitalize()} ({percent} %)"


def certainty_text(answer: Answer) -> str:
    """Return how likely an answer is right; of a written one, how likely the quotes are that it began from.

    The probability is calibrated on quoted answers, and says nothing about sentences that a chat model wrote.
    """
    words = confidence_text(answer.confidence)
    return f"Best quote: {words[0].lower()}{words[1:]}" if answer.mode == "written" else words


def written_by(answer: Answer) -> str:
    """Return who wrote a written answer, and what stands between."""
    return f"Written by {answer.model}; each sentence was checked against the quotes beside it."


def one_line(text: str) -> str:
    """Return the text with every run of white space as one space, and rows of a Markdown table parted by semicolons.

    >>> one_line("USD\\n  2.39 billion "), one_line("Grade | Rate |\\n|---|---|\\n| A1 | 58 |\\n| A2 | 60")
    ('USD 2.39 billion', 'Grade | Rate; A1 | 58; A2 | 60')
    """
    return " ".join(_BETWEEN_ROWS.sub("; ", text).split())


def _source_lines(citation: Citation) -> list[str]:
    lines = [f'[{citation.marker}] {place_text(citation)}: "{one_line(citation.quote)}"']
    if citation.header:
        lines.append(f"    under: {one_line(citation.header)}")
    if citation.also:
        lines.append(f"    {also_text(citation.also)}")
    return lines
