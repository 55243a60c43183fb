"""Vectors of questions, remembered, so that each is made once."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from app.insights.topics import Embed
from retriever.encoder import Vectors

# At 384 numbers of four bytes each, 12 MB.
MOST_KEPT = 8000


class QuestionVectors:
    """Embeds questions, each once while it is among the latest `MOST_KEPT`; safe to share between threads."""

    def __init__(self, embed: Embed) -> None:
        """Remember what this function makes."""
        self._embed = embed
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, questions: Sequence[str]) -> Vectors:
        """The vectors of the questions: float32 (n, dimension), in their order; n is at least 1."""
        with self._lock:
            vectors = {question: self._kept[question] for question in questions if question in self._kept}
        unknown = list(dict.fromkeys(question for question in questions if question not in vectors))
        if unknown:
            vectors.update(zip(unknown, self._embed(unknown), strict=True))
        with self._lock:
            for question in questions:
                self._kept[question] = vectors[question]
                self._kept.move_to_end(question)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return np.stack([vectors[question] for question in questions])
