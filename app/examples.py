"""Questions to try, made from what the documents define and count."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

from retriever.types import Document, StatementKind

_COUNT_OVER_LABEL = re.compile(r"\d[\d,]*\n(?P<label>[A-Z][a-z]+(?: [A-Z]?[a-z]+){0,2}s)")
_SUBJECT_IS = re.compile(r"(?:The )?(?P<subject>[A-Z][\w-]+(?: [\w-]+){0,3}) (?P<verb>is|are) (?:a|an|the)\b")
_PRONOUNS = frozenset(
    {"it", "this", "that", "these", "those", "they", "there", "he", "she", "we", "you", "here", "what"}
)


def example_questions(documents: Iterable[Document]) -> Iterator[str]:
    """Candidates in turn from each kind: what something is, how many there are, what a short form stands for.

    The documents need not answer every one of them; whoever shows them asks first.
    """
    held = list(documents)
    kinds = (_definitions(held), _counts(held), _acronyms(held))
    return (question for question in chain.from_iterable(zip_longest(*kinds)) if question)


def _definitions(documents: Iterable[Document]) -> Iterator[str]:
    for text in _statement_texts(documents, StatementKind.SENTENCE):
        match = _SUBJECT_IS.match(text)
        if match and match["subject"].split()[0].lower() not in _PRONOUNS:
            yield f"What {match['verb']} {match['subject']}?"


def _counts(documents: Iterable[Document]) -> Iterator[str]:
    for text in _statement_texts(documents, StatementKind.FACT):
        match = _COUNT_OVER_LABEL.match(text)
        if match:
            yield f"How many {match['label']} are there?"


def _acronyms(documents: Iterable[Document]) -> Iterator[str]:
    for document in documents:
        yield from (f"What does {acronym.short} stand for?" for acronym in document.acronyms)


def _statement_texts(documents: Iterable[Document], kind: StatementKind) -> Iterator[str]:
    for document in documents:
        for section in document.sections:
            yield from (document.text[s.start : s.end] for s in section.statements if s.kind is kind)
