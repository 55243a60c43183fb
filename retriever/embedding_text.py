"""What of a passage is embedded: its place in the document, then its words."""

from retriever.types import Passage


def embedding_text(passage: Passage) -> str:
    """Return the title and heading path on one line, then the passage's text.

    The title is left out where the path already holds it.
    """
    title = () if not passage.title or passage.title in passage.section else (passage.title,)
    place = " > ".join((*title, *passage.section))
    return f"{place}\n{passage.text}" if place else passage.text
