"""OpenDocument files: texts, slides and sheets."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from ingest.elements import Element, ElementKind, PageFacts, ParsedFile, Run, SourceFile
from ingest.errors import EmptyDocument, ImageOnly, NeedsPassword, UnreadableFile
from ingest.formats.markup import XmlElement
from ingest.formats.opendocument.lists import Lists
from ingest.formats.opendocument.sheets import sheet_elements
from ingest.formats.opendocument.slides import slide_elements
from ingest.formats.opendocument.story import Story
from ingest.formats.opendocument.styles import Styles, value
from ingest.formats.package import open_package
from ingest.formats.word.pages import PageCount
from ingest.formats.word.paragraph import as_title, has_words, plain_words
from ingest.formats.word.parts import Parts
from ingest.formats.word.xml import bare, child, inside, words

CONTENT, STYLES, META, MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
_SAVE_ANEW = "Open it in the program it came from and save it anew."


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document's body of one kind, and what belongs to it."""

    body: XmlElement
    styles: Styles
    style_root: XmlElement | None
    meta: XmlElement | None
    pictures: bool
    notes: list[str] = field(default_factory=list)

    @property
    def title(self) -> str | None:
        """The title that the document's properties give."""
        return as_title("" if self.meta is None else words(next(inside(self.meta, "title"), None)))

    def parsed(self, elements: Iterable[Element], pages: Iterable[PageFacts] = ()) -> ParsedFile:
        """Return the file as it was read.

        Raises:
            EmptyDocument: It holds no words.
            ImageOnly: It holds pictures and no words.
        """
        found = tuple(elements)
        if not any(map(has_words, found)):
            if self.pictures:
                raise ImageOnly("it holds pictures and no words.")
            raise EmptyDocument("it holds no words.")
        return ParsedFile(found, title=self.title, pages=tuple(pages), notes=tuple(dict.fromkeys(self.notes)))


def read_odt(file: SourceFile) -> ParsedFile:
    """Return the elements of a text in reading order; pages where it was saved with their ends.

    Headers come first and footers last, each text once; a note comes after the paragraph that refers to it.

    Raises:
        IngestError: As for all OpenDocument files: it is damaged, locked, too large, empty or only pictures.
    """
    with _opened(file, "text") as opened:
        pages = PageCount(_has_pages(opened))
        elements = list(Story(opened.styles, Lists(opened.styles), pages).elements(opened.body))
        last = pages.here
        headers = [replace(each, page=min(1, last)) for each in _furniture(opened, "header")]
        footers = [replace(each, page=last) for each in _furniture(opened, "footer")]
        filled = {element.page for element in elements}
        facts = [PageFacts(is_empty=page not in filled) for page in range(1, last + 1)]
        return opened.parsed((*headers, *elements, *footers), facts)


def read_odp(file: SourceFile) -> ParsedFile:
    """Return the elements of slides, each slide's title first and what was noted on it last; fails as `read_odt`."""
    with _opened(file, "presentation") as opened:
        slides = [node for node in opened.body if bare(node) == "page"]
        by_slide = [slide_elements(node, opened.styles, number) for number, node in enumerate(slides, start=1)]
        facts = [
            PageFacts(kind="slide", is_empty=not elements, is_image=not elements and any(inside(node, "image")))
            for node, elements in zip(slides, by_slide, strict=True)
        ]
        return opened.parsed((element for elements in by_slide for element in elements), facts)


def read_ods(file: SourceFile) -> ParsedFile:
    """Return the elements of sheets, each after a heading with the sheet's name; fails as `read_odt`."""
    with _opened(file, "spreadsheet") as opened:
        sheets = [node for node in opened.body if bare(node) == "table"]
        by_sheet = [
            sheet_elements(node, opened.styles, number, opened.notes) for number, node in enumerate(sheets, start=1)
        ]
        facts = [
            PageFacts(label=value(node, "name"), kind="sheet", is_empty=not elements)
            for node, elements in zip(sheets, by_sheet, strict=True)
        ]
        return opened.parsed((element for elements in by_sheet for element in elements), facts)


@contextmanager
def _opened(file: SourceFile, kind: str) -> Iterator[_Opened]:
    with open_package(file.path, file.limits) as package:
        parts = Parts(package, package.notes)
        _refuse_locked(parts)
        root = parts.required(CONTENT)
        body = child(root, "body", kind)
        if body is None:
            raise UnreadableFile(f"its words are missing or damaged. {_SAVE_ANEW}")
        style_root = parts.optional(STYLES)
        styles = Styles()
        styles.add(style_root)
        styles.add(child(root, "automatic-styles"))
        pictures = any(name.startswith("Pictures/") for name in package.names())
        yield _Opened(body, styles, style_root, parts.optional(META), pictures, parts.notes)


def _refuse_locked(parts: Parts) -> None:
    manifest = parts.optional(MANIFEST)
    if manifest is not None and next(inside(manifest, "encryption-data"), None) is not None:
        raise NeedsPassword("it is locked with a password. Save it without one in the program it came from.")


def _furniture(opened: _Opened, kind: str) -> list[Element]:
    """Return all headers, or all footers, each text once."""
    shown: dict[str, Element] = {}
    for node in () if opened.style_root is None else opened.style_root.iterdescendants():
        if bare(node) in (kind, f"{kind}-left", f"{kind}-first"):
            story = Story(opened.styles, Lists(opened.styles), PageCount(is_counted=False))
            text = " ".join("".join(run.text for run in plain_words(story.elements(node))).split())
            if text:
                shown.setdefault(text, Element(ElementKind.FURNITURE, (Run(text),)))
    return list(shown.values())


def _has_pages(opened: _Opened) -> bool:
    """Return whether the text was saved with the ends of its pages, or those put in by hand make all there are."""
    by_hand = 0
    for node in opened.body.iterdescendants():
        name = bare(node)
        if name == "soft-page-break":
            return True
        by_hand += name in ("p", "h") and opened.styles.breaks_page("paragraph", value(node, "style-name"))
    statistic = None if opened.meta is None else next(inside(opened.meta, "document-statistic"), None)
    return by_hand > 0 and str(by_hand + 1) == value(statistic, "page-count")
