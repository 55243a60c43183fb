"""Load one file as a document."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from ingest.acronyms import acronyms
from ingest.errors import EmptyDocument, UnreadableFile, UnsupportedFormat
from ingest.inline import CleanText, clean
from ingest.structure import structure
from retriever.types import Document

BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def load(path: Path, source: str, collection: str = "main") -> Document:
    """Return the document that a file holds.

    Args:
        path: The file.
        source: The name the document goes by: its path below the ingested folder, with forward slashes.
        collection: The collection it belongs to.

    Raises:
        UnsupportedFormat: No loader reads files with this suffix.
        UnreadableFile: The file cannot be opened, or is not text.
        EmptyDocument: The file holds no words.
    """
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        known = ", ".join(sorted(LOADERS))
        raise UnsupportedFormat(f"{source}: files of kind '{path.suffix}' cannot be read. Save it as one of {known}.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{source}: {error.strerror or error}. Check that the file can be opened.") from error
    cleaned = loader(content, source)
    if not any(character.isalnum() for character in cleaned.text):
        raise EmptyDocument(f"{source}: the file holds no words.")
    parts = structure(cleaned.text, cleaned.strong, cleaned.verbatim)
    return Document(
        source=source,
        title=cleaned.title or parts.title or readable_name(source),
        text=cleaned.text,
        sections=parts.sections,
        content_hash=hashlib.sha256(content).hexdigest(),
        collection=collection,
        furniture=parts.furniture,
        links=cleaned.links,
        acronyms=acronyms(cleaned.text),
    )


def readable_name(source: str) -> str:
    """Return a title made from a file's name.

    >>> readable_name("policies/annual-leave_2021.md")
    'Annual leave 2021'
    """
    stem = Path(source).stem
    words = " ".join(re.sub(r"[_\-]+", " ", stem).split())
    return words[:1].upper() + words[1:] if words else stem


def load_text(content: bytes, source: str) -> CleanText:
    """Return the canonical text of a plain text or Markdown file."""
    raw = _decoded(content, source).replace("\r\n", "\n").replace("\r", "\n")
    return clean(raw)


def _decoded(content: bytes, source: str) -> str:
    encoding = BYTE_ORDER_MARKS.get(content[:2])
    if encoding is None and b"\0" in content:
        raise UnreadableFile(f"{source}: this is not a text file, whatever its name says.")
    try:
        return content.decode(encoding or "utf-8-sig")
    except UnicodeDecodeError as error:
        if encoding:
            raise UnreadableFile(f"{source}: the text is damaged ({error}). Save it again as UTF-8.") from error
        return content.decode("cp1252", errors="replace")


LOADERS: dict[str, Callable[[bytes, str], CleanText]] = {
    ".txt": load_text,
    ".md": load_text,
    ".markdown": load_text,
}
