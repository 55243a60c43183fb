"""Reader of presentations: a page for each slide, its words in reading order."""

import re
from dataclasses import replace

from ingest.elements import Element, ElementKind, PageFacts, ParsedFile, SourceFile
from ingest.errors import EmptyDocument, ImageOnly, UnreadableFile
from ingest.formats.locked_office import unlocked
from ingest.formats.markup import XmlElement, local_name
from ingest.formats.package import Package, open_package
from ingest.formats.relations import Relation, main_part, named, relation_id, relations, root_of
from ingest.formats.slides.beside import comments, speaker_notes
from ingest.formats.slides.layout import Look, look_of
from ingest.formats.slides.shapes import SlideContext, slide_elements

_SLIDE_PART = re.compile(r"ppt/slides/slide(\d+)\.xml")
_REMEDY = "Open it in the program it came from and save it anew."


def read_pptx(file: SourceFile) -> ParsedFile:
    """Return a presentation's slides in its order, hidden ones too, each followed by its notes and comments.

    Raises:
        EmptyDocument: No slide holds words.
        ImageOnly: The slides hold pictures, and no words.
        UnreadableFile: The package or all of its slides are damaged.
        NeedsPassword: It is locked, and none of the passwords given opens it.
        TooLarge: It unpacks to more than the limits allow.
    """
    with unlocked(file) as opened, open_package(opened.path, opened.limits) as package:
        return _parsed(package, file.limits.characters)


def _parsed(package: Package, characters: int) -> ParsedFile:
    elements: list[Element] = []
    pages: list[PageFacts] = []
    notes = package.notes
    looks: dict[str, Look] = {}
    parts = _slide_parts(package)
    for number, part in enumerate(parts, 1):
        root = root_of(package, part)
        if root is None:
            notes.append(f"Slide {number} is damaged or missing.")
            pages.append(PageFacts(kind="slide", is_empty=True))
            continue
        found = _whole_slide(package, part, root, looks, number)
        characters -= sum(map(_size, found))
        if characters < 0:
            notes.append(f"Only the first {number - 1:,} of {len(parts):,} slides were read.")
            break
        elements += found
        pages.append(_facts(root, found))
    if not elements and (notes or not parts):
        raise UnreadableFile(f"none of its slides can be read. {_REMEDY}")
    if not any(element.kind is not ElementKind.FURNITURE for element in elements):
        if any(page.is_image for page in pages):
            raise ImageOnly("its slides hold pictures and no words; text recognition would be needed.")
        raise EmptyDocument("no slide of it holds words.")
    return ParsedFile(tuple(elements), pages=tuple(pages), notes=tuple(notes))


def _slide_parts(package: Package) -> list[str]:
    """The parts of the slides in the presentation's order; by their numbers where that is damaged."""
    part = main_part(package, "ppt/presentation.xml")
    root, related = root_of(package, part), relations(package, part)
    listed = named(root, "sldIdLst") if root is not None else None
    if listed is not None:
        ids = [relation_id(node) for node in listed]
        found = [related[id_].target for id_ in ids if id_ in related and related[id_].kind == "slide"]
        if found:
            return found
    numbered = [(int(match[1]), match[0]) for match in map(_SLIDE_PART.fullmatch, package.names()) if match]
    return [name for _, name in sorted(numbered)]


def _whole_slide(package: Package, part: str, root: XmlElement, looks: dict[str, Look], page: int) -> list[Element]:
    related = relations(package, part)
    layout = _first(related, "slideLayout")
    if layout not in looks:
        looks[layout] = look_of(package, layout)
    context = SlideContext(package, related, looks[layout])
    found = [*slide_elements(root, context), *speaker_notes(package, related), *comments(package, related)]
    return [replace(element, page=page) for element in found]


def _first(related: dict[str, Relation], kind: str) -> str:
    return next((relation.target for relation in related.values() if relation.kind == kind), "")


def _facts(root: XmlElement, found: list[Element]) -> PageFacts:
    says = any(element.kind is not ElementKind.FURNITURE for element in found)
    has_picture = any(local_name(node) == "blip" for node in root.iter())
    return PageFacts(kind="slide", is_empty=not says and not has_picture, is_image=not says and has_picture)


def _size(element: Element) -> int:
    return sum(len(run.text) for run in element.runs) + sum(len(cell) for row in element.rows for cell in row)
