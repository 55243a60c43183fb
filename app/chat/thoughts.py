"""Takes out what a model thinks aloud between <think> tags, while its reply comes in pieces."""

OPENINGS = ("<think>", "<thinking>")
CLOSINGS = ("</think>", "</thinking>")
TAGS = OPENINGS + CLOSINGS


class ThoughtFilter:
    """Passes a reply on without its thoughts; whatever may be the beginning of a tag waits for the next piece.

    >>> thoughts = ThoughtFilter()
    >>> [thoughts.passed(piece) for piece in ("<thi", "nk>Hm.", " So</think", ">Yes, 2 <", " 3.")]
    ['', '', '', 'Yes, 2 ', '< 3.']
    >>> thoughts.rest()
    ''
    """

    def __init__(self) -> None:
        self._waiting = ""
        self._in_thought = False

    def passed(self, piece: str) -> str:
        """Return what of the reply can be passed on now that a piece more of it is known."""
        text = self._waiting + piece
        passed = []
        while (found := _first_tag(text)) is not None:
            start, tag = found
            if not self._in_thought:
                passed.append(text[:start])
            self._in_thought = tag in OPENINGS
            text = text[start + len(tag) :]
        held = _possible_tag(text)
        self._waiting = text[len(text) - held :]
        if not self._in_thought:
            passed.append(text[: len(text) - held])
        return "".join(passed)

    def rest(self) -> str:
        """Return what still waits at the end of the reply; a thought that was never closed is not passed on."""
        return "" if self._in_thought else self._waiting


def _first_tag(text: str) -> tuple[int, str] | None:
    lowered = text.lower()
    found = [(lowered.find(tag), tag) for tag in TAGS]
    return min(((start, tag) for start, tag in found if start >= 0), default=None)


def _possible_tag(text: str) -> int:
    """Return how many characters at the end of the text may be the beginning of a tag.

    >>> _possible_tag("if a </th"), _possible_tag("if a < b")
    (4, 0)
    """
    start = text.rfind("<")
    end = text[start:].lower() if start >= 0 else ""
    return len(end) if end and any(tag.startswith(end) for tag in TAGS) else 0
