"""The words of a diagram (SmartArt): its points as a nested list."""

from collections import defaultdict

from ingest.elements import Element, ElementKind, Run
from ingest.formats.markup import XmlElement
from ingest.formats.relations import all_named, named
from ingest.formats.slides.text import BULLET, plain_words


def diagram_elements(root: XmlElement) -> list[Element]:
    """Return a diagram's points as list items, each under the one that it belongs to.

    Args:
        root: The diagram's data model.
    """
    words: dict[str, str] = {}
    for node in all_named(root, "pt"):
        text = named(node, "t")
        words[node.get("modelId", "")] = plain_words(text) if text is not None else ""
    below: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for link in all_named(root, "cxn"):
        order = link.get("srcOrd", "0")
        if link.get("type", "parOf") == "parOf":
            rank = int(order) if order.isdecimal() else 0
            below[link.get("srcId", "")].append((rank, link.get("destId", "")))
    beneath = {point for children in below.values() for _, point in children}
    found: list[Element] = []
    seen: set[str] = set()
    # Depth first, without recursion: a damaged diagram may be as deep as it has points, or go in circles.
    waiting = [(point, 0) for point in reversed(words) if point not in beneath]
    while waiting:
        point, depth = waiting.pop()
        if point in seen:
            continue
        seen.add(point)
        if words.get(point):
            found.append(Element(ElementKind.ITEM, (Run(words[point]),), depth, BULLET))
        deeper = depth + 1 if words.get(point) else depth
        waiting += [(child, deeper) for _, child in sorted(below[point], reverse=True)]
    return found
