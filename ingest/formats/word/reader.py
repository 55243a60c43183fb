"""Word documents: DOCX and its kin with macros and templates, in both namespaces they are written in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from ingest.elements import Element, ElementKind, PageFacts, ParsedFile, Run, SourceFile
from ingest.errors import EmptyDocument, ImageOnly
from ingest.formats.markup import XmlElement
from ingest.formats.word.numbering import read_numbering
from ingest.formats.word.pages import PageCount, has_pages
from ingest.formats.word.paragraph import as_title, has_words, plain_words
from ingest.formats.word.parts import Parts, Relations, open_parts
from ingest.formats.word.story import Document, Story
from ingest.formats.word.styles import read_styles
from ingest.formats.word.xml import attribute, bare, child, inside, relation_id, words

NOTE_PARTS = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
CORE_PROPERTIES, PROPERTIES = "core-properties", "extended-properties"


def read_docx(file: SourceFile) -> ParsedFile:
    """Return the elements of a Word document in reading order; pages where it was saved with their ends.

    Headers come first and footers last, each text once; a footnote, an endnote or a comment comes after the paragraph
    that refers to it.

    Raises:
        EmptyDocument: It holds no words.
        ImageOnly: It holds pictures and no words.
        UnreadableFile: It is damaged.
        NeedsPassword: It is locked.
        TooLarge: It would unpack to more than the limits allow.
    """
    with open_parts(file) as parts:
        main = parts.main()
        root = parts.required(main)
        relations = parts.relations(main)
        body = child(root, "body")
        if body is None:
            raise EmptyDocument("the document holds no words.")
        pages = PageCount(has_pages(body, _pages_said(parts)))
        document = _document(parts, relations)
        elements = list(_joined_code(Story(document, relations, pages).elements(body)))
        headers, footers = (_furniture(document, relations, body, kind) for kind in ("header", "footer"))
        if not any(has_words(element) for element in (*elements, *headers, *footers)):
            _refuse(parts)
        last = pages.here
        return ParsedFile(
            (
                *(replace(each, page=min(1, last)) for each in headers),
                *elements,
                *(replace(each, page=last) for each in footers),
            ),
            title=as_title(_properties(parts, CORE_PROPERTIES, "title")),
            pages=tuple(_page_facts(elements, last)),
            notes=tuple(dict.fromkeys(parts.notes)),
        )


def _document(parts: Parts, relations: Relations) -> Document:
    """Return what the parts of a document share, its notes read."""
    styles = read_styles(_related(parts, relations, "styles"))
    bare_document = Document(parts, styles, read_numbering(_related(parts, relations, "numbering"), styles))
    notes = {}
    for relation in relations.values():
        if relation.kind not in NOTE_PARTS:
            continue
        kind, root = NOTE_PARTS[relation.kind], parts.optional(relation.target)
        story = Story(bare_document, parts.relations(relation.target), PageCount(is_counted=False))
        for node in () if root is None else root:
            if attribute(node, "type") in (None, "normal") and (runs := plain_words(story.elements(node))):
                lead = (Run(_author(node)),) if kind == "comment" else ()
                notes[kind, attribute(node, "id") or ""] = Element(ElementKind.FOOTNOTE, (*lead, *runs))
    return replace(bare_document, notes=notes)


def _author(comment: XmlElement) -> str:
    author = (attribute(comment, "author") or "").strip()
    return f"Comment ({author}): " if author else "Comment: "


def _related(parts: Parts, relations: Relations, kind: str) -> XmlElement | None:
    """Return the root of the first part of a kind; None where there is none."""
    found = next((each for each in relations.values() if each.kind == kind), None)
    return None if found is None else parts.optional(found.target)


def _furniture(document: Document, relations: Relations, body: XmlElement, kind: str) -> list[Element]:
    """Return all headers, or all footers, each text once."""
    referred = (relations.get(relation_id(node) or "") for node in inside(body, f"{kind}Reference"))
    shown: dict[str, Element] = {}
    for target in dict.fromkeys(each.target for each in referred if each is not None):
        root = document.parts.optional(target)
        story = Story(document, document.parts.relations(target), PageCount(is_counted=False))
        runs = () if root is None else plain_words(story.elements(root))
        text = " ".join("".join(run.text for run in runs).split())
        if text:
            shown.setdefault(text, Element(ElementKind.FURNITURE, (Run(text),)))
    return list(shown.values())


def _joined_code(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield elements, lines of code that follow one another as one."""
    for key, group in groupby(elements, lambda element: (element.kind is ElementKind.CODE, element.page)):
        if not key[0]:
            yield from group
            continue
        lines = ["".join(run.text for run in element.runs) for element in group]
        yield Element(ElementKind.CODE, (Run("\n".join(lines)),), page=key[1])


def _refuse(parts: Parts) -> None:
    if any("/media/" in name for name in parts.package.names()):
        raise ImageOnly("the document holds pictures and no words.")
    raise EmptyDocument("the document holds no words.")


def _page_facts(elements: Iterable[Element], count: int) -> Iterator[PageFacts]:
    filled = {element.page for element in elements}
    return (PageFacts(is_empty=page not in filled) for page in range(1, count + 1))


def _properties(parts: Parts, kind: str, name: str) -> str:
    found = next((each for each in parts.relations("").values() if each.kind == kind), None)
    root = None if found is None else parts.optional(found.target)
    return "" if root is None else next((words(node) for node in root if bare(node) == name), "")


def _pages_said(parts: Parts) -> int | None:
    said = _properties(parts, PROPERTIES, "Pages")
    return int(said) if said.isdecimal() else None
