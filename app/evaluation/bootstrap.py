"""How far a measure would stray with other documents: intervals by resampling."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from app.evaluation.selective import Array

RESAMPLES = 2000
SEED = 1
# Resamples held in memory at once: with 6,000 questions, 12 MB for each array.
CHUNK = 250
# Of 95 %.
LOW, HIGH = 0.025, 0.975

Clusters = npt.NDArray[np.intp]


def clusters_of(documents: Sequence[str | None]) -> tuple[Clusters, int]:
    """The cluster of each question, numbered from 0, and how many documents the clusters stand for.

    Questions about the same document are drawn together, as they are alike (Davison & Hinkley, "Bootstrap Methods and
    their Application", 1997, section 3.8). A question about no document is a cluster of its own. Where there are not
    two documents, so is every question, and the second number is 0.

    Args:
        documents: That each question is about, or None.
    """
    count = len({document for document in documents if document is not None})
    if count < 2:
        return np.arange(len(documents), dtype=np.intp), 0
    numbers: dict[object, int] = {}
    keys = [document if document is not None else place for place, document in enumerate(documents)]
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp), count


def resampled_weights(clusters: Clusters, resamples: int = RESAMPLES) -> Iterator[Array]:
    """Yield how often each question is drawn when as many clusters as there are get drawn with replacement.

    Efron, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 1979. The same clusters give the
    same weights every time, which pairs the resamples of two runs.

    Yields:
        float64 (at most CHUNK, questions), together `resamples` rows.
    """
    count = int(clusters.max()) + 1
    random = np.random.default_rng(SEED)
    for start in range(0, resamples, CHUNK):
        drawn = random.multinomial(count, np.full(count, 1 / count), size=min(CHUNK, resamples - start))
        yield drawn.astype(np.float64)[:, clusters]


def interval(values: Array) -> tuple[float, float] | None:
    """The 2.5th and 97.5th percentile of a measure over resamples (Efron 1979); None if no resample has it.

    Resamples without the measure (NaN: such as a share of no questions) are left out.
    """
    known = values[~np.isnan(values)]
    if not len(known):
        return None
    low, high = np.quantile(known, (LOW, HIGH))
    return float(low), float(high)
