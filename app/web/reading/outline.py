"""The contents of a long document, to go to its sections from."""

from html import escape

from app.render import one_line
from retriever.types import Document, Section

# A document of fewer headings is seen through at a glance.
LEAST_HEADINGS = 4
# Where there are more, the deeper ones are left out.
MOST_HEADINGS = 120
DEEPEST = 4


def outline_html(document: Document) -> str:
    """Return links to a document's sections under "Contents", closed at first; empty for a short document."""
    sections = [section for section in document.sections if section.heading and section.path]
    if len(sections) < LEAST_HEADINGS:
        return ""
    depth = next((depth for depth in range(DEEPEST, 1, -1) if _count(sections, depth) <= MOST_HEADINGS), 1)
    least = min(len(section.path) for section in sections)
    items = "".join(
        f'<li class="level-{len(section.path) - least + 1}"><a href="#part-{section.start}" data-part dir="auto">'
        f"{escape(one_line(section.path[-1]))}</a></li>"
        for section in sections
        if len(section.path) - least < depth
    )
    return (
        '<nav class="outline" aria-label="Contents"><details><summary>Contents</summary>'
        f"<ol>{items}</ol></details></nav>"
    )


def _count(sections: list[Section], depth: int) -> int:
    least = min(len(section.path) for section in sections)
    return sum(len(section.path) - least < depth for section in sections)
