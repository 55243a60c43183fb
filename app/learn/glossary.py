"""The glossary of some documents: every acronym and every defined term, with all places where they stand."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from app.learn.definitions import definitions
from app.learn.known_names import KnownNames, NameWords, name_words
from app.learn.records import Entry, Meaning
from app.learn.short_forms import is_short_form, ordinary_words, short_forms, short_key, singular_short
from app.quoted import document_citation
from app.types import Citation
from ingest.acronyms import acronyms
from retriever.types import Document, Span


def glossary(documents: Sequence[Document]) -> list[Entry]:
    """Entries in alphabetical order, whatever their case; acronyms that nothing defines are among them.

    A term that is an acronym's short or long form shares the acronym's entry.
    """
    drafts = _Drafts()
    for document in documents:
        drafts.add_long_forms(document)
    for document in documents:
        drafts.add_definitions(document)
    ordinary = frozenset().union(*(ordinary_words(document.text) for document in documents))
    drafts.close_names()
    for document in documents:
        drafts.add_places(document, ordinary)
    return sorted(drafts.entries(), key=lambda entry: (entry.name.lower(), entry.name))


@dataclass(slots=True)
class _Draft:
    """An entry while documents are read."""

    is_acronym: bool
    spellings: Counter[str] = field(default_factory=Counter)
    long_forms: list[Meaning] = field(default_factory=list)
    definitions: list[Meaning] = field(default_factory=list)
    places: list[Citation] = field(default_factory=list)

    def long_form_words(self) -> set[NameWords]:
        return {name_words(meaning.words) for meaning in self.long_forms}

    def entry(self) -> Entry:
        spoken = {name: count for name, count in self.spellings.items() if self.is_acronym or not name.isupper()}
        name = Counter(spoken or self.spellings).most_common(1)[0][0]
        return Entry(name, self.is_acronym, _distinct(self.long_forms), tuple(self.definitions), tuple(self.places))


class _Drafts:
    """The entries so far. Acronyms are kept by the letters of their short form, terms by their words."""

    def __init__(self) -> None:
        self._acronyms: dict[str, _Draft] = {}
        self._terms: dict[NameWords, _Draft] = {}
        self._named: dict[NameWords, _Draft] = {}
        self._known = KnownNames(())

    def add_long_forms(self, document: Document) -> None:
        """Take up the short forms that ingestion found defined."""
        places = _places(document)
        for acronym in document.acronyms:
            if not all(is_short_form(part) for part in acronym.short.split()) or "@" in acronym.long:
                continue
            citation = document_citation(document, _holding(places, (acronym.start, acronym.end)))
            self._acronym(acronym.short).long_forms.append(Meaning(acronym.long, citation))

    def add_definitions(self, document: Document) -> None:
        """Take up what the document's sentences, lists and tables define."""
        known = {acronym.short: acronym.long for acronym in document.acronyms}
        for definition in definitions(document, known):
            statement = definition.statement
            citation = document_citation(document, (statement.start, statement.end))
            words = " ".join(document.text[slice(*definition.words)].split())
            draft = self._draft(definition.term)
            if draft.is_acronym and definition.is_listed and not draft.long_forms:
                draft.long_forms += [Meaning(long, citation) for long in _listed_long_forms(definition.term, words)]
            if all(words != meaning.words for meaning in (*draft.long_forms, *draft.definitions)):
                draft.definitions.append(Meaning(words, citation))

    def close_names(self) -> None:
        """Take all terms and long forms so far for those to be found in text."""
        by_long_form = {long: draft for draft in self._acronyms.values() for long in draft.long_form_words()}
        self._named = by_long_form | self._terms
        self._known = KnownNames(self._named)

    def add_places(self, document: Document, ordinary: Collection[str]) -> None:
        """Take up where entries stand in the document, and short forms that nothing defines."""
        known = frozenset(self._acronyms)
        for span in _places(document):
            text = document.text[slice(*span)]
            standing = {id(draft): draft for draft in (self._named[words] for words in self._known.in_text(text))}
            for name, _ in short_forms(text, known, ordinary):
                draft = self._acronym(name)
                standing[id(draft)] = draft
            if standing:
                citation = document_citation(document, span)
                for draft in standing.values():
                    draft.places.append(citation)

    def entries(self) -> list[Entry]:
        """An entry of each draft."""
        return [draft.entry() for draft in (*self._acronyms.values(), *self._terms.values())]

    def _acronym(self, written: str) -> _Draft:
        short = singular_short(written)
        draft = self._acronyms.setdefault(short_key(short), _Draft(is_acronym=True))
        draft.spellings[short] += 1
        return draft

    def _draft(self, term: str) -> _Draft:
        if short_key(term) in self._acronyms or is_short_form(term):
            return self._acronym(term)
        key = name_words(term)
        for draft in self._acronyms.values():
            if key in draft.long_form_words():
                return draft
        draft = self._terms.setdefault(key, _Draft(is_acronym=False))
        draft.spellings[term] += 1
        return draft


def _listed_long_forms(short: str, words: str) -> list[str]:
    """What a list of definitions gives for a short form before any comma: ``Head of Mission, who leads an office``."""
    before = words.split(",")[0]
    return [acronym.long for acronym in acronyms(f"{short}: {before}")]


def _places(document: Document) -> list[Span]:
    """All headings and statements, in order."""
    spans = [(statement.start, statement.end) for section in document.sections for statement in section.statements]
    return sorted([*spans, *(section.heading for section in document.sections if section.heading)])


def _holding(places: Sequence[Span], span: Span) -> Span:
    """The place that holds the whole span; the span itself where it goes over several."""
    index = bisect_right(places, (span[0], float("inf"))) - 1
    return places[index] if index >= 0 and places[index][1] >= span[1] else span


def _distinct(meanings: Sequence[Meaning]) -> tuple[Meaning, ...]:
    """Each long form once; a sentence is easier to read than a heading in capitals."""
    kept: dict[NameWords, Meaning] = {}
    for meaning in sorted(meanings, key=lambda meaning: meaning.words.isupper()):
        kept.setdefault(name_words(meaning.words), meaning)
    return tuple(kept.values())
