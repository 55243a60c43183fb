"""Put the characters of a line that holds right-to-left words into the order in which they are read."""

import unicodedata
from collections.abc import Sequence
from itertools import groupby

from ingest.formats.pdf.shapes import Glyph

_FIRST_HEBREW = "\u0590"
_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_OPENING, _CLOSING = "([{«<", ")]}»>"


def is_right_to_left(text: str) -> bool:
    """Whether a character, or the first of a few, is of a script that runs from right to left.

    >>> [is_right_to_left(letter) for letter in "aש1ب("]
    [False, True, False, True, False]
    """
    return text[0] >= _FIRST_HEBREW and unicodedata.bidirectional(text[0]) in ("R", "AL", "NSM", "RLE", "RLO")


def logical_order(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the characters of a line as they are read, whatever the order in which they are drawn.

    Args:
        glyphs: Of one line. Those of a ligature, which share their place, come in the order opposite to reading, as
            pdfium gives them.
    """
    clusters = _clusters(glyphs)
    strong = [cluster for cluster in clusters if cluster[0].text[0].isalpha()]
    leftwards = sum(_is_leftward(cluster) for cluster in strong)
    runs = [(turned, list(part)) for turned, part in groupby(_with_direction(clusters), key=lambda pair: pair[0])]
    ordered = [[cluster for _, cluster in part] for _, part in runs]
    for position, (turned, _) in enumerate(runs):
        if turned:
            ordered[position].reverse()
    if 2 * leftwards >= len(strong):
        ordered.reverse()
    return [glyph for part in ordered for cluster in part for glyph in cluster]


def mended_brackets(words: str) -> str:
    """Return right-to-left words with their brackets turned where every pair would close before it opens.

    >>> mended_brackets("א )ב( ג")
    'א (ב) ג'
    """
    if not any(map(is_right_to_left, words)) or _unpaired(words) <= _unpaired(turned := words.translate(_MIRRORED)):
        return words
    return turned


def _unpaired(words: str) -> int:
    """How many brackets close what was not opened, or open what is not closed."""
    open_now = unpaired = 0
    for sign in words:
        if sign in _OPENING:
            open_now += 1
        elif sign in _CLOSING and open_now:
            open_now -= 1
        elif sign in _CLOSING:
            unpaired += 1
    return unpaired + open_now


def _clusters(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters that share a place, together and in reading order; from left to right."""
    found: list[list[Glyph]] = []
    for glyph in glyphs:
        last = found[-1][-1] if found else None
        if (
            last
            and is_right_to_left(last.text)
            and is_right_to_left(glyph.text)
            and abs(last.left - glyph.left) < 0.05
            and abs(last.right - glyph.right) < 0.05
        ):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    for cluster in found:
        if any(is_right_to_left(glyph.text) for glyph in cluster):
            spaced = any(glyph.spaced for glyph in cluster)
            cluster[:] = [glyph._replace(spaced=False) for glyph in reversed(cluster)]
            cluster[0] = cluster[0]._replace(spaced=spaced)
    found = list({_cluster_key(position, cluster): cluster for position, cluster in enumerate(found)}.values())
    return sorted(found, key=lambda cluster: (cluster[0].left + cluster[0].right) / 2)


def _cluster_key(position: int, cluster: Sequence[Glyph]) -> str | int:
    """The same for a word that is told twice: as what is drawn stands for, and once more without a place of its own."""
    return "".join(glyph.text for glyph in cluster) if len(cluster) > 2 else position


def _is_leftward(cluster: Sequence[Glyph]) -> bool:
    return any(is_right_to_left(glyph.text) for glyph in cluster)


def _with_direction(clusters: Sequence[list[Glyph]]) -> list[tuple[bool, list[Glyph]]]:
    """Each cluster with whether it runs leftwards; signs go with both neighbours if these agree, else with the line."""
    directions = [_direction(cluster) for cluster in clusters]
    strong = [direction for direction in directions if direction is not None]
    whole = 2 * sum(strong) >= len(strong)
    found = []
    for position, direction in enumerate(directions):
        if direction is None:
            before = next((one for one in reversed(directions[:position]) if one is not None), whole)
            after = next((one for one in directions[position + 1 :] if one is not None), whole)
            direction = before if before == after else whole
        found.append((direction, clusters[position]))
    return found


def _direction(cluster: Sequence[Glyph]) -> bool | None:
    """True where it runs leftwards, False for letters and digits that run rightwards, None for signs."""
    if _is_leftward(cluster):
        return True
    return False if cluster[0].text[0].isalnum() else None
