"""The titles and numbers of a chart in an office file."""

from ingest.elements import Element, ElementKind, paragraph
from ingest.formats.markup import XmlElement, local_name
from ingest.formats.relations import all_named, named
from ingest.formats.sheets.formats import displayed

# Points that are given as a table; of more a chart shows the shape, not the numbers.
MAX_POINTS = 2_000
_CACHES = frozenset({"strCache", "numCache", "strLit", "numLit", "multiLvlStrCache"})


def chart_elements(root: XmlElement, page: int) -> list[Element]:
    """Return a chart's title and the titles of its axes as paragraphs, then its numbers as tables.

    Numbers are those that the chart was last drawn from. Series over the same categories share a table, whose first
    column has the title of the categories' axis.
    """
    axis = _categories_title(root)
    titles = dict.fromkeys(" ".join(_words(title).split()) for title in all_named(root, "title"))
    tables = _tables(root, axis, page)
    shown = [words for words in titles if words and not (tables and words == axis)]
    return [*(paragraph(words, page) for words in shown), *tables]


def _categories_title(root: XmlElement) -> str:
    """The title of the axis of categories, or of the level axis where both show numbers."""
    for axis in root.iter():
        place = named(axis, "axPos") if local_name(axis) == "valAx" else None
        is_level = place is not None and place.get("val") in ("b", "t")
        title = named(axis, "title") if is_level or local_name(axis) in ("catAx", "dateAx") else None
        if title is not None:
            return " ".join(_words(title).split())
    return ""


def _words(node: XmlElement) -> str:
    """The words below a node, paragraphs parted, or those of the cell that it takes them from."""
    paragraphs = ["".join(text.text or "" for text in all_named(part, "t")) for part in all_named(node, "p")]
    return " ".join(paragraphs) or " ".join(value.text or "" for value in all_named(node, "v"))


def _tables(root: XmlElement, axis: str, page: int) -> list[Element]:
    """A table for each set of categories: its first column the categories, then one for each series."""
    groups: dict[tuple[tuple[str, str], ...], list[tuple[str, dict[str, str]]]] = {}
    for series in all_named(root, "ser"):
        values = _points(series, "val", "yVal")
        categories = _points(series, "cat", "xVal") or dict.fromkeys(values, "")
        if values:
            groups.setdefault(tuple(categories.items()), []).append((_name(series), values))
    return [_table(axis, dict(categories), columns, page) for categories, columns in groups.items()]


def _name(series: XmlElement) -> str:
    name = named(series, "tx")
    return " ".join(_words(name).split()) if name is not None else ""


def _points(series: XmlElement, *names: str) -> dict[str, str]:
    """What is drawn at each index, as displayed."""
    holder = next((child for child in series if local_name(child) in names), None)
    if holder is None:
        return {}
    caches = [node for node in holder.iter() if local_name(node) in _CACHES]
    if not caches:
        return {}
    levels = [node for node in caches[0] if local_name(node) == "lvl"] or [caches[0]]
    code = next((node.text or "" for node in all_named(caches[0], "formatCode")), "General")
    points: dict[str, str] = {}
    # The first level of categories is the innermost; the outer ones group it.
    for point in all_named(levels[0], "pt")[:MAX_POINTS]:
        value = named(point, "v")
        words = (value.text or "") if value is not None else ""
        own = point.get("formatCode") or code
        points[point.get("idx", "")] = _shown(words, own) if "num" in local_name(caches[0]) else words
    return points


def _shown(words: str, code: str) -> str:
    try:
        return displayed(float(words), code)
    except (ValueError, OverflowError):
        return words


def _table(axis: str, categories: dict[str, str], columns: list[tuple[str, dict[str, str]]], page: int) -> Element:
    indexes = list(dict.fromkeys([*categories, *(index for _, values in columns for index in values)]))
    rows = [(axis, *(name for name, _ in columns))]
    rows += [(categories.get(index, ""), *(values.get(index, "") for _, values in columns)) for index in indexes]
    clean = tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows)
    has_names = any(clean[0][1:])
    shown = clean if has_names else clean[1:]
    return Element(ElementKind.TABLE, rows=shown, header_rows=int(has_names), page=page)
