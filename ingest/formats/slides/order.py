"""In which order one reads what stands on a slide."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from ingest.formats.slides.layout import Box

Shape = TypeVar("Shape")
Placed = list[tuple[Box, Shape]]


def in_reading_order(shapes: Sequence[tuple[Box | None, Shape]]) -> list[Shape]:
    """Return shapes from top to bottom and from left to right, column by column where wide gaps part columns.

    Shapes without a place come last, in their own order.
    """
    placed = [(box, shape) for box, shape in shapes if box is not None]
    return [*_ordered(placed), *(shape for box, shape in shapes if box is None)]


def _ordered(placed: Placed[Shape]) -> list[Shape]:
    """Shapes cut in two at the widest gap, and so on; those that overlap by their upper left corners."""
    if len(placed) < 2:
        return [shape for _, shape in placed]
    down = _widest_gap(placed, lambda box: (box.top, box.bottom))
    across = _widest_gap(placed, lambda box: (box.left, box.right))
    if down[0] <= 0 and across[0] <= 0:
        return [shape for _, shape in sorted(placed, key=lambda item: (item[0].top, item[0].left))]
    if down[0] >= across[0]:
        first = [item for item in placed if item[0].top < down[1]]
    else:
        first = [item for item in placed if item[0].left < across[1]]
    chosen = set(map(id, first))
    return [*_ordered(first), *_ordered([item for item in placed if id(item) not in chosen])]


def _widest_gap(placed: Placed[Shape], edges: Callable[[Box], tuple[float, float]]) -> tuple[float, float]:
    """How wide the widest gap is that no shape reaches into, and where it ends; the first of gaps as wide."""
    spans = sorted(edges(box) for box, _ in placed)
    widest, place = 0.0, 0.0
    reached = spans[0][1]
    for begin, end in spans[1:]:
        if begin - reached > widest:
            widest, place = begin - reached, begin
        reached = max(reached, end)
    return widest, place
