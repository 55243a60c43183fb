"""The slides of OpenDocument presentations."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.elements import Element, ElementKind
from ingest.formats.markup import XmlElement
from ingest.formats.opendocument.lists import Lists
from ingest.formats.opendocument.story import Story
from ingest.formats.opendocument.styles import Styles, value
from ingest.formats.word.pages import PageCount
from ingest.formats.word.paragraph import has_words, plain_words
from ingest.formats.word.xml import bare, child

_FURNITURE = frozenset({"footer", "header", "date-time", "page-number"})


def slide_elements(slide: XmlElement, styles: Styles, number: int) -> list[Element]:
    """Return a slide's title as a heading, what its frames hold, and what was noted on it.

    Args:
        slide: The slide's node.
        styles: Those of the presentation.
        number: 1-based, the elements' page.
    """
    story = Story(styles, Lists(styles), PageCount(is_counted=False))
    frames = [node for node in slide if bare(node) not in ("notes", "animations", "par", "forms")]
    titles = [node for node in frames if value(node, "class") == "title"]
    elements = [element for node in titles for element in _title(story, node)]
    elements += [element for node in frames if node not in titles for element in _frame(story, node)]
    elements += _notes(story, slide)
    return [replace(element, page=number) for element in elements if has_words(element)]


def _title(story: Story, frame: XmlElement) -> Iterator[Element]:
    runs = plain_words(story.block(frame))
    if runs:
        yield Element(ElementKind.HEADING, runs, 1)


def _frame(story: Story, frame: XmlElement) -> Iterator[Element]:
    is_furniture = value(frame, "class") in _FURNITURE
    for element in story.block(frame):
        if is_furniture and not element.rows:
            yield replace(element, kind=ElementKind.FURNITURE, level=0)
        elif element.kind is ElementKind.HEADING:
            yield replace(element, level=min(element.level + 1, 9))
        else:
            yield element


def _notes(story: Story, slide: XmlElement) -> Iterator[Element]:
    """Yield what was noted for who shows the slide; the picture of the slide on that page says nothing."""
    page = child(slide, "notes")
    for frame in () if page is None else page:
        if value(frame, "class") == "notes" and (runs := plain_words(story.block(frame))):
            yield Element(ElementKind.FOOTNOTE, runs)
