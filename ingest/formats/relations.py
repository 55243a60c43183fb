"""How the parts of an Office Open XML package refer to one another."""

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from ingest.errors import UnreadableFile
from ingest.formats.markup import XmlElement, local_name, xml_root
from ingest.formats.package import Package


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to by an id of its own."""

    kind: str  # the last word of its type: "slide", "worksheet", "hyperlink", …
    target: str  # the name of a part, or a link that leads out
    leads_out: bool = False


def relations(package: Package, part: str) -> dict[str, Relation]:
    """Return what a part refers to, by id in the file's order; nothing where that is missing or damaged.

    Args:
        package: The package.
        part: The part's name; "" for the package itself.
    """
    folder, name = posixpath.split(part)
    root = root_of(package, posixpath.join(folder, "_rels", f"{name}.rels"))
    if root is None:
        return {}
    names = {name.lower(): name for name in package.names()}
    found = {}
    for node in root:
        kind = node.get("Type", "").rpartition("/")[2]
        leads_out = node.get("TargetMode") == "External"
        target = node.get("Target", "")
        found[node.get("Id", "")] = Relation(
            kind, target if leads_out else _part_named(target, folder, names), leads_out
        )
    return found


def main_part(package: Package, usual: str) -> str:
    """Return the name of the part that holds a package's document; the usual one where none is said."""
    kinds = {relation.kind: relation.target for relation in relations(package, "").values()}
    return kinds.get("officeDocument", usual)


def root_of(package: Package, part: str) -> XmlElement | None:
    """Return a part's root; None where it is missing or damaged."""
    try:
        content = package.read(part)
        return None if content is None else xml_root(content)
    except UnreadableFile:
        return None


def relation_id(node: XmlElement) -> str:
    """Return the id by which a node refers to another part; "" where it has none.

    Strict and transitional files put it in different namespaces, damaged ones in none; one without a prefix is the
    node's own.
    """
    for name, id_ in node.attrib.items():
        if str(name).endswith(("}id", "}embed", "}dm", ":id", ":embed", ":dm")):
            return str(id_)
    return ""


def named(node: XmlElement, *names: str) -> XmlElement | None:
    """Return the node reached by going down by local names, each the first of its name; None where one is missing."""
    for name in names:
        following = next((child for child in node if local_name(child) == name), None)
        if following is None:
            return None
        node = following
    return node


def all_named(node: XmlElement, name: str) -> list[XmlElement]:
    """Return all nodes of a local name at or below a node, in the file's order."""
    return [child for child in node.iter() if local_name(child) == name]


def _part_named(target: str, folder: str, names: dict[str, str]) -> str:
    """The part that a target means, whatever the case of its letters.

    Args:
        target: As written.
        folder: Where the part lies that refers to it.
        names: The package's parts by their names in small letters.
    """
    path = unquote(target.replace("\\", "/"))
    path = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
    return names.get(path.lower(), path)
