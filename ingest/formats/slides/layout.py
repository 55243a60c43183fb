"""What a slide takes from its layout and its master: the places and the bullets of its placeholders."""

from dataclasses import dataclass

from ingest.formats.markup import XmlElement, local_name
from ingest.formats.package import Package
from ingest.formats.relations import all_named, named, relations, root_of

# Placeholders that the master's style of titles is for, and those that its style of bodies is not for.
TITLES = frozenset({"title", "ctrTitle"})
PLAIN = frozenset({"subTitle", "dt", "ftr", "sldNum", "hdr"})


@dataclass(frozen=True, slots=True)
class Box:
    """Where a shape stands: left, top, width and height in English Metric Units, of which 360,000 make a centimetre."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place for words in a layout or a master."""

    type: str
    index: str
    box: Box | None
    style: XmlElement | None  # its lstStyle


@dataclass(frozen=True, slots=True)
class Look:
    """The placeholders of a layout and of its master, and the master's style of bodies."""

    layout: tuple[Placeholder, ...] = ()
    master: tuple[Placeholder, ...] = ()
    body_style: XmlElement | None = None

    def sources(self, type_: str, index: str) -> list[Placeholder]:
        """The placeholders that one on a slide follows, the nearest first."""
        own = [place for place in self.layout if place.index == index and index] or [
            place for place in self.layout if _kin(place.type) == _kin(type_)
        ]
        kind = own[0].type if own else type_
        return own[:1] + [place for place in self.master if _kin(place.type) == _kin(kind)][:1]


def look_of(package: Package, layout: str) -> Look:
    """Return what a layout and its master say; nothing of what is missing or damaged."""
    root = root_of(package, layout) if layout else None
    if root is None:
        return Look()
    related = relations(package, layout).values()
    master_part = next((relation.target for relation in related if relation.kind == "slideMaster"), "")
    master = root_of(package, master_part) if master_part else None
    if master is None:
        return Look(tuple(_placeholders(root)))
    return Look(tuple(_placeholders(root)), tuple(_placeholders(master)), named(master, "txStyles", "bodyStyle"))


def placeholder_of(shape: XmlElement) -> tuple[str, str] | None:
    """Return a placeholder's type and index; None for a shape that is none."""
    for child in shape:
        if local_name(child).startswith("nv"):
            place = named(child, "nvPr", "ph")
            return (place.get("type", "obj"), place.get("idx", "")) if place is not None else None
    return None


def box_of(shape: XmlElement) -> Box | None:
    """Return where a shape says that it stands; None where it does not."""
    frame = named(shape, "xfrm")
    if frame is None:
        holder = next((child for child in shape if local_name(child) in ("spPr", "grpSpPr")), None)
        frame = named(holder, "xfrm") if holder is not None else None
    offset = named(frame, "off") if frame is not None else None
    size = named(frame, "ext") if frame is not None else None
    if offset is None or size is None:
        return None
    try:
        return Box(
            *(float(node.get(name, "")) for node, name in ((offset, "x"), (offset, "y"), (size, "cx"), (size, "cy")))
        )
    except ValueError:
        return None


def _kin(type_: str) -> str:
    """The master's placeholder that one of a type follows."""
    if type_ in TITLES:
        return "title"
    return type_ if type_ in PLAIN - {"subTitle"} else "body"


def _placeholders(root: XmlElement) -> list[Placeholder]:
    found = []
    for shape in all_named(root, "sp"):
        place = placeholder_of(shape)
        if place is not None:
            found.append(Placeholder(*place, box_of(shape), named(shape, "txBody", "lstStyle")))
    return found
