"""Words of charts and diagrams, which office documents keep in parts of their own."""

from collections.abc import Iterator

from ingest.elements import Element, ElementKind, paragraph
from ingest.formats.markup import XmlElement
from ingest.formats.word.xml import bare, child, inside, number, words

MAX_POINTS = 10_000  # of one series of a chart


def graphic_elements(root: XmlElement, page: int = 0) -> list[Element]:
    """Return a chart's title and the table it shows, or a diagram's words, from the root of its part."""
    if bare(root) == "chartSpace":
        return list(_chart(root, page))
    return [paragraph(text, page) for text in _diagram_words(root)]


def _diagram_words(root: XmlElement) -> Iterator[str]:
    """Yield the words of each point of a diagram, in order."""
    points = child(root, "ptLst")
    for point in () if points is None else points:
        text = child(point, "t")
        lines = () if text is None else (words(each) for each in text if bare(each) == "p")
        if shown := " ".join(filter(None, lines)):
            yield shown


def _chart(root: XmlElement, page: int) -> Iterator[Element]:
    chart = child(root, "chart")
    if chart is None:
        return
    title = child(chart, "title", "tx", "rich")
    if shown := words(title):
        yield paragraph(shown, page)
    series = list(inside(chart, "ser"))
    names = [words(child(each, "tx", "strRef", "strCache")) or words(child(each, "tx", "v")) for each in series]
    categories = next((found for each in series if (found := _points(each, "cat") or _points(each, "xVal"))), {})
    values = [_points(each, "val") or _points(each, "yVal") for each in series]
    places = sorted(set(categories).union(*values))
    rows = [(categories.get(place, ""), *(each.get(place, "") for each in values)) for place in places]
    if rows:
        header = ("", *names)
        yield Element(ElementKind.TABLE, rows=(header, *rows), header_rows=int(any(header)), page=page)


def _points(series: XmlElement, name: str) -> dict[int, str]:
    """Return the points of a series by their places."""
    source = child(series, name)
    if source is None:
        return {}
    points = ((number(point, "idx", -1), words(child(point, "v"))) for point in inside(source, "pt"))
    return {place: text for place, text in points if 0 <= place < MAX_POINTS}
