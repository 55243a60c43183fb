"""Whether citations stand where the evidence stands, and quote it to the character.

Precision and recall follow ALCE (Gao et al., "Enabling Large Language Models to Generate Text with Citations", EMNLP
2023, section 3.3). There a model judges whether a passage entails a statement; here the evidence is known as places in
a document, so overlap takes the place of entailment.
"""

from collections.abc import Iterable, Mapping, Sequence

from app.evaluation.overlap import LEAST_SHARE, covered_characters, largest_share
from app.evaluation.target import Target
from app.types import Citation


def supporting_citations(citations: Iterable[Citation], target: Target) -> int:
    """How many citations stand on the evidence: over all citations, this is citation precision.

    A citation does when it and a piece share at least half of the shorter of the two: a whole sentence around a piece
    of three words counts, and so does one sentence of a long piece.
    """
    places = [place for pieces in target.evidence for piece in pieces for place in piece]
    return sum(
        one.source == target.source and any(_shares_half((one.start, one.end), place) for place in places)
        for one in citations
    )


def pieces_covered(citations: Sequence[Citation], target: Target) -> tuple[int, int]:
    """How many pieces of evidence are quoted at least by half, and of how many: citation recall.

    Of several sets of evidence, the one quoted most wholly counts; the first of those alike.
    """
    quoted = [(one.start, one.end) for one in citations if one.source == target.source]
    counts = [
        (sum(largest_share(places, quoted) >= LEAST_SHARE for places in pieces), len(pieces))
        for pieces in target.evidence
    ]
    return max(counts, key=lambda count: count[0] / count[1])


def inexact_quotes(citations: Iterable[Citation], texts: Mapping[str, str]) -> int:
    """How many quotes differ, by one character or more, from the slice of their document's text."""
    return sum(one.quote != texts[one.source][one.start : one.end] for one in citations)


def _shares_half(span: tuple[int, int], place: tuple[int, int]) -> bool:
    shorter = min(span[1] - span[0], place[1] - place[0])
    return covered_characters(place, [span]) >= LEAST_SHARE * shorter
