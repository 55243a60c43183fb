"""Flash cards: what statements with numbers, names and definitions say, asked with one answer each."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain, zip_longest

from app.learn.blanks import name_to_ask, number_to_ask
from app.learn.reading_path import lead_words
from app.learn.records import BLANK, Card, CardKind, Entry, Meaning
from app.learn.telling import points_back
from app.quoted import document_citation
from app.types import Citation
from ingest.table_rows import BAR, EMPTY
from retriever.terms import content_terms
from retriever.types import Document, Section, Span, Statement, StatementKind

MAX_CARDS = 60  # more than that nobody turns over in a sitting
_SMALL_WORD = re.compile(r"\b[a-z]{2,}\b")
_FEW_WORDS, _MANY_WORDS = 6, 40
_LEAST_TERMS = 4  # words besides the blank that say what is asked
_MOST_OF_A_NAME = 3  # times that it stands in its document
_MANY_DEFINING_WORDS = 45
# Two statements with so many words in common that ask for different numbers of one thing are both left out.
_SAME_THING = 0.7


def flash_cards(documents: Sequence[Document], entries: Sequence[Entry], limit: int = MAX_CARDS) -> list[Card]:
    """Cards in turn from each document, and in each from every section and kind; the same each time.

    No two have the same front. A front that has several answers in the documents is left out.

    Args:
        documents: Where numbers and names are looked for.
        entries: Their glossary.
        limit: At most so many cards.
    """
    ordinary = frozenset().union(*(_SMALL_WORD.findall(document.text) for document in documents))
    cards = list(_glossary_cards(entries))
    for document in documents:
        cards += _document_cards(document, ordinary)
    kept = _unambiguous(cards)
    by_document = ([card for card in kept if card.citation.source == document.source] for document in documents)
    return list(_in_turn(map(_spread, by_document)))[:limit]


def _glossary_cards(entries: Iterable[Entry]) -> Iterator[Card]:
    for entry in entries:
        if len(entry.long_forms) == 1:
            yield _meaning_card("acronym", f"What does {entry.name} stand for?", entry.long_forms[0])
        if _is_asked(entry):
            meaning = entry.definitions[0]
            yield _meaning_card("definition", f"What is meant by “{entry.name}”?", meaning)


def _meaning_card(kind: CardKind, front: str, meaning: Meaning) -> Card:
    return _card(kind, front, meaning.words, meaning.citation)


def _is_asked(entry: Entry) -> bool:
    """Whether an entry has one definition, short enough to know by heart, that says more than its long form."""
    words = [meaning.words for meaning in entry.definitions]
    long_forms = [meaning.words for meaning in entry.long_forms]
    return (
        len(words) == 1 and len(words[0].split()) <= _MANY_DEFINING_WORDS and not words[0].startswith(tuple(long_forms))
    )


def _document_cards(document: Document, ordinary: frozenset[str]) -> Iterator[Card]:
    for section in document.sections:
        for statement in section.statements:
            text = document.text[statement.start : statement.end]
            if statement.kind is StatementKind.ROW:
                yield from _row_cards(document, statement, text)
            elif statement.kind is StatementKind.FACT:
                yield from _fact_cards(document, section, statement, text)
            elif statement.kind is not StatementKind.LIST and _stands_alone(text):
                yield from _cloze_cards(document, statement, text, ordinary)


def _cloze_cards(document: Document, statement: Statement, text: str, ordinary: frozenset[str]) -> Iterator[Card]:
    asked: tuple[tuple[CardKind, Span | None], ...] = (
        ("name", _rare(document, text, name_to_ask(text, ordinary))),
        ("number", number_to_ask(text)),
    )
    for kind, span in asked:
        if span and len(content_terms(text[: span[0]] + text[span[1] :])) >= _LEAST_TERMS:
            yield _blanked(kind, document, statement, text, span)
            return


def _rare(document: Document, text: str, name: Span | None) -> Span | None:
    """The name unless the document is full of it, for then it would fill many a blank."""
    return name if name and document.text.count(text[slice(*name)]) <= _MOST_OF_A_NAME else None


def _fact_cards(document: Document, section: Section, statement: Statement, text: str) -> Iterator[Card]:
    span = number_to_ask(text)
    if span and any(map(str.isalpha, text[: span[0]] + text[span[1] :])):
        yield _blanked("number", document, statement, text, span, lead_words(document, section, statement))


def _blanked(kind: CardKind, document: Document, statement: Statement, text: str, span: Span, lead: str = "") -> Card:
    citation = document_citation(document, (statement.start, statement.end))
    front = f"{lead} {text[: span[0]]}{BLANK}{text[span[1] :]}"
    return _card(kind, " ".join(front.split()), text[slice(*span)], citation)


def _row_cards(document: Document, statement: Statement, text: str) -> Iterator[Card]:
    """The first number in a row whose table names its columns: ``Grade: P3 · Asia: _____``."""
    cells = text.split(BAR)
    names = document.text[slice(*statement.lead)].split(BAR) if statement.lead else []
    if len(cells) != len(names) or cells[0] == EMPTY or number_to_ask(cells[0]):
        return
    for name, cell in zip(names[1:], cells[1:], strict=True):
        span = number_to_ask(cell)
        if span and name != EMPTY:
            asked = f"{cell[: span[0]]}{BLANK}{cell[span[1] :]}"
            front = f"{names[0]}: {cells[0]} · {name}: {asked}"
            citation = document_citation(document, (statement.start, statement.end))
            yield _card("number", " ".join(front.split()), cell[slice(*span)], citation)
            return


def _card(kind: CardKind, front: str, answer: str, citation: Citation) -> Card:
    name = "\x1f".join((citation.source, front))
    return Card(blake2b(name.encode(), digest_size=12).hexdigest(), kind, front, " ".join(answer.split()), citation)


def _stands_alone(text: str) -> bool:
    """Whether a reader knows what a sentence is about without the one before it."""
    words = text.split()
    is_whole = words[0][0].isupper() and text.rstrip()[-1] in '.!”")'
    return is_whole and _FEW_WORDS <= len(words) <= _MANY_WORDS and not points_back(text)


def _unambiguous(cards: Iterable[Card]) -> list[Card]:
    """Cards in their order, each front once; none whose front, or nearly the same, asks for another answer too."""
    by_front: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        by_front[card.front.lower()].append(card)
    single = [held[0] for held in by_front.values() if len({card.answer.lower() for card in held}) == 1]
    doubtful = _doubtful([card for card in single if card.kind == "number"])
    return [card for card in single if card.key not in doubtful]


def _doubtful(cards: Sequence[Card]) -> set[str]:
    """Keys of number cards that ask for different numbers of the same thing in nearly the same words."""
    by_unit: dict[str, list[tuple[Card, frozenset[str]]]] = defaultdict(list)
    doubtful: set[str] = set()
    for card in cards:
        after = content_terms(card.front.split(BLANK)[1])
        words = frozenset(content_terms(card.front))
        for other, others in by_unit[after[0] if after else ""]:
            alike = len(words & others) >= _SAME_THING * max(_LEAST_TERMS, min(len(words), len(others)))
            if alike and card.answer != other.answer and _are_sentences(card, other):
                doubtful |= {card.key, other.key}
        by_unit[after[0] if after else ""].append((card, words))
    return doubtful


def _are_sentences(*cards: Card) -> bool:
    """Whether neither is a label or a row, which differ in just the one word that matters."""
    return all(card.front[-1] in '.!”")' for card in cards)


def _spread(cards: Sequence[Card]) -> Iterator[Card]:
    """Cards of one document in turn from each of its sections, and in turn of each kind within one."""
    sections: dict[tuple[str, ...], dict[CardKind, list[Card]]] = {}
    for card in sorted(cards, key=lambda card: (card.citation.start, card.key)):
        sections.setdefault(card.citation.section, {}).setdefault(card.kind, []).append(card)
    return _in_turn(_in_turn(kinds.values()) for kinds in sections.values())


def _in_turn(rows: Iterable[Iterable[Card]]) -> Iterator[Card]:
    """The first of each row, then the second of each, and so on."""
    return (card for card in chain.from_iterable(zip_longest(*rows)) if card is not None)
