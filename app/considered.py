"""How an answer was found: the passages that were considered, with what search and reader made of each."""

from collections.abc import Sequence

from app.types import Considered
from retriever.pages import page_at
from retriever.types import Hit, Reading


def considered(hits: Sequence[Hit], reading: Reading) -> tuple[Considered, ...]:
    """The hits in their order, each with the probability of its likeliest statement.

    Args:
        hits: Best first.
        reading: What the reader made of them; without evidence where a definition made reading needless.
    """
    likeliest: dict[str, float] = {}
    for evidence in reading.evidence:
        known = likeliest.get(evidence.passage.id, 0.0)
        likeliest[evidence.passage.id] = max(known, evidence.probability)
    return tuple(_considered(hit, likeliest.get(hit.passage.id)) for hit in hits)


def _considered(hit: Hit, probability: float | None) -> Considered:
    passage = hit.passage
    return Considered(
        source=passage.source,
        title=passage.title,
        section=passage.section,
        page=page_at(passage.pages, passage.start),
        start=passage.start,
        end=passage.end,
        score=hit.score,
        similarity=hit.similarity,
        keyword=hit.keyword,
        probability=probability,
    )
