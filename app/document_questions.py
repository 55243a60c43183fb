"""Questions made from a document's own words, each with the place that should answer it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.render import one_line
from app.statement_questions import statement_questions
from app.wording import Wording
from retriever.terms import content_terms, terms
from retriever.types import Acronym, Document, Section, Span, Statement, StatementKind

_COUNT_OVER_LABEL = re.compile(r"\d[\d,]*\n(?P<label>[A-Z][a-z]+(?: [A-Z]?[a-z]+){0,2}s)")
_CELL_BORDER = re.compile(r"\s*\|\s*")
# A column's head that names what its values are, in few words and without a verb.
_NAMES_VALUES = re.compile(r"(?!.*\b(?:is|are|be|may|can|must|no|number)\b)[A-Z]?[a-z]+(?: [a-z]+){0,3}", re.IGNORECASE)
_HEADING_NUMBER = re.compile(
    r"^(?:(?:chapter|section|part|annex|article|appendix)\s+)?[\dIVX]+(?:[.)]\d*)*[.):]?\s+", re.I
)
_NO_TOPIC = re.compile(r"[?!]|^(?:who|whom|what|when|where|why|how|if|to)\b", re.IGNORECASE)
_MANY_OR_DOING = re.compile(r"^(?:\w+ing\b|(?:[\w-]+ )*[\w-]{3,}(?:[^\Wsui]s|ing)$)")
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_IS_IT_SO = re.compile(r"(?:is|are|was|were|has|have)\b", re.IGNORECASE)
MAX_LABEL_WORDS = 8


@dataclass(frozen=True, slots=True)
class DocumentQuestion:
    """A question and the span of the document that should answer it."""

    question: str
    source: str
    span: Span


def questions_of(document: Document, statements: Iterable[Statement], wording: Wording) -> Iterator[DocumentQuestion]:
    """The questions that each of the statements answers, in order of the statements."""
    for statement in statements:
        words = document.text[statement.start : statement.end]
        for question in _of_statement(document, statement, words, wording):
            yield DocumentQuestion(question, document.source, (statement.start, statement.end))


def is_it_so(question: str) -> bool:
    """Whether a question only asks if something is so, which tells little of what there is to know."""
    return _IS_IT_SO.match(question) is not None


def acronym_question(document: Document, acronym: Acronym) -> DocumentQuestion:
    """The question that an acronym's definition answers."""
    span = acronym.start, acronym.end
    return DocumentQuestion(f"What does {acronym.short} stand for?", document.source, span)


def topic_question(document: Document, section: Section, wording: Wording) -> DocumentQuestion | None:
    """The question for all that a section says; None where its heading names no topic that its text goes into."""
    topic = section_topic(section, wording)
    said = {term for one in section.statements for term in terms(document.text[one.start : one.end])}
    if topic is None or not said.intersection(content_terms(topic)):
        return None
    # Whether one of something needs an article, its word does not tell.
    is_plain = topic[0].islower() and _MANY_OR_DOING.search(topic)
    named = topic if is_plain else f"“{topic[:1].upper()}{topic[1:]}”"
    return DocumentQuestion(f"What do the documents say about {named}?", document.source, (section.start, section.end))


def section_topic(section: Section, wording: Wording) -> str | None:
    """The heading as a phrase inside a sentence; None where it names no topic."""
    if not section.path or not section.statements:
        return None
    heading = _IN_BRACKETS.sub("", _HEADING_NUMBER.sub("", one_line(section.path[-1]))).strip(" .:*_#")
    if not heading or _NO_TOPIC.search(heading) or len(heading.split()) > MAX_LABEL_WORDS:
        return None
    return wording.inside(heading)


def _of_statement(document: Document, statement: Statement, words: str, wording: Wording) -> Iterator[str]:
    if statement.kind in (StatementKind.SENTENCE, StatementKind.ITEM):
        yield from statement_questions(one_line(words), wording.inside)
    elif statement.kind is StatementKind.FACT and (counted := _COUNT_OVER_LABEL.match(words)):
        yield f"How many {counted['label']} are there?"
    elif statement.kind is StatementKind.ROW and statement.lead:
        yield from _of_row(document.text[slice(*statement.lead)], words, wording)


def _of_row(header: str, row: str, wording: Wording) -> Iterator[str]:
    """By the head of the first column of values, where that names them."""
    heads, cells = (_CELL_BORDER.split(line.strip(" |")) for line in (header.split("\n")[0], row))
    if len(heads) < 2 or len(cells) < 2 or not cells[1] or not 0 < len(cells[0].split()) <= MAX_LABEL_WORDS:
        return
    head = wording.inside(heads[1])
    if _NAMES_VALUES.fullmatch(heads[1]) and head[0].islower() and any(map(str.isdigit, cells[1])):
        yield f"What is the {head} for {wording.inside(cells[0])}?"
