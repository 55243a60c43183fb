"""Names and values in the XML of office documents, whichever of the two namespaces it is written in."""

from collections.abc import Iterator
from functools import lru_cache

from ingest.formats.markup import XmlElement

RELATIONSHIPS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)
_OFF = frozenset({"0", "false", "off", "none"})


@lru_cache(maxsize=4096)
def _after_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]


def bare(node: XmlElement) -> str:
    """Return a node's name without its namespace; quick, as documents hold some hundred thousand nodes."""
    return _after_namespace(str(node.tag))


def attribute(node: XmlElement | None, name: str) -> str | None:
    """Return an attribute of the node's own namespace, or of none; None where it has no such attribute."""
    if node is None:
        return None
    tag = str(node.tag)
    found = node.get(tag[: tag.rfind("}") + 1] + name)
    return found if found is not None else node.get(name)


def number(node: XmlElement | None, name: str, default: int) -> int:
    """Return an attribute as a whole number, the default where it is missing or none."""
    try:
        return int(attribute(node, name) or default)
    except ValueError:
        return default


def relation_id(node: XmlElement, name: str = "id") -> str | None:
    """Return the identifier by which a node refers to another part."""
    return next((found for space in RELATIONSHIPS if (found := node.get(space + name)) is not None), None)


def child(node: XmlElement | None, *path: str) -> XmlElement | None:
    """Return the first node down a path of names; None where there is none."""
    for name in path:
        if node is None:
            return None
        node = next((each for each in node if bare(each) == name), None)
    return node


def inside(node: XmlElement, name: str) -> Iterator[XmlElement]:
    """Yield all nodes of a name below a node, in order."""
    return (each for each in node.iterdescendants() if bare(each) == name)


def is_on(node: XmlElement | None) -> bool | None:
    """Return what a switch such as `<w:b/>` says; None where it is not there."""
    if node is None:
        return None
    return (attribute(node, "val") or "on").lower() not in _OFF


def words(node: XmlElement | None) -> str:
    """Return all text below a node with single spaces."""
    return "" if node is None else " ".join("".join(str(part) for part in node.itertext()).split())
