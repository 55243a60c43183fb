"""The words of lines: raised signs kept from sticking to words, lines joined where a word was parted by a hyphen."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.elements import Run
from ingest.formats.pdf.shapes import Glyph

# A raised sign is smaller than its neighbours and stands higher, in sizes of the type.
RAISED_SIZE, RAISED_SHIFT = 0.85, 0.15
RAISED_SIGNS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
MARK = re.compile(r"[\d,*∗†‡§¶#]{1,7}\)?|[a-z]\)")
# Digits raised after these are a power, not a footnote's mark: 10⁶, m².
POWER = re.compile(r"(?<!\d)10$|(?<![^\W\d_])[kcdmµ]?m$|(?<![^\W\d_])(?:ft|in|[A-Za-z])$")
# Words that keep their hyphen at a line's end.
KEEP_HYPHEN = frozenset("self non well cross half ex all co pre post multi anti inter".split())
# Dots from a title to its page's number.
LEADERS = re.compile(r"(?:[.·…_]\s?){5,}\s*[\divxlcIVXLC-]{0,8}$")
LAST_WORD = re.compile(r"[^\s]*$")
ADDRESS_END = re.compile(r"(?:https?://|www\.)\S*[/_.=?&-]$")


def is_ideograph(letter: str) -> bool:
    """Whether a character belongs to Chinese or Japanese writing, which has no spaces between words.

    >>> [is_ideograph(letter) for letter in "漢か한a。"]
    [True, True, False, False, True]
    """
    code = ord(letter)
    if 0x3130 <= code <= 0x318F or 0xA4D0 <= code < 0xF900:
        return False
    return 0x2E80 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF or 0x20000 <= code <= 0x3FFFF


def line_runs(glyphs: Sequence[Glyph], size: float, baseline: float) -> tuple[Run, ...]:
    """Return the words of a line.

    Args:
        glyphs: In reading order, each told whether white space stands before it.
        size: Of the line's type, in points.
        baseline: The line's.
    """
    parts: list[tuple[str, bool, str | None]] = []
    words = ""
    for is_raised, group in groupby(glyphs, key=lambda glyph: _is_raised(glyph, size, baseline)):
        run = list(group)
        sign = "".join(glyph.text for glyph in run)
        if is_raised and words and MARK.fullmatch(sign):
            sign = _raised_sign(words, sign)
            parts.append((sign, run[0].look.bold, run[0].url))
            words += sign
            continue
        for glyph in run:
            if glyph.spaced and words:
                _, last_bold, last_url = parts[-1]
                parts.append((" ", glyph.look.bold and last_bold, glyph.url if glyph.url == last_url else None))
                words += " "
            parts.append((glyph.text, glyph.look.bold, glyph.url))
            words += glyph.text
        if is_raised and len(words) == len(sign) and MARK.fullmatch(sign):
            parts.append((" ", run[0].look.bold, None))
    return tuple(_merged(parts))


def joined(words: str, more: str) -> str:
    """Return what stands on two lines as one, without the hyphen that only parts a word.

    >>> joined("the depart-", "ment of"), joined("COVID-", "19"), joined("a well-", "known man")
    ('the department of', 'COVID-19', 'a well-known man')
    """
    dropped, between = seam(words, more)
    return words[: len(words) - dropped] + between + more


def seam(words: str, more: str) -> tuple[int, str]:
    """Return how many signs to take from the end of a line, and what to put before the next one.

    >>> seam("the depart-", "ment of"), seam("the end", "of it")
    ((1, ''), (0, ' '))
    """
    if not words or not more:
        return 0, ""
    if (is_ideograph(words[-1]) and is_ideograph(more[0])) or ADDRESS_END.search(words[-200:]):
        return 0, ""
    if words[-1] == "\u00ad":
        return 1, ""
    if words[-1] not in "-\u2010" or len(words) < 2 or not words[-2].isalnum():
        return 0, " "
    word = LAST_WORD.search(words[-80:])
    stem = word.group()[:-1].lower() if word else ""
    if not more[0].islower() or not words[-2].isalpha() or "-" in stem or stem.strip("([“\"'") in KEEP_HYPHEN:
        return 0, ""
    return 1, ""


def joined_runs(lines: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    """Return the runs of lines as those of one paragraph."""
    found: list[Run] = []
    for runs in lines:
        if found and runs:
            last = found[-1]
            dropped, between = seam("".join(run.text for run in found[-3:]), runs[0].text)
            found[-1] = Run(last.text[: len(last.text) - dropped] + between, last.strong, last.url)
        for run in runs:
            if found and (found[-1].strong, found[-1].url) == (run.strong, run.url):
                found[-1] = Run(found[-1].text + run.text, run.strong, run.url)
            else:
                found.append(run)
    return tuple(found)


def _is_raised(glyph: Glyph, size: float, baseline: float) -> bool:
    return glyph.look.size <= RAISED_SIZE * size and glyph.baseline <= baseline - RAISED_SHIFT * size


def _raised_sign(words: str, sign: str) -> str:
    """A footnote's mark set off by a space, a power or a unit's digit as such a sign."""
    return sign.translate(RAISED_SIGNS) if _is_power(words, sign) else f" {sign}"


def _is_power(words: str, sign: str) -> bool:
    if not POWER.search(words) or not sign.isdigit():
        return False
    return words[-1].isdigit() or sign in ("2", "3")


def _merged(parts: Sequence[tuple[str, bool, str | None]]) -> Iterator[Run]:
    for (strong, url), group in groupby(parts, key=lambda part: part[1:]):
        yield Run("".join(text for text, _, _ in group), strong, url)
