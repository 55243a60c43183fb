"""The straight lines and the pictures of a page of a PDF."""

import ctypes
from collections.abc import Iterator
from typing import Any

from ingest.formats.pdf.library import raw

# A page of more objects than this is a drawing: its lines are no table's.
MOST_OBJECTS = 20_000
MOST_SEGMENTS = 4_000
MOST_DEPTH = 8

Corners = tuple[float, float, float, float]
"""Left, bottom, right and top, in the coordinates of the page: upwards is more."""


def drawn_lines(page: Any) -> tuple[list[Corners], list[Corners]]:
    """Return the straight upright or level lines of a page, and the places of its pictures.

    Args:
        page: pdfium's own handle.
    """
    lines: list[Corners] = []
    images: list[Corners] = []
    if raw.FPDFPage_CountObjects(page) > MOST_OBJECTS:
        return [], []
    objects = _objects(raw.FPDFPage_GetObject, raw.FPDFPage_CountObjects, page, _IDENTITY, 0)
    for kind, drawn, matrix in objects:
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            images += _object_box(drawn, matrix)
        elif len(lines) <= MOST_OBJECTS:
            lines += _segments(drawn, matrix)
    return lines if len(lines) <= MOST_OBJECTS else [], images


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _objects(item: Any, count: Any, container: Any, matrix: _Matrix, depth: int) -> Iterator[tuple[int, Any, _Matrix]]:
    """Yield the paths and pictures of a page, also those in forms, with what places them on the page."""
    for index in range(min(count(container), MOST_OBJECTS)):
        drawn = item(container, index)
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield kind, drawn, matrix
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MOST_DEPTH:
            placed = _times(_matrix(drawn), matrix)
            yield from _objects(raw.FPDFFormObj_GetObject, raw.FPDFFormObj_CountObjects, drawn, placed, depth + 1)


def _matrix(drawn: Any) -> _Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(drawn, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    """Return the matrix that does what one does, then the other."""
    a, b, c, d, e, f = one
    x, y = _moved(other, e, f)
    return (
        a * other[0] + b * other[2],
        a * other[1] + b * other[3],
        c * other[0] + d * other[2],
        c * other[1] + d * other[3],
        x,
        y,
    )


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _object_box(drawn: Any, matrix: _Matrix) -> Iterator[Corners]:
    edges = [ctypes.c_float() for _ in range(4)]
    if raw.FPDFPageObj_GetBounds(drawn, *edges):
        left, bottom, right, top = (edge.value for edge in edges)
        corners = [_moved(matrix, x, y) for x in (left, right) for y in (bottom, top)]
        across, up = zip(*corners, strict=True)
        yield min(across), min(up), max(across), max(up)


def _segments(drawn: Any, matrix: _Matrix) -> Iterator[Corners]:
    """Yield the straight upright or level lines of a path, as left, bottom, right, top."""
    count = raw.FPDFPath_CountSegments(drawn)
    if not 2 <= count <= MOST_SEGMENTS or not _is_seen(drawn):
        return
    placed = _times(_matrix(drawn), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    begin = last = (0.0, 0.0)
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(drawn, index)
        raw.FPDFPathSegment_GetPoint(segment, at_x, at_y)
        point = _moved(placed, x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            begin = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield from _straight(last, point)
            if raw.FPDFPathSegment_GetClose(segment):
                yield from _straight(point, begin)
        last = point


def _is_seen(drawn: Any) -> bool:
    """Whether a path is drawn at all, rather than only bounding what is."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return not raw.FPDFPath_GetDrawMode(drawn, fill, stroke) or bool(fill.value or stroke.value)


def _straight(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Corners]:
    if abs(one[0] - other[0]) < 1 or abs(one[1] - other[1]) < 1:
        yield min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
