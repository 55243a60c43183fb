"""How the items of a web page's lists are marked."""

import re

from ingest.formats.markup import XmlElement
from ingest.formats.web.nodes import tag

BULLET = "•"
STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
STYLES = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i",
          "upper-roman": "I", "decimal": "1"}  # fmt: skip
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class ItemCount:
    """The markers of one list's items, in order."""

    def __init__(self, node: XmlElement) -> None:
        style = STYLE.search(node.get("style") or "")
        self.style = STYLES.get(style[1].lower(), "") if style else ""
        self.is_plain = bool(style) and style[1].lower() == "none" if style else False
        self.is_ordered = tag(node) == "ol"
        self.step = -1 if node.get("reversed") is not None else 1
        items = sum(tag(child) == "li" for child in node) if self.step < 0 else 1
        self.number = _number(node.get("start"), items)
        self.style = self.style or (node.get("type") or "1")

    def marker(self, item: XmlElement) -> str:
        """Return the marker of the list's next item as shown."""
        if not self.is_ordered:
            return BULLET
        number = _number(item.get("value"), self.number)
        self.number = number + self.step
        return "" if self.is_plain else f"{counted(number, self.style)}."


def _number(stated: str | None, otherwise: int) -> int:
    match = re.fullmatch(r"\s*(-?\d{1,9})\s*", stated or "")
    return int(match[1]) if match else otherwise


def counted(number: int, style: str) -> str:
    """Return a number in a style of counting.

    >>> [counted(number, style) for number, style in ((4, "i"), (28, "a"), (3, "A"), (0, "a"))]
    ['iv', 'ab', 'C', '0']
    """
    if style in "aA" and number > 0:
        letters = ""
        while number > 0:
            number, place = divmod(number - 1, 26)
            letters = chr(ord("a") + place) + letters
        return letters if style == "a" else letters.upper()
    if style in "iI" and 0 < number < 4000:
        numeral = ""
        for value, letters in ROMAN:
            count, number = divmod(number, value)
            numeral += letters * count
        return numeral if style == "i" else numeral.upper()
    return str(number)
