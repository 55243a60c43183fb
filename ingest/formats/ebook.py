"""Read e-books (EPUB): their chapters in the order in which they are read."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from ingest.elements import Element, ElementKind, ParsedFile, SourceFile, heading, paragraph
from ingest.errors import EmptyDocument, IngestError, UnreadableFile
from ingest.formats.markup import XmlElement, local_name, xml_root
from ingest.formats.package import Package, open_package
from ingest.formats.web.reader import page_of_bytes

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
PAGE_SUFFIXES = (".xhtml", ".html", ".htm", ".xml")
# Scrambled letter shapes, which protect no words.
FONTS_ONLY = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
PROTECTED = "the book is protected against copying and cannot be read. Ask its publisher for a copy without protection."
NO_CHAPTERS = "no chapter of the book could be read."
LOST_CHAPTER = "The part {} of the book could not be read."
ABSOLUTE = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A part of the book, by its name in the package."""

    name: str
    is_contents: bool = False  # the table of contents, which only leads to the others


@dataclass(frozen=True, slots=True)
class _Book:
    title: str | None
    chapters: tuple[_Chapter, ...]
    headings: dict[str, str]  # of chapters, as the table of contents names them
    facts: tuple[str, ...] = ()  # who wrote it, and what it says of itself


def read_epub(file: SourceFile) -> ParsedFile:
    """Return what a book holds; a chapter without a heading of its own gets that of the table of contents.

    Raises:
        UnreadableFile: It is protected, no package, or none of its chapters can be read.
        TooLarge: It would unpack to more than the limits allow.
    """
    with open_package(file.path, file.limits) as package:
        _check_protection(package)
        book = _book(package)
        elements: list[Element] = list(map(paragraph, book.facts))
        notes = package.notes
        for chapter in book.chapters:
            try:
                elements += _chapter_elements(package, chapter, book.headings.get(chapter.name))
            except EmptyDocument:
                continue
            except IngestError:
                notes.append(LOST_CHAPTER.format(chapter.name))
    if len(elements) == len(book.facts) and notes:
        raise UnreadableFile(NO_CHAPTERS)
    unreadable = sum(run.text.count("\ufffd") for element in elements for run in element.runs)
    return ParsedFile(tuple(elements), book.title, notes=tuple(notes), unreadable=unreadable)


def _check_protection(package: Package) -> None:
    content = package.read(ENCRYPTION)
    for node in _nodes(xml_root(content), "EncryptedData") if content else ():
        methods = [each.get("Algorithm") or "" for each in _nodes(node, "EncryptionMethod")]
        names = [each.get("URI") or "" for each in _nodes(node, "CipherReference")]
        is_text = any(name.lower().endswith((*PAGE_SUFFIXES, ".opf", ".ncx")) for name in names)
        if is_text and not any(method.startswith(FONTS_ONLY) for method in methods):
            raise UnreadableFile(PROTECTED)


def _book(package: Package) -> _Book:
    """Return what the book's own description says of its order; without one, all its pages by name."""
    container = _root(package, CONTAINER)
    stated = (
        next((node.get("full-path") for node in _nodes(container, "rootfile")), None) if container is not None else None
    )
    name = stated or next((each for each in package.names() if each.endswith(".opf")), "")
    root = _root(package, name) if name else None
    if root is None:
        pages = sorted(each for each in package.names() if each.endswith(PAGE_SUFFIXES) and "META-INF" not in each)
        return _Book(None, tuple(map(_Chapter, pages)), {})
    folder = posixpath.dirname(name)
    items = {node.get("id"): node for node in _nodes(root, "item")}
    spine = [items[node.get("idref")] for node in _nodes(root, "itemref") if node.get("idref") in items]
    chapters = [
        _Chapter(_joined(folder, node.get("href")), "nav" in (node.get("properties") or "").split()) for node in spine
    ]
    written = {name: _stated(root, name) for name in ("title", "creator", "description")}
    facts = [f"Author: {', '.join(written['creator'])}"] if written["creator"] else []
    return _Book(
        title=next(iter(written["title"]), None),
        chapters=tuple(dict.fromkeys(chapters)),
        headings=_headings(package, folder, list(items.values())),
        facts=(*facts, *written["description"]),
    )


def _stated(root: XmlElement, name: str) -> list[str]:
    """Return what the book's description states under a name, without markup."""
    found = ("".join(node.itertext()) for node in _nodes(root, name))
    return [words for each in found if (words := " ".join(re.sub(r"</?\w[^<>]*>", " ", each).split()))]


def _headings(package: Package, folder: str, items: list[XmlElement]) -> dict[str, str]:
    """Return the first name that the table of contents gives each chapter."""
    found: dict[str, str] = {}
    for item in items:
        is_new = "nav" in (item.get("properties") or "").split()
        if not is_new and item.get("media-type") != "application/x-dtbncx+xml":
            continue
        name = _joined(folder, item.get("href"))
        root = _root(package, name)
        if root is None:
            continue
        for node in _nodes(root, "a" if is_new else "navPoint"):
            source = node if is_new else next(_nodes(node, "content"), None)
            label = node if is_new else next(_nodes(node, "navLabel"), None)
            target = (source.get("href") or source.get("src") or "") if source is not None else ""
            words = " ".join("".join(label.itertext()).split()) if label is not None else ""
            if target and words:
                found.setdefault(_joined(posixpath.dirname(name), target), words)
    return found


def _chapter_elements(package: Package, chapter: _Chapter, title: str | None) -> list[Element]:
    """Return a chapter's elements.

    Raises:
        EmptyDocument: It holds none.
        UnreadableFile: It is missing or damaged.
    """
    content = package.read(chapter.name)
    if content is None:
        raise UnreadableFile(NO_CHAPTERS)
    elements = [_outward(element) for element in page_of_bytes(content).elements]
    if chapter.is_contents:
        return [replace(each, kind=ElementKind.FURNITURE, level=0, marker="") for each in elements if not each.rows]
    if title and elements and not any(element.kind is ElementKind.HEADING for element in elements):
        first = " ".join("".join(run.text for run in elements[0].runs).split())
        elements = [heading(title, 1), *(elements[1:] if first == title else elements)]
    return elements


def _outward(element: Element) -> Element:
    """Return an element without links to other places in the book."""
    if not any(run.url and not run.url.startswith(ABSOLUTE) for run in element.runs):
        return element
    kept = (run if (run.url or "").startswith(ABSOLUTE) else replace(run, url=None) for run in element.runs)
    return replace(element, runs=tuple(kept))


def _root(package: Package, name: str) -> XmlElement | None:
    try:
        content = package.read(name)
        return xml_root(content) if content else None
    except UnreadableFile:
        return None


def _nodes(root: XmlElement, name: str) -> Iterator[XmlElement]:
    return (node for node in root.iter() if local_name(node) == name)


def _joined(folder: str, address: str | None) -> str:
    """Return the name in the package that an address inside the book leads to."""
    return posixpath.normpath(posixpath.join(folder, unquote((address or "").partition("#")[0])))
