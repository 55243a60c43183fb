"""Vectors of statements, from the same pass that embeds their passage, so that they cost nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from retriever.embedding_text import embedding_text
from retriever.encoder import Encoder, Part, Vectors, unit_rows
from retriever.types import Document, Passage

HALF_BYTES = 2


@dataclass(frozen=True, slots=True)
class EmbeddedDocument:
    """A document with all that is written of it."""

    document: Document
    passages: tuple[Passage, ...]
    vectors: Vectors  # float32 (passages, dimension), rows of unit length
    statement_vectors: tuple[Vectors, ...]  # for each passage float32 (statements, dimension), likewise


def embedded_documents(encoder: Encoder, pairs: Sequence[tuple[Document, Sequence[Passage]]]) -> list[EmbeddedDocument]:
    """Embed documents with their passages, all in one pass, so that short ones share batches."""
    every = [passage for _, passages in pairs for passage in passages]
    vectors, statement_vectors = passage_and_statement_vectors(encoder, every, list(map(embedding_text, every)))
    ends = list(accumulate(len(passages) for _, passages in pairs))
    return [
        EmbeddedDocument(document, tuple(passages), vectors[start:end], tuple(statement_vectors[start:end]))
        for (document, passages), start, end in zip(pairs, [0, *ends], ends, strict=False)
    ]


def passage_and_statement_vectors(
    encoder: Encoder, passages: Sequence[Passage], texts: Sequence[str]
) -> tuple[Vectors, list[Vectors]]:
    """Embed passages with their headings, and each of their statements within its passage.

    A statement's vector lies halfway between the mean of its own tokens and that of its own and its heading's: by
    measurement better than either alone (benchmarks/README.md).

    Args:
        encoder: The model.
        passages: What is embedded.
        texts: Each one's `embedding_text`.

    Returns:
        float32 (n, dimension), rows of unit length; and for each passage float32 (statements, dimension), likewise.
    """
    vectors, parts = encoder.encode_with_parts(texts, [_parts(*pair) for pair in zip(passages, texts, strict=True)])
    return vectors, [unit_rows(both[0::2] + both[1::2]) for both in parts]


def packed(vectors: Vectors) -> bytes:
    """Vectors as bytes, in half precision: cosines keep three digits."""
    return vectors.astype(np.float16).tobytes()


def unpacked(stored: bytes, dimension: int) -> Vectors:
    """The vectors that `packed` was given: float32 (n, dimension)."""
    return np.frombuffer(stored, dtype=np.float16).reshape(-1, dimension).astype(np.float32)


def _parts(passage: Passage, text: str) -> list[Part]:
    """For each statement two parts of its passage's text: itself, and itself with the heading."""
    heading_end = len(text) - len(passage.text)
    shift = heading_end - passage.start
    parts: list[Part] = []
    for statement in passage.statements:
        own = (statement.start + shift, statement.end + shift)
        parts += [[own], [(0, heading_end), own]]
    return parts
