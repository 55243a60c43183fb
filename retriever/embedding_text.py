"""What of a passage is embedded: its place in the document, its table's header, then its words."""

from retriever.types import Passage


def embedding_text(passage: Passage) -> str:
    """Return the title and heading path on one line, the header of a table it goes on with on the next, then its text.

    The title is left out where the path already holds it, and a line with nothing on it.
    """
    title = () if not passage.title or passage.title in passage.section else (passage.title,)
    place = " > ".join((*title, *passage.section))
    return "\n".join(line for line in (place, passage.header, passage.text) if line)
