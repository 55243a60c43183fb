"""Questions that were asked, made by hand."""

import numpy as np
import pytest

from app.history.records import Asked


@pytest.fixture
def ask():
    """Makes a question that was asked, each with an id of its own: q1, q2, …"""
    made = []

    def asked(question, when, answer=None, failure=None, vote=None, standalone=None) -> Asked:
        made.append(question)
        return Asked(f"q{len(made)}", question, standalone or question, when, answer, failure, vote)

    return asked


@pytest.fixture
def embed():
    """Vectors by the first word of a question: the same word is the same direction."""
    words: dict[str, int] = {}

    def vectors(questions):
        rows = np.zeros((len(questions), 16), dtype=np.float32)
        for row, question in enumerate(questions):
            rows[row, words.setdefault(question.split()[0].lower(), len(words))] = 1
        return rows

    return vectors
