"""What can be learned from: one document, a collection or all; each made once for as long as its documents stay."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.learn.flash_cards import flash_cards
from app.learn.glossary import glossary
from app.learn.reading_path import reading_path
from app.learn.records import Card, Entry, Step
from retriever.index import DocumentRecord
from retriever.types import Document

# Together, several documents may have so many characters; making their lessons takes about 2 s a million.
MAX_CHARS_TOGETHER = 500_000
LESSONS_KEPT = 8

ALL = "all"


@dataclass(frozen=True, slots=True)
class Choice:
    """Documents that one learns from together."""

    key: str  # of addresses: "all", "collection:NAME" or "document:SOURCE"
    title: str
    records: tuple[DocumentRecord, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a choice of documents offers to learn."""

    steps: tuple[Step, ...]
    entries: tuple[Entry, ...]
    cards: tuple[Card, ...]


class Lessons:
    """Makes lessons of the documents that are read now. Safe to use from several threads."""

    def __init__(
        self,
        records: Callable[[], list[DocumentRecord]],
        document: Callable[[str], Document],
        max_chars_together: int = MAX_CHARS_TOGETHER,
    ) -> None:
        """Take the documents from where these give them; several at once only up to so much text."""
        self._records = records
        self._document = document
        self._max_chars_together = max_chars_together
        self._made = lru_cache(maxsize=LESSONS_KEPT)(self._make)

    def choices(self) -> list[Choice]:
        """What may be chosen: all, then collections, where they are several and small enough; then each document.

        Raises:
            RetrieverError: The index cannot be read.
        """
        records = self._records()
        collections = sorted({record.collection for record in records})
        several = [Choice(ALL, "All documents", tuple(records))]
        several += [_collection(name, records) for name in collections if len(collections) > 1]
        single = sorted(records, key=lambda record: (record.title.lower(), record.source))
        return [choice for choice in several if self._fits_together(choice.records)] + [
            Choice(f"document:{record.source}", record.title, (record,)) for record in single
        ]

    def lesson(self, choice: Choice) -> Lesson:
        """What is to be learned from the chosen documents.

        Raises:
            RetrieverError: The index cannot be read, or a document is no longer there.
        """
        # A document that is put in anew, even from the same file, may have been read in another way.
        return self._made(tuple((record.source, record.ingested_at) for record in choice.records))

    def _fits_together(self, records: Sequence[DocumentRecord]) -> bool:
        return len(records) > 1 and sum(record.characters for record in records) <= self._max_chars_together

    def _make(self, editions: tuple[tuple[str, object], ...]) -> Lesson:
        documents = [self._document(source) for source, _ in editions]
        entries = glossary(documents)
        steps, cards = reading_path(documents, entries), flash_cards(documents, entries)
        return Lesson(tuple(steps), tuple(entries), tuple(cards))


def chosen(choices: Sequence[Choice], key: str) -> Choice | None:
    """The choice of that key; the first where there is none of it, None where there are no choices."""
    return next((choice for choice in choices if choice.key == key), choices[0] if choices else None)


def _collection(name: str, records: Sequence[DocumentRecord]) -> Choice:
    held = tuple(record for record in records if record.collection == name)
    return Choice(f"collection:{name}", f"Collection {name}", held)
