"""Short forms as they stand in running text, whether or not a document says what they mean."""

import re
from collections.abc import Collection, Iterator

from ingest.acronyms import NOT_SHORT
from retriever.types import Span

# Letters, joined by signs: "S/NFI", "HLP-IDP", "R&D"; or with full stops: "U.S.".
_TOKEN = re.compile(r"(?<![\w@.])(?:(?:[A-Z]\.){2,}(?![A-Za-z])|[A-Za-z]+(?:[/&-][A-Za-z]+)*(?![@\w]))")
_TWO_CAPITALS = re.compile(r"[A-Z][^A-Z]*[A-Z]")
_POSTAL_CODE = re.compile(r",?\s\d{5}\b")
_PART = re.compile(r"[A-Za-z]+")
_WORD = re.compile(r"[A-Za-z]+")
_ORDINARY = re.compile(r"(?<![\w@./-])[A-Za-z][a-z]+\b(?![@./]\w)")
MAX_LETTERS = 7  # longer words in capitals are words in capitals
# Written in capitals for weight. Others are known by standing in small letters elsewhere in the documents.
_STRESSED = frozenset(
    "ALL ALWAYS AN AND ANY ARE AS AT BE BEFORE BOTH BUT BY CAN DO DONE EACH EITHER FOR FREE FROM HAVE HE IF IN IS MAY "
    "MUST NEVER NEW NO NONE NOT NOTE NOW OF ON ONE ONLY OR OUR SHALL SHE SO STOP THAT THE THEN THEY THIS TO TWO UNTIL "
    "WE WHEN WILL WITH YES YOU YOUR".split()
)
# Short forms that look like words which stand in every text.
_LIKE_WORDS = frozenset({"IT", "US", "WHO"})


def ordinary_words(text: str) -> frozenset[str]:
    """The words that a text writes in small letters, or with one capital, all in small letters; none of addresses."""
    return frozenset(word.lower() for word in _ORDINARY.findall(text))


def short_key(name: str) -> str:
    """What all spellings of a short form share: "MiGOF", "MIGOF"; "U.S.", "US".

    >>> short_key("MiGOF"), short_key("U.S."), short_key("AP  DDWG")
    ('MIGOF', 'US', 'AP DDWG')
    """
    return " ".join(name.replace(".", "").upper().split())


def short_forms(text: str, known: Collection[str], ordinary: Collection[str]) -> Iterator[tuple[str, Span]]:
    """Short forms of a text in order, each with its span.

    Args:
        text: A statement or a heading.
        known: Keys of the short forms that are defined; they are found wherever they stand.
        ordinary: Words in small letters that are not taken for short forms when they stand in capitals.

    Returns:
        Names without the "s" of the plural. In text that is all in capitals, only known ones.
    """
    shouted = _is_shouted(text)
    tokens = [token for token in _TOKEN.finditer(text) if _TWO_CAPITALS.search(token[0])]
    passed = 0
    for index, token in enumerate(tokens):
        if index < passed:
            continue
        if index + 1 < len(tokens):
            pair = (token.start(), tokens[index + 1].end())
            if short_key(text[slice(*pair)]) in known:
                passed = index + 2
                yield text[slice(*pair)], pair
                continue
        for name, span in _in_token(token[0], token.start(), known):
            stands_alone = not (shouted or _POSTAL_CODE.match(text, span[1]))
            if short_key(name) in known or (stands_alone and _is_undefined(name, ordinary)):
                yield name, span


def singular_short(name: str) -> str:
    """A short form without the "s" of its plural.

    >>> singular_short("NGOs"), singular_short("CoEs"), singular_short("SaaS")
    ('NGO', 'CoE', 'SaaS')
    """
    return name[:-1] if len(name) > 2 and name.endswith("s") and name[-2].isupper() else name


def is_short_form(name: str) -> bool:
    """Whether a name is written as short forms are: one word, two capitals at least, and half of its letters."""
    if " " in name:
        return False
    letters = [character for character in name if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return capitals >= 2 and 2 * capitals >= len(letters)


def _in_token(token: str, start: int, known: Collection[str]) -> Iterator[tuple[str, Span]]:
    """The token itself where it is known, or else its parts, longest known runs first."""
    if "." in token:
        yield token, (start, start + len(token))
        return
    parts = list(_PART.finditer(token))
    first = 0
    while first < len(parts):
        for last in range(len(parts), first, -1):
            begin, end = parts[first].start(), parts[last - 1].end()
            name = singular_short(token[begin:end])
            if last == first + 1 or (is_short_form(name) and short_key(name) in known):
                if is_short_form(name):
                    yield name, (start + begin, start + begin + len(name))
                first = last
                break


def _is_undefined(name: str, ordinary: Collection[str]) -> bool:
    letters = name.replace(".", "")
    if len(letters) > MAX_LETTERS or not letters[0].isupper() or letters in NOT_SHORT or letters in _STRESSED:
        return False
    return letters in _LIKE_WORDS or "." in name or letters.lower() not in ordinary


def _is_shouted(text: str) -> bool:
    """Whether most words are in capitals, so that capitals tell nothing."""
    words = _WORD.findall(text)
    capitals = sum(len(word) > 1 and word.isupper() for word in words)
    return 2 * capitals >= len(words) and (capitals > 1 or len(words) == 1)
