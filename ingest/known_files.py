"""What the index knows of the files of earlier runs, and which of them need not be read again."""

import json
from bisect import bisect_left
from collections.abc import Collection, Mapping
from typing import Any

from ingest.circumstances import READERS, circumstances
from ingest.elements import Limits
from ingest.loaded import Outcome
from ingest.plan import with_archives
from ingest.report import FileReport, file_report_from_json
from retriever.files import FileRecord
from retriever.index import Index

Content = tuple[str, str]
"""The sha256 of a file's bytes, and its collection: files that share both share one document."""


class KnownFiles:
    """The records of earlier runs.

    Args:
        index: Where they are kept.
        passwords: Of this run.
        limits: Of this run.
    """

    def __init__(self, index: Index, passwords: tuple[str, ...], limits: Limits) -> None:
        self._records = index.files()
        self._facts: dict[str, dict[str, Any]] = {
            source: json.loads(record.facts) for source, record in self._records.items()
        }
        self._sources = sorted(self._records)
        self._stored: dict[str, Content] = {
            record.source: (record.content_hash, record.collection) for record in index.documents()
        }
        self._circumstances = circumstances(passwords, limits)

    def has_document(self, source: str) -> bool:
        """Whether a document is stored under this name."""
        return source in self._stored

    def has_text(self, source: str) -> bool:
        """Whether the words of the file of this name can be found, under its own name or another."""
        record = self._records.get(source)
        return source in self._stored or (record is not None and record.document is not None)

    def members_of(self, source: str) -> list[str]:
        """The files that were found inside the file of this name, at any depth, in order."""
        first = bisect_left(self._sources, f"{source}/")
        last = bisect_left(self._sources, f"{source}0")  # "0" follows "/"
        return self._sources[first:last]

    def report(self, source: str) -> FileReport:
        """What became of a file when it was read last.

        Raises:
            KeyError: It never was.
        """
        return file_report_from_json(source, self._records[source].facts)

    def record(self, report: FileReport, content: Content, document: str | None) -> FileRecord:
        """The record to keep of a file that this run has looked at."""
        facts = {**report.as_json(), "readers": READERS, "circumstances": self._circumstances}
        return FileRecord(report.source, *content, document, json.dumps(facts, ensure_ascii=False))

    def is_unchanged(self, source: str, content: Content, homes: Mapping[Content, str]) -> bool:
        """Whether nothing new can come of reading a file, or of any file inside it, again.

        Args:
            source: The file's name.
            content: What it holds now.
            homes: Under which name each content is kept.
        """
        return self._stands(source, content) and all(
            self._finds_its_text(self._records[name], homes) for name in self.members_of(source)
        )

    def is_alias(self, source: str, content: Content, home: str) -> bool:
        """Whether the file of this name is known to hold the same as the one of the other."""
        record = self._records.get(source)
        if record is None or _content(record) != content:
            return False
        return self._is_settled(source) and self._facts[source]["duplicate_of"] == home

    def homes(self, gone: Collection[str], contents: Mapping[str, Content]) -> dict[Content, str]:
        """Under which name each content is kept, as far as that name stays.

        Args:
            gone: Names whose files are no longer there.
            contents: What the files of this run hold now, by name.
        """
        return {
            content: source
            for source, content in sorted(self._stored.items(), reverse=True)
            if self._stays(source, gone, contents)
        }

    def stranded(self, gone: Collection[str], contents: Mapping[str, Content]) -> list[str]:
        """The files, none of them of this run, whose words are kept under a name that will no longer hold them.

        Args:
            gone: Names whose files are no longer there.
            contents: What the files of this run hold now, by name.
        """
        return [
            record.source
            for record in self._records.values()
            if record.document not in (None, record.source)
            and not any(name in gone or name in contents for name in with_archives(record.source))
            and not self._stays(str(record.document), gone, contents)
        ]

    def _stays(self, source: str, gone: Collection[str], contents: Mapping[str, Content]) -> bool:
        """Whether a name goes on holding what it holds: neither it nor an archive around it is gone or to be read."""
        return not any(
            name in gone or (name in contents and not self._stands(name, contents[name]))
            for name in with_archives(source)
        )

    def _stands(self, source: str, content: Content) -> bool:
        """Whether a file that holds this now was read to the end in circumstances like these, with all inside it."""
        record = self._records.get(source)
        if record is None or _content(record) != content or self._facts[source]["duplicate_of"]:
            return False
        if record.document == source and self._stored.get(source) != content and self._outcome(source).is_read:
            return False
        return all(self._is_settled(name) for name in (source, *self.members_of(source)))

    def _finds_its_text(self, record: FileRecord, homes: Mapping[Content, str]) -> bool:
        return record.document in (None, record.source) or homes.get(_content(record)) == record.document

    def _is_settled(self, source: str) -> bool:
        facts = self._facts[source]
        if facts["readers"] != READERS:
            return False
        is_whole = self._outcome(source) in (Outcome.READ, Outcome.UNPACKED)
        return is_whole or facts["circumstances"] == self._circumstances

    def _outcome(self, source: str) -> Outcome:
        return Outcome(self._facts[source]["outcome"])


def _content(record: FileRecord) -> Content:
    return record.content_hash, record.collection
