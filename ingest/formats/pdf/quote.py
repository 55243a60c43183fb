"""Find the characters of a quote among those of a page, whatever stands between its words there."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.formats.pdf.bidi import is_right_to_left, logical_order
from ingest.formats.pdf.shapes import Glyph

# Parts of a quote that is not on the page as a whole are found by this many letters in a row.
SEED_LETTERS = 8
# A shorter part between two others counts where it stands no further from them, in letters.
NEAR_LETTERS = 60
# Less of a quote than this share says nothing of where it is, unless a page's end parts it: then this many letters
# with which it begins or ends do.
LEAST_SHARE = 0.5
LEAST_END = 24
# Of what stands before and after a quote, to tell it from the same words elsewhere on the page.
CONTEXT_LETTERS = 80
# A run of letters that stands at more places than these is no help.
MOST_PLACES = 50
# Characters are on one line whose baselines are no further apart, in sizes of the type.
LINE_SLACK = 0.3


@dataclass(frozen=True, slots=True)
class Sought:
    """A quote with what stands before and after it in its document."""

    words: str
    before: str = ""
    after: str = ""


Place = tuple[int, int]
"""First and last letter, exclusive."""


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters and digits of a page, each with the glyph that it is in."""

    text: str
    glyphs: tuple[Glyph, ...]


def quote_glyphs(glyphs: Sequence[Glyph], sought: Sought) -> list[Glyph]:
    """Return the glyphs of a page that make up a quote, in its order; none where it is not there.

    Only letters and digits are compared, so white space, hyphens and ligatures do not matter.

    Args:
        glyphs: In the order of the file.
        sought: The quote; of several places, the one with the same words around it is taken.
    """
    quote = letters_of(sought.words)
    if not quote:
        return []
    orders = [_letters(glyphs), _letters(_line_by_line(glyphs))]
    for letters in orders:
        if place := _best_place(letters.text, quote, letters_of(sought.before), letters_of(sought.after)):
            return _glyphs_at(letters, [place])
    letters, parts = max(((each, _parts(each.text, quote)) for each in orders), key=lambda pair: _length(pair[1]))
    return _glyphs_at(letters, [place for _, place in _telling(parts, len(quote))])


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, in one form.

    >>> letters_of("The ﬁrst co-ordinator: 10²")
    'thefirstcoordinator102'
    """
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _letters(glyphs: Iterable[Glyph]) -> _Letters:
    pairs = [(letter, glyph) for glyph in glyphs for letter in letters_of(glyph.text)]
    return _Letters("".join(letter for letter, _ in pairs), tuple(glyph for _, glyph in pairs))


def _glyphs_at(letters: _Letters, places: Iterable[Place]) -> list[Glyph]:
    """The glyphs of letters, each once, though a ligature is several letters."""
    return [next(same) for start, end in places for _, same in groupby(letters.glyphs[start:end], key=id)]


def _line_by_line(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield glyphs as they stand on the page: line under line across all columns, each line in reading order."""
    by_turn: defaultdict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        by_turn[glyph.look.turn].append(glyph)
    for turned in by_turn.values():
        line: list[Glyph] = []
        for glyph in sorted(turned, key=lambda glyph: glyph.baseline):
            if line and glyph.baseline - line[-1].baseline > LINE_SLACK * glyph.look.size:
                yield from _in_reading_order(line)
                line = []
            line.append(glyph)
        yield from _in_reading_order(line)


def _in_reading_order(line: Sequence[Glyph]) -> Sequence[Glyph]:
    if any(is_right_to_left(glyph.text) for glyph in line):
        return logical_order(line)
    return sorted(line, key=lambda glyph: glyph.left)


def _best_place(page: str, quote: str, before: str, after: str) -> Place | None:
    """Where the quote stands; of several places, the one with most of the same letters around it, then the first."""
    best: tuple[int, Place] | None = None
    start = page.find(quote)
    while start >= 0:
        end = start + len(quote)
        same = _same_end(page[max(0, start - CONTEXT_LETTERS) : start], before)
        same += _same_start(page[end : end + CONTEXT_LETTERS], after)
        if best is None or same > best[0]:
            best = same, (start, end)
        start = page.find(quote, start + 1)
    return best[1] if best else None


def _same_start(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((count for count, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _same_end(one: str, other: str) -> int:
    return _same_start(one[::-1], other[::-1])


def _parts(page: str, quote: str) -> list[tuple[int, Place]]:
    """Where parts of the quote stand, each with its start in the quote, in order of that."""
    seeds = _seeds(page)
    found: list[tuple[int, Place]] = []
    at = 0
    while at <= len(quote) - SEED_LETTERS:
        last = found[-1][1][1] if found else 0
        starts = seeds.get(quote[at : at + SEED_LETTERS], ())
        place = max(
            ((start, start + _same_start(page[start : start + len(quote)], quote[at:])) for start in starts),
            key=lambda place: (place[1] - place[0], -abs(place[0] - last)),
            default=None,
        )
        if place is None:
            at += 1
            continue
        found.append((at, place))
        at += place[1] - place[0]
    return _with_short_parts(page, quote, found)


def _seeds(page: str) -> dict[str, list[int]]:
    """Where each run of a few letters stands; not those of which a page made to do harm has far too many."""
    seeds: defaultdict[str, list[int]] = defaultdict(list)
    for start in range(len(page) - SEED_LETTERS + 1):
        places = seeds[page[start : start + SEED_LETTERS]]
        if len(places) < MOST_PLACES:
            places.append(start)
    return seeds


def _with_short_parts(page: str, quote: str, found: Sequence[tuple[int, Place]]) -> list[tuple[int, Place]]:
    """The parts with what stands between them in the quote, where it stands next to them on the page, too."""
    whole: list[tuple[int, Place]] = []
    for number, (at, place) in enumerate(found):
        whole.append((at, place))
        end = at + place[1] - place[0]
        following = found[number + 1][0] if number + 1 < len(found) else len(quote)
        between = quote[end:following]
        start = page.find(between, place[1], place[1] + NEAR_LETTERS) if between else -1
        if start >= 0:
            whole.append((end, (start, start + len(between))))
    return whole


def _telling(parts: Sequence[tuple[int, Place]], letters: int) -> list[tuple[int, Place]]:
    """The parts, if they are enough of a quote of so many letters to show where it is."""
    if _length(parts) >= LEAST_SHARE * letters:
        return list(parts)
    ends = [(at, place) for at, place in parts if at == 0 or at + place[1] - place[0] == letters]
    return [(at, place) for at, place in ends if place[1] - place[0] >= LEAST_END]


def _length(parts: Iterable[tuple[int, Place]]) -> int:
    return sum(end - start for _, (start, end) in parts)
