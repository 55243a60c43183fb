"""Names under which a chat model sees excerpts: opaque, so that none can be guessed or copied from an example."""

import hashlib
from collections.abc import Iterator, Sequence

from app.types import Excerpt

# No vowels: no id is a word.
LETTERS = "bcdfghjkmnpqrstvwxz"
ID_CHARS = 4


def excerpt_ids(question: str, excerpts: Sequence[Excerpt]) -> list[str]:
    """Return an id for each excerpt, all different, none in the texts; the same ones for the same question and places.

    Args:
        question: Asked of the excerpts; with another question the same excerpt has another id.
        excerpts: In order.
    """
    texts = " ".join([question, *(words for one in excerpts for words in _texts(one))]).lower()
    ids: list[str] = []
    for excerpt in excerpts:
        citation = excerpt.citation
        seed = f"{question}\n{citation.source}\n{citation.start}\n{citation.end}"
        ids.append(next(id for id in _candidates(seed) if id not in ids and id not in texts))
    return ids


def _texts(excerpt: Excerpt) -> Iterator[str]:
    for citation in (excerpt.citation, *excerpt.context):
        yield citation.quote
    yield from excerpt.citation.section


def _candidates(seed: str) -> Iterator[str]:
    for attempt in range(1_000_000):
        digest = hashlib.sha256(f"{seed}\n{attempt}".encode()).digest()
        yield "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:ID_CHARS])
