"""What an ingest run did: counts, failures with their reasons, and how far it has come."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A file or folder that did not go in, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of every file of one run. Sources are in alphabetical order."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()  # in the index before, gone from the folder now
    failed: tuple[Problem, ...] = ()  # should have gone in; an older version stays in the index
    skipped: tuple[Problem, ...] = ()  # not meant to go in: other formats, links, devices
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
        }


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: sent before each file that must be read, and once at the end."""

    source: str | None  # the file about to be read; None at the end
    files_done: int
    files_total: int
    bytes_done: int
    bytes_total: int
