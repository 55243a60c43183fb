"""A way through documents for somebody new: their sections in order, each with its most telling statements."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b

from app.learn.records import Entry, Step, Telling
from app.learn.telling import TellingStatements
from app.quoted import document_citation
from retriever.types import Document, Section, Statement, StatementKind

WORDS_A_MINUTE = 220  # of careful silent reading; Brysbaert, Journal of Memory and Language 2019, gives 238


def reading_path(documents: Sequence[Document], entries: Sequence[Entry] = ()) -> list[Step]:
    """Steps in order of the documents given and of place; sections with nothing to quote are left out.

    Args:
        documents: What to read.
        entries: Their glossary; statements that define something tell more.
    """
    return [step for document in documents for step in _steps(document, entries)]


def reading_minutes(words: int) -> int:
    """How long so many words take to read; a minute begun counts.

    >>> reading_minutes(0), reading_minutes(30), reading_minutes(500)
    (0, 1, 3)
    """
    return math.ceil(words / WORDS_A_MINUTE)


def _steps(document: Document, entries: Sequence[Entry]) -> Iterator[Step]:
    cited = (meaning.citation for entry in entries for meaning in (*entry.definitions, *entry.long_forms))
    choice = TellingStatements(document, {place.start for place in cited if place.source == document.source})
    seen: Counter[tuple[str, ...]] = Counter()
    for number, section in enumerate(document.sections):
        seen[section.path] += 1
        telling = tuple(_telling(document, section, each) for each in choice.of_section(number))
        if telling:
            yield Step(
                key=_key(document.source, section.path, seen[section.path]),
                source=document.source,
                title=document.title,
                heading=section.path,
                place=document_citation(document, section.heading) if section.heading else telling[0].citation,
                telling=telling,
                words=len(document.text[section.start : section.end].split()),
            )


def _telling(document: Document, section: Section, statement: Statement) -> Telling:
    return Telling(
        document_citation(document, (statement.start, statement.end)), lead_words(document, section, statement)
    )


def lead_words(document: Document, section: Section, statement: Statement) -> str:
    """The line that introduces a statement, on one line; empty where its quote or its headings hold that already."""
    if statement.lead is None or statement.kind in (StatementKind.ROW, StatementKind.LIST):
        return ""
    words = " ".join(document.text[slice(*statement.lead)].split())
    heading = section.path[-1] if section.path else ""
    return "" if words.rstrip(":") == heading.rstrip(":") else words


def _key(source: str, heading: tuple[str, ...], time: int) -> str:
    """The same for the same heading of the same file, the first or a later `time` that it stands there."""
    name = "\x1f".join((source, *heading, str(time)))
    return f"read:{blake2b(name.encode(), digest_size=12).hexdigest()}"
