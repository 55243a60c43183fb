"""The words that the history keeps: cleaned for every database, cut to a title, folded for search."""

import re
import unicodedata

# As much as two lines of the side bar show.
TITLE_CHARS = 80
# PostgreSQL keeps no NUL, and no database half of a surrogate pair, which a browser can send.
_NOT_KEPT = re.compile(r"[\x00\ud800-\udfff]")
# Cannot begin a text cut off before it: what was written with the character before.
_JOINERS = {"\u200d", "\ufe0e", "\ufe0f"}
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def kept_text(text: str) -> str:
    """Return the text with what no database keeps as the replacement character.

    >>> kept_text("a\\x00b")
    'a\ufffdb'
    """
    return _NOT_KEPT.sub("\ufffd", text)


def title_of(text: str, most: int = TITLE_CHARS) -> str:
    """Return the text as a title: one line, cut between words where it is too long.

    >>> title_of("Who leads the\\n mission in  Nepal?"), title_of("Who leads the mission in Nepal?", 20)
    ('Who leads the mission in Nepal?', 'Who leads the…')
    """
    line = " ".join(kept_text(text).split())
    if len(line) <= most:
        return line
    end = most - 1
    while end and _joins(line, end):
        end -= 1
    end = end or most - 1
    space = line.rfind(" ", 0, end + 1)
    return line[: space if space > most // 2 else end].rstrip(" ,;:.-–—") + "…"


def searchable(*texts: str) -> str:
    """Return texts as they are searched: compatible forms and cases of a letter are one, white space is a space.

    >>> searchable("STRASSE,  Straße") == searchable("straße, strasse")
    True
    """
    joined = unicodedata.normalize("NFKC", " ".join(map(kept_text, texts)))
    return " ".join(unicodedata.normalize("NFKC", joined.casefold()).split())


def like_pattern(word: str) -> str:
    r"""Return the pattern for SQL's LIKE, with `\` as escape, that finds the word anywhere.

    >>> like_pattern("100%")
    '%100\\%%'
    """
    return "%" + re.sub(r"([\\%_])", r"\\\1", word) + "%"


def _joins(line: str, at: int) -> bool:
    """Whether the character belongs to the one before it, so that no cut may be made between them."""
    follows = line[at]
    return (
        unicodedata.combining(follows) > 0
        or follows in _JOINERS
        or line[at - 1] == "\u200d"
        or ord(follows) in _SKIN_TONES
    )
