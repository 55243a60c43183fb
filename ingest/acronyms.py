"""Find the short forms that a text defines, with their long forms.

After Schwartz & Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text", PSB 2003:
the letters of the short form are matched from right to left against the words beside it.
"""

import re
from collections.abc import Iterator, Sequence

from retriever.types import Acronym

SHORT = r"[A-Z0-9][A-Za-z0-9&/.\-]{1,11}(?:\s[A-Z]{2,7})?"
AFTER = re.compile(rf"[(\[]\s?[\"“'‘]?(?P<short>{SHORT})[\"”'’]?(?:\s*[|,;:][^()\[\]\n]*)?\s?[)\]]")
BEFORE = re.compile(rf"(?<![\w/&.-])(?P<short>{SHORT})\s(?P<open>[(\[])\s?(?P<long>[^()\[\]\n]{{4,100}}?)\s?[)\]]")
LABEL = re.compile(
    rf"^[ \t*•–-]*(?P<short>{SHORT})\s?(?:[:=–—]|\s-)\s(?P<long>[^\n:;()\[\]]{{4,100}}?)[.,;]?$", re.MULTILINE
)
BARE = re.compile(r"(?<=[\w,] )(?P<short>[A-Z]{3,7})(?![\w/&-])")
# Small words that the letters of a short form may pass over; none of them begins a long form.
SMALL_WORDS = frozenset("a an and as at by for from in into of on or the to with & de la le et du des und für".split())
NOT_SHORT = frozenset("USD EUR GBP CHF JPY AUD CAD CNY INR II III IV VI VII VIII IX XI XII AM PM OK".split())
MAX_EXTRA_WORDS = 5  # beyond one word a letter; from the paper
MAX_WORD_CHARS = 30
WORD = re.compile(r"[^\W_]+|&")
STOP = re.compile(r"[.!?;:][\"”’)]?\s|[()\[\]|]|\n\s*\n")


def acronyms(text: str) -> tuple[Acronym, ...]:
    """Return the definitions of short forms in order of place.

    >>> [(each.short, each.long) for each in acronyms("the Displacement Tracking Matrix (DTM), since 2018 (USD)")]
    [('DTM', 'Displacement Tracking Matrix')]
    """
    found: dict[int, Acronym] = {}
    for each in (*_long_then_short(text), *_short_then_long(text), *_labelled(text), *_unbracketed(text)):
        found.setdefault(each.start, each)
    return tuple(found[start] for start in sorted(found))


def _long_then_short(text: str) -> Iterator[Acronym]:
    for match in AFTER.finditer(text):
        short = match["short"].rstrip(".")
        start = _long_start(text, match.start(), short, strict=False) if _may_be_short(short) else None
        if start is not None:
            yield _acronym(text, short, (start, match.start()), (start, match.end()))


def _short_then_long(text: str) -> Iterator[Acronym]:
    return _matching(text, BEFORE)


def _labelled(text: str) -> Iterator[Acronym]:
    """Entries of a glossary: ``PRA: Project Risk Assessment``."""
    return _matching(text, LABEL)


def _matching(text: str, form: re.Pattern[str]) -> Iterator[Acronym]:
    """Definitions of a form whose long form is, from its first word on, what the short one stands for."""
    for match in form.finditer(text):
        short = match["short"]
        start = _long_start(text, match.end("long"), short, strict=False) if _may_be_short(short) else None
        if start == match.start("long"):
            yield _acronym(text, short, match.span("long"), (match.start("short"), match.end()))


def _unbracketed(text: str) -> Iterator[Acronym]:
    """Definitions whose brackets were lost on the way into plain text: ``Impaired Driver Program IDP``."""
    for match in BARE.finditer(text):
        start = _long_start(text, match.start(), match["short"], strict=True)
        if start is not None:
            yield _acronym(text, match["short"], (start, match.start()), (start, match.end()))


def _acronym(text: str, short: str, long: tuple[int, int], span: tuple[int, int]) -> Acronym:
    return Acronym(short, " ".join(text[slice(*long)].split()).strip(" ,\"“”'‘’"), *span)


def _may_be_short(short: str) -> bool:
    letters = [character for character in short if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return capitals >= 2 and 2 * capitals >= len(letters) and short not in NOT_SHORT


def _long_start(text: str, end: int, short: str, *, strict: bool) -> int | None:
    """Return where the long form that stops at `end` begins; None where the words there are none.

    Args:
        text: The text.
        end: Offset after the long form.
        short: The short form.
        strict: Take only capitalised words, one for each letter.
    """
    letters = [character.lower() for character in short if character.isalnum()]
    most = min(2 * len(letters), len(letters) + MAX_EXTRA_WORDS)
    low = max(0, end - most * MAX_WORD_CHARS)
    last = low + len(text[low:end].rstrip())
    begin = max((stop.end() for stop in STOP.finditer(text, low, last)), default=low)
    words = list(WORD.finditer(text, begin, end))[-most:]
    if not words or _is_small(words[-1][0]) or not _touches(text[words[-1].end() : end]):
        return None
    first = _by_initials(words, letters)
    if strict:
        named = first is not None and all(_is_small(word[0]) or word[0][0].isupper() for word in words[first:])
        return words[first].start() if first is not None and named else None
    if first is None:
        first = _by_letters(words, letters)
    if first is None or words[first][0].upper().startswith(short.upper()):
        return None
    return words[first].start()


def _touches(between: str) -> bool:
    return not between.strip(" \n\"“”'‘’,*")


def _is_small(word: str) -> bool:
    return word.lower() in SMALL_WORDS


def _by_initials(words: Sequence[re.Match[str]], letters: Sequence[str]) -> int | None:
    """Return the position of the first word when each letter begins one word; small words may be passed over."""
    if not words or not letters:
        return None
    last = words[-1][0]
    if _is_small(last):
        passed = _by_initials(words[:-1], letters)
        if passed is not None:
            return passed
    if last[0].lower() != letters[-1]:
        return None
    if len(letters) == 1:
        return None if _is_small(last) else len(words) - 1
    return _by_initials(words[:-1], letters[:-1])


def _by_letters(words: Sequence[re.Match[str]], letters: Sequence[str]) -> int | None:
    """Return the position of the first word when the letters occur in order within the words.

    The first letter begins the first word. No word goes without a letter but small ones, and one other where there
    are letters enough to make chance unlikely.
    """
    position = len(letters) - 1
    spare = 1 if len(letters) > 3 else 0
    for index in range(len(words) - 1, -1, -1):
        word = words[index][0].lower()
        before = position
        place = len(word)
        while position > 0 and (place := word.rfind(letters[position], 0, place)) > -1:
            position -= 1
        if position == 0 and place != 0 and word.startswith(letters[0]):
            return None if _is_small(word) else index
        if before == position and not _is_small(word):
            spare -= 1
            if spare < 0:
                return None
    return None
