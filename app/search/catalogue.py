"""The documents that can be searched, and the filters that choose among them."""

import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from app.library.kinds import kind_words
from app.search.records import FilterOption, Filters, Offered
from ingest.report import file_report_from_json
from retriever.files import FileRecord
from retriever.index import DocumentRecord, Index


class ReadWithin(Enum):
    """How long ago a document was read, at most."""

    DAY = "day", "the last day", timedelta(days=1)
    WEEK = "week", "the last 7 days", timedelta(days=7)
    MONTH = "month", "the last 30 days", timedelta(days=30)
    YEAR = "year", "the last year", timedelta(days=365)

    @property
    def option(self) -> str:
        """Its name in addresses."""
        return self.value[0]

    @property
    def label(self) -> str:
        """Its name for a person."""
        return self.value[1]

    def has(self, read_at: datetime, now: datetime) -> bool:
        """Whether a time lies within it."""
        return now - read_at <= self.value[2]


READS = {one.option: one for one in ReadWithin}


@dataclass(frozen=True, slots=True)
class Catalogued:
    """What filters ask of a document."""

    source: str
    title: str
    collection: str
    kind: str  # in words
    read_at: datetime  # UTC
    passages: int

    def fits(self, filters: Filters, now: datetime) -> bool:
        """Whether the filters let it through; one that is not known lets nothing through."""
        return (
            filters.document in ("", self.source)
            and filters.collection in ("", self.collection)
            and filters.kind in ("", self.kind)
            and (not filters.read or (filters.read in READS and READS[filters.read].has(self.read_at, now)))
        )


class Catalogue:
    """The documents of an index as they are now, kept until they change. Safe to share between threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._kept: tuple[str, tuple[Catalogued, ...]] = "", ()
        self._lock = threading.Lock()

    def documents(self, collections: Collection[str] | None = None) -> list[Catalogued]:
        """Every document of these collections, by title; None for all."""
        edition = self._index.edition()
        with self._lock:
            known, kept = self._kept
        if known != edition:
            files = self._index.files()
            kept = tuple(
                sorted((_catalogued(one, files.get(one.source)) for one in self._index.documents()), key=_place)
            )
            with self._lock:
                self._kept = edition, kept
        return [one for one in kept if collections is None or one.collection in collections]


def offered(documents: Sequence[Catalogued], filters: Filters, now: datetime) -> Offered:
    """Return what each filter can be set to, the others as they are.

    Args:
        documents: In the order in which they are offered.
        filters: As they are set.
        now: UTC.
    """
    titles = {one.source: _label(one, documents) for one in documents}

    def options(free: Filters, value_of: Callable[[Catalogued], str], chosen: str) -> tuple[FilterOption, ...]:
        left = Counter(value_of(one) for one in documents if one.fits(free, now))
        values = dict.fromkeys(value_of(one) for one in documents)
        return tuple(
            FilterOption(value, titles.get(value, value), left[value])
            for value in values
            if left[value] or value == chosen
        )

    by_document = options(replace(filters, document=""), lambda one: one.source, filters.document)
    by_collection = options(replace(filters, collection=""), lambda one: one.collection, filters.collection)
    by_kind = options(replace(filters, kind=""), lambda one: one.kind, filters.kind)
    return Offered(
        documents=by_document,
        collections=tuple(sorted(by_collection, key=lambda one: one.label.casefold())),
        kinds=tuple(sorted(by_kind, key=lambda one: one.label.casefold())),
        reads=tuple(_reads(documents, filters, now)),
        searched=sum(one.fits(filters, now) for one in documents),
    )


def _reads(documents: Sequence[Catalogued], filters: Filters, now: datetime) -> Iterable[FilterOption]:
    """Times that leave some documents and not all; and the one that is chosen."""
    every = sum(one.fits(replace(filters, read=""), now) for one in documents)
    for within in ReadWithin:
        left = sum(one.fits(replace(filters, read=within.option), now) for one in documents)
        if 0 < left < every or within.option == filters.read:
            yield FilterOption(within.option, within.label, left)


def _catalogued(document: DocumentRecord, file: FileRecord | None) -> Catalogued:
    file_format = file_report_from_json(file.source, file.facts).facts.format if file else ""
    return Catalogued(
        document.source,
        document.title,
        document.collection,
        kind_words(file_format, document.source),
        document.ingested_at,
        document.passages,
    )


def _place(document: Catalogued) -> tuple[str, str]:
    return document.title.casefold(), document.source


def _label(document: Catalogued, documents: Iterable[Catalogued]) -> str:
    """Its title, with its name where others have the same title."""
    shared = sum(one.title == document.title for one in documents) > 1
    return f"{document.title} ({document.source})" if shared else document.title
