"""Find known names in text by their words, whatever their case, number and signs."""

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)?")
NameWords = tuple[str, ...]

# Names of more words than this are not looked for.
LONGEST_NAME = 12


def name_words(name: str) -> NameWords:
    """A name's words in small letters, without the "s" of plurals.

    >>> name_words("Non-specialized Interventions") == name_words("non specialized intervention")
    True
    """
    return tuple(_singular(word) for word in _WORD.findall(name.lower()))


class KnownNames:
    """Names to look for, by their words."""

    def __init__(self, names: Iterable[NameWords]) -> None:
        """Look for these; the longest that begins at a word is the one that stands there."""
        self._names = frozenset(names)
        self._longest: dict[str, int] = {}
        for words in self._names:
            if 0 < len(words) <= LONGEST_NAME:
                self._longest[words[0]] = max(len(words), self._longest.get(words[0], 0))

    def in_text(self, text: str) -> Iterator[NameWords]:
        """The names that stand in the text, in order, as often as they stand there."""
        words = name_words(text)
        index = 0
        while index < len(words):
            for count in range(min(self._longest.get(words[index], 0), len(words) - index), 0, -1):
                if words[index : index + count] in self._names:
                    yield words[index : index + count]
                    index += count - 1
                    break
            index += 1


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]
