"""What a PDF file says of itself: its title, its outline, the numbers printed on its pages."""

import re
from pathlib import PurePath

from ingest.formats.pdf.headings import OutlineEntry
from ingest.formats.pdf.library import PdfDocument, labels_of, outline_of

MOST_TITLE_CHARACTERS = 200
NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel|office)|powerpoint presentation|untitled|document\d*|title|slide \d+"
    r"|presentation\d*|layout \d+)\b.*",
    re.IGNORECASE,
)
FILE_NAME = re.compile(
    r"\S*\.[a-z0-9]{2,5}|[\w%~-]*_[\w%~.-]*|.*\.(?:docx?|pdf|indd|pptx?|xlsx?|tex|dvi|odt|qxd|pub|rtf|pmd|fm|ai|p65)",
    re.IGNORECASE,
)


def telling_title(document: PdfDocument, name: str) -> str | None:
    """Return the title that a file gives itself, if it reads like one.

    Args:
        document: The file.
        name: The file's own name, which is no title.
    """
    return title_or_none(document.get_metadata_value("Title"), name)


def title_or_none(title: str, name: str) -> str | None:
    """Return a title cleaned, or None where it is a program's word or a file's name.

    >>> title_or_none("Leave policy ", "a.pdf"), title_or_none("Microsoft Word - leave.doc", "a.pdf")
    ('Leave policy', None)
    """
    words = " ".join(title.replace("\ufeff", "").replace("\x00", " ").split())
    letters = sum(map(str.isalpha, words))
    if letters < 3 or letters < 0.5 * len(words.replace(" ", "")) or len(words) > MOST_TITLE_CHARACTERS:
        return None
    is_name = FILE_NAME.fullmatch(words) or words.lower() in (name.lower(), PurePath(name).stem.lower())
    return None if is_name or NO_TITLE.fullmatch(words) or "\ufffd" in words else words


def outline_entries(document: PdfDocument) -> list[OutlineEntry]:
    """Return the lines of a file's outline in order; none where it is damaged."""
    return [OutlineEntry(" ".join(title.split()), level + 1, page) for title, level, page in outline_of(document)]


def page_label(document: PdfDocument, number: int) -> str:
    """Return a page's printed number where it differs from its position; empty else.

    Args:
        document: The file.
        number: The page's, 1-based.
    """
    label = " ".join(labels_of(document, number - 1).split())
    return "" if label == str(number) or not label.isprintable() or len(label) > 20 else label
