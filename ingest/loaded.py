"""What becomes of one file that is loaded: a document, or the reason why there is none, and the facts of the file."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum

from ingest.elements import Member, SourceFile
from retriever.types import Document


class Outcome(StrEnum):
    """What became of a file."""

    READ = "read"
    PARTLY_READ = "read in part"
    NEEDS_PASSWORD = "needs a password"
    IMAGE_ONLY = "image only"
    EMPTY = "empty"
    UNSUPPORTED = "unsupported"
    DAMAGED = "damaged"
    TOO_LARGE = "too large"
    UNPACKED = "unpacked"  # an archive: the files in it have outcomes of their own

    @property
    def is_read(self) -> bool:
        """Whether there is a document, whole or in part."""
        return self in (Outcome.READ, Outcome.PARTLY_READ)

    @property
    def is_failure(self) -> bool:
        """Whether the file was meant to be read and was not; nobody misses what is empty or of another kind."""
        return not self.is_read and self not in (Outcome.EMPTY, Outcome.UNSUPPORTED, Outcome.UNPACKED)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file that was looked at; all counts are 0 where nothing could be read."""

    format: str = ""  # "pdf", "docx", …; empty where it is not known
    size_bytes: int = 0
    pages: int = 0  # or slides, or sheets
    words: int = 0
    characters: int = 0
    tables: int = 0
    empty_pages: tuple[int, ...] = ()  # 1-based
    image_pages: tuple[int, ...] = ()  # pictures of pages without words
    recognised_pages: tuple[int, ...] = ()  # whose words come from text recognition
    unreadable: int = 0  # characters that stand for none that is known
    language: str = ""  # ISO 639-1 code of the language most of it is in; empty where it is too short to tell
    seconds: float = 0.0  # to read it

    def as_json(self) -> dict[str, object]:
        """Return the facts as JSON holds them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class LoadRequest:
    """A file to be loaded, and the name its document will have."""

    file: SourceFile
    source: str
    collection: str = "main"
    content_hash: str = ""  # of the file's bytes, where it is known already


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What became of one file."""

    outcome: Outcome
    document: Document | None = None  # there is one if and only if the outcome is read, or read in part
    reason: str = ""  # for a person: why it was not read, or what of it was not
    facts: FileFacts = field(default_factory=FileFacts)
    members: tuple[Member, ...] = ()  # files inside it, to be loaded on their own
    may_pass: bool = False  # whether the same bytes may be read at another time: the file could not be opened
