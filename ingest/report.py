"""What an ingest run did: counts, failures with their reasons, each file's report, and how far it has come."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from ingest.loaded import FileFacts, Outcome

# Files named as the slowest.
SLOWEST = 5


@dataclass(frozen=True, slots=True)
class Problem:
    """A file or folder that did not go in, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file, in this run or in the one that read it."""

    source: str
    outcome: Outcome
    reason: str = ""  # for a person: why it was not read, or what of it was not
    facts: FileFacts = field(default_factory=FileFacts)
    passages: int = 0  # of its document; 0 for a duplicate, whose text is stored once
    duplicate_of: str | None = None  # the document that holds its text

    @property
    def unreadable_share(self) -> float:
        """The share of its characters that could not be read, from 0 to 1."""
        return self.facts.unreadable / self.facts.characters if self.facts.characters else 0.0

    def as_json(self) -> dict[str, object]:
        """Return the report as `citewell ingest --json` prints it, and as the index keeps it."""
        return {
            "source": self.source,
            "outcome": self.outcome.value,
            "reason": self.reason,
            "duplicate_of": self.duplicate_of,
            "passages": self.passages,
            **self.facts.as_json(),
        }


def file_report_from_json(source: str, text: str) -> FileReport:
    """Return the report of a file from what `FileReport.as_json` made of it; fields that are missing are empty.

    Args:
        source: The file's name, whatever the record says.
        text: JSON.
    """
    record = json.loads(text)
    return FileReport(
        source,
        Outcome(record.get("outcome", Outcome.READ)),
        record.get("reason", ""),
        _facts(record),
        record.get("passages", 0),
        record.get("duplicate_of"),
    )


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of every file of one run. Sources are in alphabetical order."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()  # in the index before, gone from the folder now
    failed: tuple[Problem, ...] = ()  # should have gone in; an older version stays in the index
    skipped: tuple[Problem, ...] = ()  # not meant to go in: other formats, links, devices
    files: tuple[FileReport, ...] = ()  # of every file that was looked at, those unchanged included
    passages: int = 0  # written by this run
    seconds: float = 0.0

    def as_json(self) -> dict[str, object]:
        """Return the report as `citewell ingest --json` prints it."""
        return {
            "added": list(self.added),
            "updated": list(self.updated),
            "unchanged": list(self.unchanged),
            "removed": list(self.removed),
            "failed": [{"source": one.source, "reason": one.reason} for one in self.failed],
            "skipped": [{"source": one.source, "reason": one.reason} for one in self.skipped],
            "passages": self.passages,
            "seconds": round(self.seconds, 3),
            **files_json(self.files),
        }


def files_json(files: Sequence[FileReport]) -> dict[str, object]:
    """Return the reports of files with their totals and the slowest of them."""
    return {
        "totals": totals(files),
        "slowest": [{"source": one.source, "seconds": round(one.facts.seconds, 3)} for one in slowest(files)],
        "files": [one.as_json() for one in files],
    }


def totals(files: Iterable[FileReport]) -> dict[str, int | float]:
    """Return how many files met each outcome, and what they hold together; duplicates hold nothing of their own."""
    every = list(files)
    outcomes = Counter(one.outcome for one in every)
    held = [one for one in every if one.duplicate_of is None]
    return {
        "files": len(every),
        **{outcome.value: outcomes[outcome] for outcome in Outcome},
        "duplicates": len(every) - len(held),
        "pages": sum(one.facts.pages for one in held),
        "empty_pages": sum(len(one.facts.empty_pages) for one in held),
        "image_pages": sum(len(one.facts.image_pages) for one in held),
        "recognised_pages": sum(len(one.facts.recognised_pages) for one in held),
        "words": sum(one.facts.words for one in held),
        "characters": sum(one.facts.characters for one in held),
        "unreadable": sum(one.facts.unreadable for one in held),
        "tables": sum(one.facts.tables for one in held),
        "passages": sum(one.passages for one in held),
        "bytes": sum(one.facts.size_bytes for one in every),
        "seconds": round(sum(one.facts.seconds for one in every), 3),
    }


def slowest(files: Iterable[FileReport]) -> list[FileReport]:
    """Return the files that took longest to read, the slowest first; ties in order."""
    timed = [one for one in files if one.facts.seconds]
    return sorted(timed, key=lambda one: one.facts.seconds, reverse=True)[:SLOWEST]


def _facts(record: Mapping[str, Any]) -> FileFacts:
    known: dict[str, Any] = {one.name: record[one.name] for one in fields(FileFacts) if one.name in record}
    lists: dict[str, Any] = {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
    return FileFacts(**(known | lists))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: sent before each file that must be read, and once at the end."""

    source: str | None  # the file about to be read; None at the end
    files_done: int
    files_total: int
    bytes_done: int
    bytes_total: int
