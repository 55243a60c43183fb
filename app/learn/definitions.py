"""Find what a document defines: statement by statement, in lists of definitions, and after "What is …?"."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from app.learn.definition_forms import Found, Surroundings, asked_term, defining_forms, listed_form, without_brackets
from retriever.types import Document, Section, Span, Statement, StatementKind

# Headings of lists of definitions.
_DEFINING = re.compile(
    r"\b(?:definitions?|glossary|terms(?! (?:and|of|&))|terminology|abbreviations?|acronyms?|vocabulary|jargon|words|"
    r"what we mean)\b",
    re.IGNORECASE,
)
_DEFINING_COLUMNS = re.compile(
    r"^\W*(?:term|word|acronym|abbreviation|expression|concept|name)s?\W+(?:definition|meaning|explanation|description)s?\W*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Definition:
    """A term, the span of the words that define it, and the statement they stand in."""

    term: str
    words: Span
    statement: Statement
    is_listed: bool = False  # in a list or table of definitions


def definitions(document: Document, long_forms: Mapping[str, str]) -> Iterator[Definition]:
    """What the document defines, in order of place; one definition of a term for each statement.

    Args:
        document: The document.
        long_forms: What the short forms that stand in it are short for.
    """
    for section in document.sections:
        heading = section.path[-1] if section.path else ""
        around = Surroundings(heading, dict(long_forms))
        defined: set[tuple[str, Statement]] = set()
        for statement in section.statements:
            quote = document.text[statement.start : statement.end]
            listed = listed_form(quote) if _is_listed(document, section, statement) else None
            for found in [listed] if listed else _in_sentence(quote, statement, around):
                term = _name(quote[slice(*found.term)])
                if term and (term.lower(), statement) not in defined:
                    defined.add((term.lower(), statement))
                    words = found.words[0] + statement.start, found.words[1] + statement.start
                    yield Definition(term, words, statement, is_listed=listed is not None)
        for asked in _asked(document, section):
            if (asked.term.lower(), asked.statement) not in defined:
                yield asked


def _in_sentence(quote: str, statement: Statement, around: Surroundings) -> Iterator[Found]:
    if statement.kind in (StatementKind.SENTENCE, StatementKind.ITEM):
        yield from defining_forms(quote, around)


def _is_listed(document: Document, section: Section, statement: Statement) -> bool:
    """Whether the statement is an entry of a list or table of definitions."""
    lead = document.text[slice(*statement.lead)] if statement.lead else ""
    if statement.kind is StatementKind.ROW:
        return bool(lead) and (bool(_DEFINING_COLUMNS.match(lead)) or _is_defining(section))
    return statement.kind is not StatementKind.LIST and _is_defining(section)


def _is_defining(section: Section) -> bool:
    return bool(section.path) and bool(_DEFINING.search(section.path[-1]))


def _asked(document: Document, section: Section) -> Iterator[Definition]:
    """Sentences that answer the "What is …?" just before them, in the heading or in the text."""
    text = document.text
    sentences = [each for each in section.statements if each.kind is StatementKind.SENTENCE]
    heading = section.path[-1] if section.path else ""
    first = [(heading, sentences[0])] if sentences else []
    after = [(text[before.start : before.end], each) for before, each in pairwise(sentences)]
    for line, answer in first + after:
        term = asked_term(line)
        words = text[answer.start : answer.end]
        if term and _answers(words, term):
            yield Definition(_name(term), (answer.start, answer.end), answer)


def _answers(sentence: str, term: str) -> bool:
    """Whether a sentence that follows "What is X?" begins with X, or "It is"."""
    start = _ARTICLE.sub("", " ".join(sentence.split())).lower()
    named = start.startswith(_ARTICLE.sub("", term).lower().rstrip("s"))
    return (named or start.startswith(("it is", "it's", "they are", "this is"))) and not start.endswith("?")


def _name(term: str) -> str:
    return " ".join(_ARTICLE.sub("", without_brackets(term.strip(" \"“”'‘’,*"))).split())
