"""The words of one slide's shapes: titles, text boxes, tables, charts, diagrams and groups of these."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.elements import Element, ElementKind, Run
from ingest.formats.charts import chart_elements
from ingest.formats.markup import XmlElement, local_name
from ingest.formats.package import Package
from ingest.formats.relations import Relation, named, relation_id, root_of
from ingest.formats.slides.diagrams import diagram_elements
from ingest.formats.slides.layout import PLAIN, TITLES, Box, Look, box_of, placeholder_of
from ingest.formats.slides.order import in_reading_order
from ingest.formats.slides.tables import table_elements
from ingest.formats.slides.text import body_elements

FURNITURE = frozenset({"dt", "ftr", "sldNum", "hdr"})
_SHAPES = frozenset({"sp", "cxnSp", "grpSp", "graphicFrame", "AlternateContent", "pic", "contentPart"})
# Groups within groups, and alternatives within them, that are followed.
MAX_NESTING = 50
# What Office itself puts in the place of a description.
_GENERATED = "automatically generated"
_FILE_NAME = re.compile(r".*\.(?:png|jpe?g|gif|bmp|tiff?|svg|[ew]mf|webp)", re.IGNORECASE)
_SPACE = Run(" ")


@dataclass(frozen=True, slots=True)
class SlideContext:
    """What a slide's shapes refer to."""

    package: Package
    related: dict[str, Relation]
    look: Look


def slide_elements(root: XmlElement, context: SlideContext) -> list[Element]:
    """Return a slide's words in reading order: its title, its subtitle, the rest, and what stands on every slide."""
    tree = named(root, "cSld", "spTree")
    if tree is None:
        return []
    shapes = list(_shapes(tree, 0))
    kinds = [_kind(shape) for shape in shapes]
    titles = [shape for shape, kind in zip(shapes, kinds, strict=True) if kind in TITLES]
    subtitles = [shape for shape, kind in zip(shapes, kinds, strict=True) if kind == "subTitle"]
    feet = [shape for shape, kind in zip(shapes, kinds, strict=True) if kind in FURNITURE]
    special = set(map(id, [*titles, *subtitles, *feet]))
    others = [(_box(shape, context.look), shape) for shape in shapes if id(shape) not in special]
    ordered = [*titles, *subtitles, *in_reading_order(others), *feet]
    return [element for shape in ordered for element in _elements(shape, context, 0)]


def _shapes(holder: XmlElement, nesting: int) -> Iterator[XmlElement]:
    """The shapes of a tree or a group; of alternatives the one that holds words."""
    for node in holder:
        name = local_name(node)
        if name == "AlternateContent" and nesting < MAX_NESTING:
            choices = [list(_shapes(choice, nesting + 1)) for choice in node]
            yield from next((shapes for shapes in choices if any(map(_can_speak, shapes))), [])
        elif name in _SHAPES:
            yield node


def _can_speak(shape: XmlElement) -> bool:
    return any(local_name(node) in ("t", "chart", "relIds") for node in shape.iter())


def _kind(shape: XmlElement) -> str:
    """A placeholder's type; "" for a shape that is none."""
    place = placeholder_of(shape)
    return place[0] if place else ""


def _box(shape: XmlElement, look: Look) -> Box | None:
    """Where a shape stands, by itself or by the placeholder that it follows."""
    own = box_of(shape)
    place = placeholder_of(shape)
    if own is not None or place is None:
        return own
    return next((source.box for source in look.sources(*place) if source.box is not None), None)


def _elements(shape: XmlElement, context: SlideContext, nesting: int) -> list[Element]:
    name = local_name(shape)
    if name == "grpSp" and nesting < MAX_NESTING:
        members = in_reading_order([(_box(member, context.look), member) for member in _shapes(shape, 0)])
        return [element for member in members for element in _elements(member, context, nesting + 1)]
    if name == "graphicFrame":
        return _graphic(shape, context)
    if name == "pic":
        return _description(shape)
    body = named(shape, "txBody")
    return _body(shape, body, context) if body is not None else []


def _description(picture: XmlElement) -> list[Element]:
    """What a person wrote to stand for a picture: kept, but the picture says it, not the slide."""
    place = named(picture, "nvPicPr", "cNvPr")
    words = " ".join(place.get("descr", "").split()) if place is not None else ""
    if not words or _GENERATED in words.lower() or _FILE_NAME.fullmatch(words):
        return []
    return [Element(ElementKind.FURNITURE, (Run(words),))]


def _body(shape: XmlElement, body: XmlElement, context: SlideContext) -> list[Element]:
    place = placeholder_of(shape)
    if place is None:
        return body_elements(body, context.related)
    kind = place[0]
    if kind in TITLES:
        return _title(body, context.related)
    styles = [source.style for source in context.look.sources(*place)]
    if kind not in PLAIN:
        styles.append(context.look.body_style)
    found = body_elements(body, context.related, styles)
    if kind in FURNITURE:
        return [replace(element, kind=ElementKind.FURNITURE, level=0, marker="") for element in found]
    return found


def _title(body: XmlElement, related: dict[str, Relation]) -> list[Element]:
    """A slide's title, its lines as one."""
    lines = body_elements(body, related)
    runs = [run for line in lines for run in (*line.runs, _SPACE)][:-1]
    return [Element(ElementKind.HEADING, tuple(runs), 1)] if runs else []


def _graphic(frame: XmlElement, context: SlideContext) -> list[Element]:
    content = named(frame, "graphic", "graphicData")
    if content is None:
        return []
    found: list[Element] = []
    for node in content:
        name = local_name(node)
        relation = context.related.get(relation_id(node))
        if name == "tbl":
            found += table_elements(node, context.related)
        elif name == "chart" and relation is not None:
            root = root_of(context.package, relation.target)
            found += chart_elements(root, 0) if root is not None else []
        elif name == "relIds" and relation is not None:
            root = root_of(context.package, relation.target)
            found += diagram_elements(root) if root is not None else []
    return found
