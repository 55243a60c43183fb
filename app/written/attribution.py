"""Finds which excerpts a sentence that cites none may rest on: small models write well enough, and forget to cite."""

from collections.abc import Mapping

from app.types import Excerpt
from retriever.terms import content_terms

# So many of the likeliest are tried.
MOST_TRIED = 3


def likely_sources(text: str, excerpts: Mapping[str, Excerpt]) -> list[str]:
    """Return the ids of the excerpts that share most words with the sentence, best first; none that shares none.

    Whether the sentence rests on one of them is for the check to say.

    Args:
        text: A sentence.
        excerpts: By id, likeliest to answer first; of equals the earlier one comes first.
    """
    said = set(content_terms(text))
    shared = {id: len(said & set(content_terms(_words(one)))) for id, one in excerpts.items()}
    return sorted((id for id in excerpts if shared[id]), key=lambda id: -shared[id])[:MOST_TRIED]


def _words(excerpt: Excerpt) -> str:
    return " ".join([excerpt.citation.quote, *(one.quote for one in excerpt.context)])
