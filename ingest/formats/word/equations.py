"""Equations of office documents as one line of text."""

import re
from collections.abc import Callable

from ingest.formats.markup import XmlElement
from ingest.formats.word.xml import attribute, bare, child

# "Apply the function", "times", "plus" and "comma" as signs that show nothing.
_UNSEEN = re.compile("[\u2061-\u2064]")
_PROPERTIES = ("rPr", "ctrlPr")


def equation_text(node: XmlElement) -> str:
    """Return an equation in one line: fractions with a slash, raised and lowered parts with ^ and _.

    >>> from ingest.formats.markup import xml_root
    >>> equation_text(xml_root(b'<oMath><sSup><e><r><t>r</t></r></e><sup><r><t>2</t></r></sup></sSup></oMath>'))
    'r^2'
    """
    name = bare(node)
    if name == "t":
        return _UNSEEN.sub("", node.text or "")
    if name in _WRITTEN:
        return _WRITTEN[name](node)
    if name.endswith("Pr") or name in _PROPERTIES:
        return ""
    return "".join(equation_text(each) for each in node)


def _part(node: XmlElement, name: str) -> str:
    found = child(node, name)
    return "" if found is None else equation_text(found)


def _grouped(text: str) -> str:
    """Return a part in brackets where it is more than one sign or word."""
    return text if len(text) < 2 or text.isalnum() else f"({text})"


def _marked(mark: str, text: str) -> str:
    return mark + _grouped(text) if text else ""


def _scripts(node: XmlElement) -> str:
    return _part(node, "e") + _marked("_", _part(node, "sub")) + _marked("^", _part(node, "sup"))


def _sum(node: XmlElement) -> str:
    sign = attribute(child(node, "naryPr", "chr"), "val") or "∫"
    limits = _marked("_", _part(node, "sub")) + _marked("^", _part(node, "sup"))
    return f"{sign}{limits} {_part(node, 'e')}"


def _delimited(node: XmlElement) -> str:
    properties = child(node, "dPr")
    begin, end, between = (attribute(child(properties, name), "val") for name in ("begChr", "endChr", "sepChr"))
    parts = (equation_text(each) for each in node if bare(each) == "e")
    left, right = "(" if begin is None else begin, ")" if end is None else end
    return f"{left}{(between or '|').join(parts)}{right}"


def _root(node: XmlElement) -> str:
    degree = _part(node, "deg")
    return f"{degree if degree != '2' else ''}√{_grouped(_part(node, 'e'))}"


def _rows(node: XmlElement) -> str:
    rows = (" ".join(equation_text(cell) for cell in row if bare(cell) == "e") for row in node if bare(row) == "mr")
    return f"[{'; '.join(rows)}]"


def _limit(mark: str) -> Callable[[XmlElement], str]:
    return lambda node: _part(node, "e") + _marked(mark, _part(node, "lim"))


_WRITTEN: dict[str, Callable[[XmlElement], str]] = {
    "f": lambda node: f"{_grouped(_part(node, 'num'))}/{_grouped(_part(node, 'den'))}",
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "sPre": lambda node: f"{_marked('_', _part(node, 'sub'))}{_marked('^', _part(node, 'sup'))}{_part(node, 'e')}",
    "rad": _root,
    "nary": _sum,
    "d": _delimited,
    "func": lambda node: f" {_part(node, 'fName')} {_grouped(_part(node, 'e'))}",
    "m": _rows,
    "limLow": _limit("_"),
    "limUpp": _limit("^"),
    "eqArr": lambda node: "; ".join(equation_text(each) for each in node if bare(each) == "e"),
}
