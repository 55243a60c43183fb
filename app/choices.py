"""What a vague question may have meant: choices made from the documents, each a question that they answer."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, zip_longest

from app.document_questions import DocumentQuestion, questions_of, section_topic, topic_question
from app.quoted import DocumentOf, section_at
from app.suggestions import is_answered_there
from app.types import Answer, Choice
from app.wording import Wording
from retriever.terms import content_terms, terms
from retriever.types import Document, Hit, Section

MAX_CHOICES = 5
# Questions that are asked at most to find choices; each takes as long as any question.
MAX_ASKED = 10
# Questions that are tried for one section, for it may answer another one.
TRIED_PER_SECTION = 2
# Statements of a section that questions are made of.
SECTION_STATEMENTS = 40

# How questions that want the same kind of answer begin: vague ones, and those made of statements.
_BEGINNINGS = tuple(
    (re.compile(rf"\W*(?:{vague})\b", re.IGNORECASE), re.compile(rf"(?:{made})\b", re.IGNORECASE))
    for vague, made in (
        ("how (?:long|soon)", "how long|how soon|how many (?:minutes|hours|days|weeks|months|years)"),
        ("how (?:much|many)", "how (?:much|many)"),
        ("when|by when|how often", "when|by when|how (?:soon|often)"),
        ("where", "where"),
        ("who|whom", "who"),
        ("is|are|may|can|could|must|should|shall|will|do|does", "may|can|must|should|shall|will"),
    )
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a choice would be called and ask, and the place that should answer it."""

    label: str
    asked: DocumentQuestion


def answered_choices(candidates: Iterable[Candidate], ask: Callable[[str], Answer]) -> tuple[Choice, ...]:
    """The candidates whose questions are answered from their places, one for each label, in order."""
    found: dict[str, Choice] = {}
    tried = 0
    for candidate in candidates:
        if len(found) == MAX_CHOICES or tried == MAX_ASKED:
            break
        if candidate.label not in found:
            tried += 1
            if is_answered_there(candidate.asked, ask(candidate.asked.question)):
                found[candidate.label] = Choice(candidate.label, candidate.asked.question)
    return tuple(found.values())


def of_topic(question: str, hits: Sequence[Hit], document_of: DocumentOf) -> Iterator[Candidate]:
    """From each section of the hits in turn that holds the question's topic, those first that are headed so."""
    topic = frozenset(content_terms(question))
    headed = [placed for placed in _sections(hits, document_of) if topic <= _heading_terms(placed[1])]
    holding = [placed for placed in _sections(hits, document_of) if placed not in headed and topic <= _terms(*placed)]
    wording = cache(lambda source: Wording(document_of(source)))

    def speaks_of_it(asked: str) -> bool:
        return topic <= frozenset(content_terms(asked)) and begins_alike(question, asked)

    streams = [_of_section(*placed, wording(placed[0].source), speaks_of_it) for placed in (*headed, *holding)]
    others = [
        _of_section(*placed, wording(placed[0].source), lambda asked: begins_alike(question, asked))
        for placed in headed
    ]
    said = [_said_of_it(question, *placed, wording(placed[0].source)) for placed in holding]
    return chain(_in_turn(streams), _in_turn(others), _in_turn(said))


def of_kind(question: str, documents: Iterable[Document]) -> Iterator[Candidate]:
    """Of the kind of answer that the question asks for, from the documents in turn, one for each section."""

    def of_document(document: Document) -> Iterator[Candidate]:
        wording = Wording(document)
        for section in document.sections:
            yield from islice(_of_section(document, section, wording, lambda asked: begins_alike(question, asked)), 1)

    return _in_turn([of_document(document) for document in documents])


def is_headed(question: str, hits: Sequence[Hit]) -> bool:
    """Whether several sections among the hits have all that the question names in their headings."""
    topic = frozenset(content_terms(question))
    headings = {(one.passage.source, one.passage.section) for one in hits}
    return sum(topic <= frozenset(content_terms(" ".join(path[-1:]))) for _, path in headings) > 1


def begins_alike(question: str, asked: str) -> bool:
    """Whether both want the same kind of answer; any will do where the question does not say which."""
    wanted = next((made for vague, made in _BEGINNINGS if vague.match(question)), None)
    return wanted is None or wanted.match(asked) is not None


def _of_section(
    document: Document, section: Section, wording: Wording, fits: Callable[[str], bool]
) -> Iterator[Candidate]:
    """Fitting questions that the section's statements answer; then the one for all that it says."""
    label = section_topic(section, wording) or document.title
    made = questions_of(document, section.statements[:SECTION_STATEMENTS], wording)
    whole = topic_question(document, section, wording)
    fitting = islice((asked for asked in made if fits(asked.question)), TRIED_PER_SECTION)
    for asked in (*fitting, *((whole,) if whole and fits(whole.question) else ())):
        yield Candidate(label[:1].upper() + label[1:], asked)


def _said_of_it(question: str, document: Document, section: Section, wording: Wording) -> Iterator[Candidate]:
    """The question for what the section says of a topic, where it is asked for by its name alone."""
    heading = section_topic(section, wording)
    if heading and begins_alike(question, "what"):
        label = f"{heading[:1].upper()}{heading[1:]}"
        asked = f"What do the documents say about “{topic_words(question)}” under “{label}”?"
        yield Candidate(label, DocumentQuestion(asked, document.source, (section.start, section.end)))


def topic_words(question: str) -> str:
    """What a question names that does nothing else.

    >>> topic_words("leave?")
    'leave'
    """
    return question.strip(" ?!.,;:\"'“”")


def _sections(hits: Sequence[Hit], document_of: DocumentOf) -> list[tuple[Document, Section]]:
    """The sections that the hits stand in, each once, in order of the best of their hits."""
    found: dict[tuple[str, int], tuple[Document, Section]] = {}
    for hit in hits:
        document = document_of(hit.passage.source)
        section = section_at(document, hit.passage.start)
        found.setdefault((document.source, section.start), (document, section))
    return list(found.values())


def _heading_terms(section: Section) -> frozenset[str]:
    return frozenset(content_terms(" ".join(section.path[-1:])))


def _terms(document: Document, section: Section) -> frozenset[str]:
    return frozenset(terms(" ".join((*section.path, document.text[section.start : section.end]))))


def _in_turn(streams: Iterable[Iterator[Candidate]]) -> Iterator[Candidate]:
    return (one for one in chain.from_iterable(zip_longest(*streams)) if one)
