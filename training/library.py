"""Search over all pages in memory, for training: the candidates that the reader will meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retriever.terms import terms
from training.pages import Page, Place

Floats = npt.NDArray[np.float32]
# Saturation and length damping of BM25; usual values.
K1, B = 1.2, 0.75
RANK_OFFSET, DEPTH = 60, 200


class Words:
    """BM25 over texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts: dict[str, tuple[list[int], list[float]]] = {}
        held = [terms(text) for text in texts]
        mean = sum(map(len, held)) / max(len(held), 1)
        for i, words in enumerate(held):
            norm = K1 * (1 - B + B * len(words) / mean)
            for word in dict.fromkeys(words):
                count = words.count(word)
                rows, values = self._texts.setdefault(word, ([], []))
                rows.append(i)
                values.append(count * (K1 + 1) / (count + norm))
        self._count = len(texts)

    def scores(self, question: str) -> Floats:
        """One score a text."""
        out = np.zeros(self._count, dtype=np.float32)
        for word in dict.fromkeys(terms(question)):
            rows, values = self._texts.get(word, ([], []))
            rarity = np.log(1 + (self._count - len(rows) + 0.5) / (len(rows) + 0.5))
            out[rows] += np.float32(rarity) * np.array(values, dtype=np.float32)
        return out


@dataclass(frozen=True, slots=True)
class Library:
    """All places in one row, with vectors and words."""

    pages: Mapping[str, Page]
    places: tuple[tuple[str, Place], ...]  # page name and place
    vectors: Floats  # one row a place
    words: Words

    def nearest(self, question: str, vector: Floats, count: int) -> list[int]:
        """Positions of the places that fit a question best, by meaning and words, best first."""
        fused = np.zeros(len(self.places), dtype=np.float32)
        for scores in (self.vectors @ vector, self.words.scores(question)):
            best = np.argsort(-scores, kind="stable")[:DEPTH]
            fused[best] += 1 / (RANK_OFFSET + 1 + np.arange(len(best), dtype=np.float32))
        return [int(i) for i in np.argsort(-fused, kind="stable")[:count]]
