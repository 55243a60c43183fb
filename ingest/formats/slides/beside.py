"""What belongs to a slide without standing on it: the speaker's notes and comments."""

from collections.abc import Iterator

from ingest.elements import Element, ElementKind, Run, heading
from ingest.formats.markup import XmlElement, local_name
from ingest.formats.package import Package
from ingest.formats.relations import Relation, all_named, main_part, named, relations, root_of
from ingest.formats.slides.text import body_elements, plain_words

NOTES_TITLE = "Notes"
_DAY = len("2024-01-31")


def speaker_notes(package: Package, related: dict[str, Relation]) -> list[Element]:
    """Return what the speaker's notes of a slide say, under a title of their own.

    Args:
        package: The presentation.
        related: What the slide refers to.
    """
    part = next((relation.target for relation in related.values() if relation.kind == "notesSlide"), "")
    root = root_of(package, part) if part else None
    if root is None:
        return []
    links = relations(package, part)
    found: list[Element] = []
    for shape in all_named(root, "sp"):
        body = named(shape, "txBody")
        # The other placeholders of a page of notes repeat the slide, or stand on every page.
        if body is not None and any(node.get("type") == "body" for node in all_named(shape, "ph")):
            found += body_elements(body, links)
    return [heading(NOTES_TITLE, 2), *found] if found else []


def comments(package: Package, related: dict[str, Relation]) -> Iterator[Element]:
    """Yield each comment and reply on a slide, in either form that there is, with who wrote it and when."""
    authors: dict[str, str] | None = None
    for relation in related.values():
        root = root_of(package, relation.target) if relation.kind == "comments" else None
        if root is None:
            continue
        if authors is None:
            authors = _authors(package)
        for node in root.iter():
            words = _words(node) if local_name(node) in ("cm", "reply") else ""
            if words:
                day = (node.get("dt") or node.get("created") or "")[:_DAY]
                by = ", ".join(part for part in (authors.get(node.get("authorId", ""), ""), day) if part)
                yield Element(ElementKind.FOOTNOTE, (Run(f"{by}: {words}" if by else words),))


def _words(comment: XmlElement) -> str:
    text, body = named(comment, "text"), named(comment, "txBody")
    if text is not None:
        return " ".join((text.text or "").split())
    return plain_words(body) if body is not None else ""


def _authors(package: Package) -> dict[str, str]:
    """The names of those who comment, by the ids that comments give."""
    names: dict[str, str] = {}
    for relation in relations(package, main_part(package, "ppt/presentation.xml")).values():
        root = root_of(package, relation.target) if relation.kind in ("commentAuthors", "authors") else None
        for node in root if root is not None else ():
            names[node.get("id", "")] = node.get("name", "")
    return names
