"""The true statements that claims are made from, each with what it is read under."""

import hashlib
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from app.quoted import document_citation
from app.types import Citation
from ingest.load import load
from retriever.types import Document, Section, Span, Statement, StatementKind
from training.splits import document_sides

ROOT = Path(__file__).resolve().parents[1]
OWN_FOLDERS = {"brief": ROOT / "corpus", "policies": ROOT / "tests" / "golden" / "policies"}
SETS = ("policy_qa", "doc2dial_val", "squad2_dev", "clapnq_dev", "mtrag_un")
FEWEST_WORDS, MOST_WORDS = 7, 45
# Marks that some sets stand apart ("day ."), with the words as they are written.
STANDS_APART = re.compile(r" ([.,;:?!%)\]]|'s\b|n't\b)|(?<=[(\[]) ")
# What shows that a set's text was damaged before it came here: lost apostrophes and words run together.
DAMAGED = re.compile(
    r"\b(?:s|t|re|ll|ve|d)\b(?!['’.])|[a-z][A-Z]|[a-z]\.[A-Z]|\[\d|https?:|[<>{}|*_#`=]|\.\.|``|''|--"
    r"| - \d|\d - | -$|^[A-Za-z]+: |\(\)"
)


@dataclass(frozen=True)
class Place:
    """One statement of a document."""

    document: Document
    section: Section
    statement: Statement
    set: str  # "brief", "policies", or the name of the shared set

    @cached_property
    def words(self) -> str:
        """The statement in one line, marks joined to the words they belong to."""
        return one_line(self.raw)

    @cached_property
    def lead(self) -> str:
        """The line that introduces it, or its table's header, in one line; empty where there is none."""
        return one_line(self.raw_lead)

    @property
    def raw(self) -> str:
        """The statement as it stands."""
        return self._slice((self.statement.start, self.statement.end))

    @property
    def raw_lead(self) -> str:
        """The lead as it stands."""
        return self._slice(self.statement.lead) if self.statement.lead else ""

    @property
    def heading(self) -> str:
        """The heading's own line; empty where there is none."""
        return one_line(self._slice(self.section.heading)) if self.section.heading else ""

    @property
    def half(self) -> str:
        """`seen` or `held back`, by the document, and in the brief, which is but one, by the section."""
        return half_of(" ".join(self.section.path) if self.set == "brief" else self.document.title)

    @cached_property
    def id(self) -> str:
        """A short name of the place, the same on every machine."""
        named = f"{self.document.source} {self.statement.start} {self.statement.end}"
        return hashlib.sha256(named.encode()).hexdigest()[:8]

    @cached_property
    def citation(self) -> Citation:
        """The statement as a quote."""
        return document_citation(self.document, (self.statement.start, self.statement.end))

    @cached_property
    def context(self) -> tuple[Citation, ...]:
        """The heading's line and the lead, as quotes."""
        spans = dict.fromkeys(span for span in (self.section.heading, self.statement.lead) if span)
        return tuple(document_citation(self.document, span) for span in spans)

    @property
    def is_sentence(self) -> bool:
        """Whether it is one whole sentence of a usual length, not a fragment, a question or a damaged line."""
        words = self.words
        return (
            self.statement.kind in (StatementKind.SENTENCE, StatementKind.ITEM)
            and not (self.statement.kind is StatementKind.ITEM and self.lead.endswith(":"))
            and FEWEST_WORDS <= len(words.split()) <= MOST_WORDS
            and re.match(r"(?:The |An? |[A-Z])", words) is not None
            and words.endswith(".")
            and not DAMAGED.search(words)
            and all(words.count(one) == words.count(other) for one, other in ("()", "“”", "[]"))
            and words.count('"') % 2 == 0
        )

    def _slice(self, span: Span) -> str:
        return self.document.text[span[0] : span[1]]


@dataclass(frozen=True, slots=True)
class Posed:
    """A claim with what it cites, and whether that bears it out."""

    id: str
    group: str  # how it was worded, or what was done to it
    is_true: bool
    text: str
    cited: tuple[Citation, ...]
    context: tuple[Citation, ...]
    set: str
    half: str


def places_of(data: Path | None) -> list[Place]:
    """All statements of our own documents and, with a folder of shared sets, of those that trained nothing."""
    own = [
        (name, load(path, path.name))
        for name, folder in OWN_FOLDERS.items()
        for path in sorted(folder.iterdir())
        if path.name != "SOURCES.md"
    ]
    shared = [(name, document) for name in SETS if data for document in _shared_documents(data / name)]
    return [
        Place(document, section, statement, name)
        for name, document in own + shared
        for section in document.sections
        for statement in section.statements
    ]


def _shared_documents(folder: Path) -> Iterator[Document]:
    records = [json.loads(line) for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    sides = document_sides(folder, [record["doc_id"] for record in records])
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "document.txt"
        for record in records:
            if sides[record["doc_id"]] == "test":
                file.write_text(record["text"], encoding="utf-8")
                document = load(file, record["doc_id"])
                yield replace(document, title=record.get("title") or document.title)


def half_of(name: str) -> str:
    """`seen` or `held back`, the same on every machine."""
    return ("seen", "held back")[int(hashlib.sha256(name.lower().encode()).hexdigest(), 16) % 2]


def one_line(text: str) -> str:
    """The text with single spaces, and its marks joined to their words.

    >>> one_line("one day ,\\n( or two )")
    'one day, (or two)'
    """
    return STANDS_APART.sub(lambda match: match.group(1) or "", " ".join(text.split()))


def raw_citation(source: str, title: str, text: str, span: Sequence[int]) -> Citation:
    """A quote of a text as a set gives it, whose sections are not known."""
    start, end = span
    return Citation(1, source, title, (), None, start, end, text[start:end])
