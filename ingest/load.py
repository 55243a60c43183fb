"""Load one file as a document."""

import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from ingest.acronyms import acronyms
from ingest.canonical import Canonical, canonical_of_elements, canonical_of_text
from ingest.elements import ElementKind, ParsedFile, SourceFile
from ingest.errors import (
    EmptyDocument,
    ImageOnly,
    IngestError,
    NeedsPassword,
    TooLarge,
    UnreadableFile,
    UnsupportedFormat,
)
from ingest.formats.detect import detect
from ingest.formats.encodings import decoded
from ingest.formats.locked_office import unlocked
from ingest.formats.registry import TEXT_FORMATS, UNPACKED_FORMATS, reader_of
from ingest.language import language_of
from ingest.loaded import FileFacts, LoadRequest, LoadResult, Outcome
from ingest.opening import check_size, hash_of
from retriever.pages import page_at
from retriever.types import Document, Section, StatementKind

OUTCOMES: dict[type[IngestError], Outcome] = {
    UnsupportedFormat: Outcome.UNSUPPORTED,
    EmptyDocument: Outcome.EMPTY,
    ImageOnly: Outcome.IMAGE_ONLY,
    NeedsPassword: Outcome.NEEDS_PASSWORD,
    TooLarge: Outcome.TOO_LARGE,
    UnreadableFile: Outcome.DAMAGED,
}
WORD = re.compile(r"\w+")


def load(path: Path, source: str, collection: str = "main") -> Document:
    """Return the document that a file holds.

    Args:
        path: The file.
        source: The name the document goes by: its path below the ingested folder, with forward slashes.
        collection: The collection it belongs to.

    Raises:
        IngestError: There is none; which error says why.
        OSError: The file cannot be opened.
    """
    result = _loaded(LoadRequest(SourceFile(path, source), source, collection), FileFacts(format=detect(path)))
    if result.document is None:
        raise UnsupportedFormat("an archive is no document. Ingest it, and each file in it becomes one.")
    return result.document


def load_file(request: LoadRequest) -> LoadResult:
    """Return what becomes of a file; what is wrong with it is part of the result and never raised."""
    started = time.perf_counter()
    facts = FileFacts()
    try:
        facts = replace(facts, size_bytes=request.file.path.stat().st_size)
        facts = replace(facts, format=detect(request.file.path))
        result = _loaded(request, facts)
    except IngestError as error:
        result = LoadResult(OUTCOMES[type(error)], reason=str(error), facts=facts)
    except OSError as error:
        reason = f"cannot be opened: {error.strerror or error}."
        result = LoadResult(Outcome.DAMAGED, reason=reason, facts=facts, may_pass=True)
    return replace(result, facts=replace(result.facts, seconds=time.perf_counter() - started))


def readable_name(source: str) -> str:
    """Return a title made from a file's name.

    >>> readable_name("policies/annual-leave_2021.md")
    'Annual leave 2021'
    """
    stem = Path(source).stem
    words = " ".join(re.sub(r"[_\-]+", " ", stem).split())
    return words[:1].upper() + words[1:] if words else stem


def _loaded(request: LoadRequest, facts: FileFacts) -> LoadResult:
    """Return the document of a file, or the members of an archive, with the file's facts.

    Raises:
        IngestError: It has neither.
        OSError: It cannot be opened.
    """
    file = request.file
    check_size(file.path.stat().st_size, file.limits)
    if facts.format in TEXT_FORMATS:
        text = decoded(file.path.read_bytes())
        return _with_document(request, facts, canonical_of_text(text, file.limits.characters), ParsedFile(()))
    with _temporary_files(file.unpack_to if facts.format in UNPACKED_FORMATS else None):
        if facts.format == "locked":
            with unlocked(file) as opened:
                facts = replace(facts, format=detect(opened.path))
                parsed = reader_of(facts.format)(opened)
        else:
            parsed = reader_of(facts.format)(file)
    if parsed.members and not parsed.elements:
        return LoadResult(Outcome.UNPACKED, None, " ".join(parsed.notes), facts, parsed.members)
    return _with_document(request, facts, canonical_of_elements(parsed, file.limits.characters), parsed)


@contextmanager
def _temporary_files(folder: Path | None) -> Iterator[None]:
    """Make temporary files in a folder, which is made too, so that what a killed reader leaves is deleted with it."""
    usual = tempfile.tempdir
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = usual


def _with_document(request: LoadRequest, facts: FileFacts, canonical: Canonical, parsed: ParsedFile) -> LoadResult:
    words = len(WORD.findall(canonical.text))
    if not any(map(str.isalnum, canonical.text)):
        raise EmptyDocument(" ".join(("the file holds no words.", *canonical.notes)))
    rows = StatementKind.ROW
    tables = sum(element.kind is ElementKind.TABLE for element in parsed.elements)
    pages = list(enumerate(parsed.pages, start=1))
    return LoadResult(
        Outcome.PARTLY_READ if canonical.notes else Outcome.READ,
        _document(request, canonical),
        " ".join(canonical.notes),
        replace(
            facts,
            pages=len(canonical.pages),
            words=words,
            characters=len(canonical.text),
            tables=tables or _runs_of(canonical.sections, rows),
            empty_pages=tuple(number for number, page in pages if page.is_empty),
            image_pages=tuple(number for number, page in pages if page.is_image),
            recognised_pages=tuple(number for number, page in pages if page.is_recognised),
            unreadable=parsed.unreadable,
            language=language_of(canonical.text),
        ),
        parsed.members,
    )


def _document(request: LoadRequest, canonical: Canonical) -> Document:
    return Document(
        source=request.source,
        title=canonical.title or readable_name(request.source),
        text=canonical.text,
        sections=tuple(_on_its_page(section, canonical) for section in canonical.sections),
        content_hash=request.content_hash or hash_of(request.file.path),
        collection=request.collection,
        furniture=canonical.furniture,
        links=canonical.links,
        acronyms=acronyms(canonical.text),
        pages=canonical.pages,
    )


def _on_its_page(section: Section, canonical: Canonical) -> Section:
    """Return a section with the page on which its heading, or its first word, stands."""
    first = section.heading or next(((each.start, each.end) for each in section.statements), None)
    page = page_at(canonical.pages, first[0] if first else section.start)
    return replace(section, page=page.number if page else None)


def _runs_of(sections: tuple[Section, ...], kind: StatementKind) -> int:
    """Return how many unbroken runs of statements of a kind there are: tables, for rows."""
    runs = 0
    for section in sections:
        kinds = [statement.kind for statement in section.statements]
        runs += sum(own is kind and before is not kind for before, own in zip([None, *kinds], kinds, strict=False))
    return runs
