"""The canonical text of a file with its parts, from the file's own text or from its elements."""

from dataclasses import dataclass
from itertools import accumulate

from ingest.assemble import assemble
from ingest.contents import with_contents_as_furniture
from ingest.elements import ParsedFile
from ingest.inline import clean
from ingest.structure import Structure, structure, structure_of_blocks
from retriever.types import Link, Page, Section, Span

PAGE_BREAK = "\f"
CUT = "It holds more than the {:,} characters of text allowed; what follows was left out."


@dataclass(frozen=True, slots=True)
class Canonical:
    """A canonical text, and what its parts are."""

    text: str
    sections: tuple[Section, ...]
    title: str | None
    furniture: tuple[Span, ...]
    links: tuple[Link, ...]
    pages: tuple[Page, ...]
    notes: tuple[str, ...]  # what of the file was not read, in words


def canonical_of_text(raw: str, most_characters: int) -> Canonical:
    """Return the canonical text of a plain text or Markdown file; its pages end at form feeds, where there are any."""
    is_cut = len(raw) > most_characters
    cleaned = clean(raw[:most_characters])
    parts = structure(cleaned.text, cleaned.strong, cleaned.verbatim)
    return Canonical(
        text=cleaned.text,
        sections=parts.sections,
        title=cleaned.title or parts.title,
        furniture=parts.furniture,
        links=cleaned.links,
        pages=_pages_of_text(cleaned.text),
        notes=_cut_note(most_characters) if is_cut else (),
    )


def canonical_of_elements(parsed: ParsedFile, most_characters: int) -> Canonical:
    """Return the canonical text that a file's elements make."""
    made = assemble(with_contents_as_furniture(parsed.elements), parsed.pages, most_characters)
    slides = [page.start for page in made.pages if page.kind == "slide"]
    parts: Structure = structure_of_blocks(made.text, made.blocks, made.strong, slides)
    are_sheets = any(page.kind == "sheet" for page in parsed.pages)
    return Canonical(
        text=made.text,
        sections=parts.sections,
        # A sheet's name says little about its file.
        title=parsed.title or (None if are_sheets else parts.title),
        furniture=tuple(sorted((*made.furniture, *parts.furniture))),
        links=made.links,
        pages=made.pages,
        notes=(*parsed.notes, *(_cut_note(most_characters) if made.is_cut else ())),
    )


def _pages_of_text(text: str) -> tuple[Page, ...]:
    if PAGE_BREAK not in text.strip():
        return ()
    starts = accumulate((len(page) + 1 for page in text.rstrip().split(PAGE_BREAK)[:-1]), initial=0)
    return tuple(Page(number, start) for number, start in enumerate(starts, start=1))


def _cut_note(most_characters: int) -> tuple[str, ...]:
    return (CUT.format(most_characters),)
