"""Which sentence of its quotes each part of a claim speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.checking.words import Sentence, Word

# A part of a claim is worth looking at by itself with so many words that tell something, or so many in all.
_LEAST_STEMS, _LEAST_WORDS = 2, 5
# What two words side by side count beside one that tells something.
_SIDE_BY_SIDE = 0.5
# Decides between sentences that share as much with a part: what they share with the whole claim.
_OF_WHOLE = 0.01
_JOINS = frozenset({"and", "or", "but", "while", "whereas"})


@dataclass(frozen=True, slots=True)
class Aligned:
    """Words of a claim beside the sentence of its quotes that shares most with them."""

    words: tuple[Word, ...]
    sentence: Sentence

    @property
    def stems(self) -> frozenset[str]:
        """Of the claim's words that tell something."""
        return frozenset(word.stem for word in self.words if word.stem)


def aligned(claim: Sentence, sentences: Sequence[Sentence]) -> list[Aligned]:
    """The claim in parts, each with its sentence; none where nothing is shared. Of equals the first counts.

    Neighbouring parts that speak of the same sentence are one.
    """
    whole = [_shared(claim.words, one) for one in sentences]
    if not whole or max(whole) < 1:
        return []
    found: list[tuple[list[Word], int]] = []
    for part in parts(claim):
        scores = [_shared(part, one) + _OF_WHOLE * n for one, n in zip(sentences, whole, strict=True)]
        place = scores.index(max(scores))
        if scores[place] < 1:
            place = found[-1][1] if found else whole.index(max(whole))
        if found and found[-1][1] == place:
            found[-1][0].extend(part)
        else:
            found.append((list(part), place))
    return [Aligned(tuple(words), sentences[place]) for words, place in found]


def _shared(words: Sequence[Word], other: Sentence) -> float:
    """How much words have in common with a sentence: what tells something, and what stands side by side."""
    beside = {(one.lower, two.lower) for one, two in pairwise(words)} & other.pairs
    return len({word.stem for word in words if word.stem} & other.stems) + _SIDE_BY_SIDE * len(beside)


def parts(claim: Sentence) -> list[list[Word]]:
    """Runs of words between commas and joining words, each with at least two that tell something."""
    parts: list[list[Word]] = [[]]
    for place, word in enumerate(claim.words):
        divides = word.lower in _JOINS or (place and word.clause != claim.words[place - 1].clause)
        if divides and _tells(parts[-1]) and _tells(claim.words[place:]):
            parts.append([])
        parts[-1].append(word)
    return parts


def _tells(words: Sequence[Word]) -> bool:
    return sum(bool(word.stem) for word in words) >= _LEAST_STEMS or len(words) >= _LEAST_WORDS
