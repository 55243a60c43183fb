"""Questions about what a short form stands for, answered from its definition in a document."""

import re
from collections.abc import Iterable, Sequence

from app.quoted import Quoted, document_citation
from retriever.types import Acronym, Document

# An acronym and the source of the document that defines it.
Defined = tuple[str, Acronym]

# The short form stands before these words ("what does X stand for") …
_AFTER_SHORT = re.compile(
    r"\b(?:stands?|standing|short) for\b|\bmeans?\b(?! by)|\bmeaning\b(?! of)|\bfull (?:form|name)\b(?! of)"
    r"|\blong form\b|\babbreviat(?:ion|es)\b|\bacronym\b|\bin full\b|\bspelled out\b",
    re.IGNORECASE,
)
# … or after these ("the meaning of X").
_BEFORE_SHORT = re.compile(
    r"\b(?:meaning|expansion|definition|full (?:form|name)) of\b|\bspell(?:ed)? out\b|\bexpand\b"
    r"|\b(?:acronym|abbreviation)\b",
    re.IGNORECASE,
)
_ASKS_SHORT = re.compile(
    r"\b(?:acronym|abbreviation|short form|initials|short name)\b.*\b(?:for|of)\b|\babbreviated\b",
    re.IGNORECASE,
)
_WHAT_IS = re.compile(
    r"^\W*(?:what(?:'s|’s| is| are| does)|define|who (?:is|are))\s+(?:(?:the|a|an)\s+)?", re.IGNORECASE
)
_SHORT_WORD = re.compile(r"[\w/&-]+(?:\.\w+)*")


def asked_acronyms(question: str, defined: Sequence[Defined]) -> list[Defined]:
    """Definitions that answer the question by themselves; empty when it asks for something else.

    "What does CCCM stand for?" and "acronym for disaster risk reduction" do; "What does CCCM do?" does not.
    """
    if _ASKS_SHORT.search(question):
        long = _by_long(question, defined)
        if long:
            return long
    words: list[str] = []
    if match := _AFTER_SHORT.search(question):
        words += _SHORT_WORD.findall(question[: match.start()])
    if match := _BEFORE_SHORT.search(question):
        words += _SHORT_WORD.findall(question[match.end() :])
    return _distinct(entry for entry in defined if any(_same_form(entry[1].short, word) for word in words))


def named_acronyms(question: str, defined: Sequence[Defined]) -> list[Defined]:
    """Definitions of the short form that a bare "What is X?", or X alone, asks about."""
    subject = _WHAT_IS.sub("", question.strip()).strip(" ?!.\"'“”")
    return _distinct(entry for entry in defined if _same_form(entry[1].short, subject))


def quote_definition(document: Document, acronym: Acronym) -> Quoted:
    """The words that define the acronym, in a heading or in a statement."""
    return Quoted(document_citation(document, (acronym.start, acronym.end)), acronym.long)


def _by_long(question: str, defined: Sequence[Defined]) -> list[Defined]:
    asked = _letters(question)
    held = [entry for entry in defined if _letters(entry[1].long) in asked]
    longest = max((len(entry[1].long) for entry in held), default=0)
    return _distinct(entry for entry in held if len(entry[1].long) == longest)


def _same_form(short: str, word: str) -> bool:
    """Capital letters match exactly; a word typed in small letters matches when it has at least three."""
    return word == short or (len(word) >= 3 and word.islower() and word == short.lower())


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _distinct(entries: Iterable[Defined]) -> list[Defined]:
    """One definition of each long form, so that documents that disagree are all shown.

    Of several places that say the same, a sentence is easier to read than a heading in capitals.
    """
    seen: dict[tuple[str, str], Defined] = {}
    for entry in sorted(entries, key=lambda entry: entry[1].long.isupper()):
        seen.setdefault((entry[1].short.lower(), _letters(entry[1].long)), entry)
    return list(seen.values())
