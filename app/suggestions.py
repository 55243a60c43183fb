"""Next questions that the documents answer: made near the places of an answer, and asked before they are shown."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, zip_longest

from app.compose import MAX_SECTION_STATEMENTS
from app.document_questions import DocumentQuestion, acronym_question, is_it_so, questions_of, topic_question
from app.quoted import DocumentOf, section_at
from app.types import Answer, Citation, Turn
from app.value_table import ValueTable, value_tables
from app.wording import Wording
from retriever.terms import content_terms
from retriever.types import Document, Statement

Ask = Callable[[str], Answer]
Wanted = Callable[[], bool]

# Questions that are asked at most to find those that are answered; each takes as long as any question.
MAX_ASKED = 12
# Less certain answers are not offered.
LEAST_CONFIDENCE = 0.5
# Places of the answer that questions are made near.
MAX_PLACES = 3
# Statements, the nearest first, that questions are made of, for each place; most give none.
NEARBY_STATEMENTS = 60
# Headings after and before the place's own.
NEARBY_HEADINGS = 3
# A question that shares more of its words with another one asks the same.
SAME_WORDS = 0.75
# A question that was not made whole is none of another row either.
_IS_WHOLE = re.compile(
    r"(?!\W*(?:and|but|or|also|(?:what|how) about)\b).*\b(?:what|which|who|whose|whom|when|where|why|how|is|are|was|"
    r"were|do|does|did|can|could|may|must|should|shall|will|would|has|have|had|name|list)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:the|an?|this|that)\s+$", re.IGNORECASE)
_OPPOSITES = (
    ("largest", "smallest"),
    ("biggest", "smallest"),
    ("highest", "lowest"),
    ("longest", "shortest"),
    ("most", "least"),
    ("maximum", "minimum"),
)


def suggestions(
    answer: Answer, history: Sequence[Turn], ask: Ask, document_of: DocumentOf, count: int, wanted: Wanted
) -> list[str]:
    """Questions that the documents answer near the places of an answer, unlike each other and those asked before.

    Args:
        answer: What was just answered, or the passages closest to what was not.
        history: The turns before, oldest first.
        ask: Answers a question that needs no conversation.
        document_of: For the places.
        count: At most so many come back; fewer where few are found among those tried.
        wanted: Asked before each is tried; where it says no, those found so far come back.
    """
    asked = [turn.content for turn in history if turn.role == "user"]
    taken = [*asked, answer.question, answer.standalone_question]
    said = " ".join([answer.text, *(turn.content for turn in history if turn.role == "assistant")])
    found: list[str] = []
    tried = 0
    for candidate in nearby_questions(answer, document_of):
        if len(found) == count or tried == MAX_ASKED:
            break
        if any(is_same_question(candidate.question, other) for other in taken):
            continue
        if not wanted():
            break
        tried += 1
        taken.append(candidate.question)
        reply = ask(candidate.question)
        if (
            reply.confidence >= LEAST_CONFIDENCE
            and is_answered_there(candidate, reply)
            and reply.claims[0].text not in said
        ):
            found.append(candidate.question)
            said = f"{said} {reply.claims[0].text}"
    return found


def nearby_questions(answer: Answer, document_of: DocumentOf) -> Iterator[DocumentQuestion]:
    """Candidates near the answer's places, of each kind in turn.

    The same of another row, what is said around, short forms held, headings next to it; last, whether something is so.
    """
    places = answer.abstention.closest if answer.abstention else answer.citations
    for place in _distinct(places)[:MAX_PLACES]:
        document = document_of(place.source)
        wording = Wording(document)
        near = list(questions_of(document, _nearest_statements(document, place), wording))
        kinds = (
            _same_of_others(answer.searched_as or answer.standalone_question, document, place, wording),
            (one for one in near if not is_it_so(one.question)),
            _short_forms(document, place),
            _headings(document, place, wording),
        )
        yield from filter(None, chain.from_iterable(zip_longest(*kinds)))
        yield from (one for one in near if is_it_so(one.question))


def is_answered_there(candidate: DocumentQuestion, reply: Answer) -> bool:
    """Whether a question is answered from the place that it was made from."""
    start, end = candidate.span
    cited = (one for one in reply.citations if one.source == candidate.source)
    return any(one.start < end and start < one.end for one in cited)


def is_same_question(one: str, other: str) -> bool:
    """Whether two questions are about the same in nearly the same words.

    >>> is_same_question("When was the office opened?", "when did the office open")
    True
    """
    first, second = set(content_terms(one)), set(content_terms(other))
    together = first | second
    return one == other or (bool(together) and len(first & second) / len(together) > SAME_WORDS)


def _distinct(places: Iterable[Citation]) -> list[Citation]:
    """The first place of each section."""
    first: dict[tuple[str, tuple[str, ...]], Citation] = {}
    for place in places:
        first.setdefault((place.source, place.section), place)
    return list(first.values())


def _same_of_others(question: str, document: Document, place: Citation, wording: Wording) -> Iterator[DocumentQuestion]:
    """The question asked, of the rows next to the one that answered; or for the other end of a table."""
    section = section_at(document, place.start)
    if len(section.statements) > MAX_SECTION_STATEMENTS:
        return
    for table in value_tables(document, section):
        row = next((i for i, one in enumerate(table.rows) if place.start <= one.statement.start < place.end), None)
        if row is None or not _IS_WHOLE.match(question):
            continue
        if opposite := _opposite(question):
            yield DocumentQuestion(opposite, document.source, table.span)
        yield from _of_other_rows(question, table, row, wording)


def _of_other_rows(question: str, table: ValueTable, row: int, wording: Wording) -> Iterator[DocumentQuestion]:
    label = " ".join(table.rows[row].label_words.split())
    named = re.search(rf"(?<!\w){re.escape(label)}(?!\w)", question, re.IGNORECASE) if label else None
    # Which article another label needs, it does not tell.
    if named is None or _ARTICLE.search(question[: named.start()]):
        return
    for other in sorted(range(len(table.rows)), key=lambda i: (abs(i - row), -i)):
        statement, words = table.rows[other].statement, wording.inside(table.rows[other].label_words)
        if other != row and words:
            asked = f"{question[: named.start()]}{words}{question[named.end() :]}"
            yield DocumentQuestion(asked, table.document.source, (statement.start, statement.end))


def _opposite(question: str) -> str | None:
    for pair in (*_OPPOSITES, *(pair[::-1] for pair in _OPPOSITES)):
        swapped = re.sub(rf"\b{pair[0]}\b", pair[1], question)
        if swapped != question:
            return swapped
    return None


def _nearest_statements(document: Document, place: Citation) -> list[Statement]:
    """Those of the place's own section first, then by their distance from it; without the place itself."""
    own = section_at(document, place.start)
    every = [one for section in document.sections for one in section.statements]
    others = [one for one in every if one.end <= place.start or place.end <= one.start]

    def distance(statement: Statement) -> tuple[bool, int]:
        return not own.start <= statement.start < own.end, abs(statement.start - place.start)

    return sorted(others, key=distance)[:NEARBY_STATEMENTS]


def _short_forms(document: Document, place: Citation) -> Iterator[DocumentQuestion]:
    """Those in the quote or its headings that neither spells out."""
    shown = " ".join((*place.section[-1:], place.quote))
    for acronym in document.acronyms:
        is_held = re.search(rf"(?<!\w){re.escape(acronym.short)}(?!\w)", shown) is not None
        if is_held and acronym.long.lower() not in shown.lower():
            yield acronym_question(document, acronym)


def _headings(document: Document, place: Citation, wording: Wording) -> Iterator[DocumentQuestion]:
    sections = document.sections
    own = next(i for i, section in enumerate(sections) if section.start <= place.start < section.end)
    near = (*sections[own + 1 : own + 1 + NEARBY_HEADINGS], *sections[max(own - NEARBY_HEADINGS, 0) : own][::-1])
    for section in near:
        if (question := topic_question(document, section, wording)) is not None:
            yield question
