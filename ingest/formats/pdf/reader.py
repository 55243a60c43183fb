"""Read PDF files: text by its layout, pictures of pages by text recognition where that is installed."""

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.elements import Element, PageFacts, ParsedFile, SourceFile, paragraph
from ingest.errors import EmptyDocument, ImageOnly, UnreadableFile
from ingest.formats.pdf.attachments import attached_files
from ingest.formats.pdf.contents import without_contents
from ingest.formats.pdf.elements import described, elements_of, furniture_element
from ingest.formats.pdf.furniture import PageRows, furniture_rows
from ingest.formats.pdf.headings import joined_headings, with_headings
from ingest.formats.pdf.layout import Flow, PageParts, is_typewritten, page_flow, page_parts, page_rows
from ingest.formats.pdf.library import PdfDocument, open_page, open_pdf, page_characters, page_picture
from ingest.formats.pdf.lines import TextLine
from ingest.formats.pdf.outline import outline_entries, page_label, telling_title
from ingest.formats.pdf.page import page_ink
from ingest.formats.pdf.paragraphs import TextBlock
from ingest.formats.text_recognition import DOTS_PER_INCH, can_recognise, recognised_paragraphs

# Of the time allowed, so that what was read by then is kept.
TIME_SHARE = 0.8
# Of that time, text recognition begins with no page after this share.
RECOGNITION_SHARE = 0.9


@dataclass(slots=True)
class _Pages:
    """The pages of a file as far as they were read."""

    parts: list[PageParts] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    recognised: dict[int, list[str]] = field(default_factory=dict)  # paragraphs of pages that are pictures
    unrecognised: list[int] = field(default_factory=list)  # pictures whose words were not looked for or not found
    count: int = 0  # of the file
    read: int = 0  # pages looked at before the time was over


def read_pdf(file: SourceFile) -> ParsedFile:
    """Return what a PDF file holds.

    Raises:
        NeedsPassword: It is locked, and no password given opens it.
        UnreadableFile: It is damaged, or none of its pages can be read.
        ImageOnly: Its pages are pictures, and text recognition is not installed or found nothing.
        EmptyDocument: It has no words and no pictures.
    """
    deadline = time.monotonic() + file.limits.seconds * TIME_SHARE
    with open_pdf(file.path, file.passwords) as document:
        pages = _read_pages(document, deadline)
        members = tuple(attached_files(document, file)) if file.unpack_to else ()
        elements = list(_elements(pages, document))
        _check(pages, elements)
        return ParsedFile(
            elements=tuple(elements),
            title=telling_title(document, file.name),
            pages=tuple(_facts(pages, document)),
            notes=tuple(_notes(pages)),
            unreadable=sum(parts.unreadable for parts in pages.parts),
            members=members,
        )


def _read_pages(document: PdfDocument, deadline: float) -> _Pages:
    pages = _Pages(count=len(document))
    recognises = None
    for index in range(pages.count):
        if index and time.monotonic() > deadline:
            break
        pages.read = index + 1
        with open_page(document, index) as page, page_characters(page) as characters:
            if page is None or characters is None:
                pages.failed.append(index + 1)
                continue
            parts = page_parts(page_ink(document.raw, page.raw, characters, index + 1))
            pages.parts.append(parts)
            if parts.has_words or not parts.has_images:
                continue
            recognises = can_recognise() if recognises is None else recognises
            words = None
            if recognises:
                words = recognised_paragraphs(page_picture(page, DOTS_PER_INCH), deadline - time.monotonic())
            if words:
                pages.recognised[index + 1] = words
            else:
                pages.unrecognised.append(index + 1)
    return pages


def _elements(pages: _Pages, document: PdfDocument) -> Iterator[Element]:
    """Yield the elements of all pages in reading order: heads, text, footnotes, comments, feet."""
    rows: list[PageRows] = [page_rows(parts) for parts in pages.parts if parts.has_words]
    furniture = furniture_rows(rows)
    with_code = not is_typewritten(pages.parts)
    flow: list[tuple[int, Flow]] = []
    for parts in pages.parts:
        flow += [
            (parts.number, block) for block in page_flow(parts, furniture.get(parts.number, []), with_code=with_code)
        ]
    texts = [(page, block) for page, block in flow if isinstance(block, TextBlock)]
    named = iter(with_headings(texts, outline_entries(document)))
    flow = [(page, next(named) if isinstance(block, TextBlock) else block) for page, block in flow]
    body = without_contents(elements_of(joined_headings(flow)))
    by_page: dict[int, list[Element]] = {}
    for element in body:
        by_page.setdefault(element.page, []).append(element)
    for parts in pages.parts:
        heads, feet = _heads_and_feet(furniture.get(parts.number, []), parts)
        yield from (furniture_element(row, parts.number) for row in heads)
        yield from by_page.get(parts.number, [])
        yield from (paragraph(words, parts.number) for words in pages.recognised.get(parts.number, []))
        yield from described(parts.comments, parts.number)
        yield from (furniture_element(row, parts.number) for row in feet)


def _heads_and_feet(rows: Sequence[TextLine], parts: PageParts) -> tuple[list[TextLine], list[TextLine]]:
    middle = parts.box.height / 2
    return [row for row in rows if row.baseline < middle], [row for row in rows if row.baseline >= middle]


def _check(pages: _Pages, elements: Sequence[Element]) -> None:
    """Refuse a file that holds nothing to be read."""
    if any(element.rows or any(run.text.strip() for run in element.runs) for element in elements):
        return
    if pages.failed or not pages.count:
        raise UnreadableFile("none of its pages can be read. Open it in a PDF program and save it anew.")
    if pages.unrecognised:
        remedy = (
            "no words were recognised in them."
            if can_recognise()
            else "install Tesseract to have their words recognised."
        )
        raise ImageOnly(f"its pages are pictures without words: {remedy}")
    raise EmptyDocument("its pages hold no words.")


def _facts(pages: _Pages, document: PdfDocument) -> Iterator[PageFacts]:
    found = {parts.number: parts for parts in pages.parts}
    for number in range(1, pages.read + 1):
        parts = found.get(number)
        recognised = number in pages.recognised
        has_words = parts is not None and parts.has_words
        yield PageFacts(
            label=page_label(document, number),
            is_empty=parts is not None and not has_words and not recognised and not parts.has_images,
            is_image=number in pages.unrecognised,
            is_recognised=recognised,
        )


def _notes(pages: _Pages) -> Iterator[str]:
    """Yield what a person should know of the pages."""
    if pages.failed:
        yield f"{page_list(pages.failed)} could not be read."
    if pages.unrecognised:
        what = _is_are(pages.unrecognised, "a picture", "pictures")
        yield f"{page_list(pages.unrecognised)} {what} without words that could be read."
    if pages.recognised:
        seen = sorted(pages.recognised)
        whose = _is_are(seen, "a picture; its", "pictures; their")
        yield f"{page_list(seen)} {whose} words were recognised and may hold mistakes."
    if pages.read < pages.count:
        yield f"Only the first {pages.read:,} of {pages.count:,} pages were read in the time allowed."


def _is_are(numbers: Sequence[int], one: str, several: str) -> str:
    return f"is {one}" if len(numbers) == 1 else f"are {several}"


def page_list(numbers: Sequence[int]) -> str:
    """Return page numbers in words, runs of three or more with their ends only.

    >>> page_list([3]), page_list([3, 7]), page_list([1, 2, 3, 9])
    ('Page 3', 'Pages 3 and 7', 'Pages 1 to 3 and 9')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]} to {run[-1]}" if len(run) > 2 else " and ".join(map(str, run)) for run in runs]
    parts = re.split(r" and ", " and ".join(parts))
    listed = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    return f"{'Page' if len(numbers) == 1 else 'Pages'} {listed}"
