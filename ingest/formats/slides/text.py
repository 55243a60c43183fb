"""The paragraphs and list items of a text box in an office file's drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.elements import Element, ElementKind, Run
from ingest.formats.markup import XmlElement, local_name
from ingest.formats.relations import Relation, all_named, named, relation_id

BULLET = "•"
_LINK_SCHEMES = ("http://", "https://", "mailto:")
_LETTERS, _ROMAN = "abcdefghijklmnopqrstuvwxyz", ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Bullet:
    """How a line is marked: by a sign, or by numbers of a kind from a first one on."""

    sign: str = ""
    numbering: str = ""
    first: int = 1


def body_elements(
    body: XmlElement, links: dict[str, Relation], styles: Sequence[XmlElement | None] = ()
) -> list[Element]:
    """Return a text box's paragraphs and list items, those without words left out.

    Args:
        body: Its txBody.
        links: What the slide refers to.
        styles: Where the looks of its lines are said that they do not say themselves, the nearest first.
    """
    found: list[Element] = []
    counts: dict[int, int] = {}
    chain = [named(body, "lstStyle"), *styles]
    for line in body:
        if local_name(line) != "p":
            continue
        runs = _runs(line, links)
        if not "".join(run.text for run in runs).strip():
            continue
        depth = _depth(line)
        bullet = _bullet(line, depth, chain)
        counts = {level: count for level, count in counts.items() if level <= depth}
        if bullet is None or not bullet.numbering:
            counts.pop(depth, None)
            plain = Element(ElementKind.PARAGRAPH, runs)
            found.append(Element(ElementKind.ITEM, runs, depth, bullet.sign) if bullet else plain)
            continue
        counts[depth] = counts.get(depth, bullet.first - 1) + 1
        found.append(Element(ElementKind.ITEM, runs, depth, _number(counts[depth], bullet.numbering)))
    return found


def plain_words(body: XmlElement) -> str:
    """Return a text box's words on one line."""
    lines = ["".join(run.text for run in _runs(line, {})) for line in all_named(body, "p")]
    return " ".join(" ".join(lines).split())


def _depth(line: XmlElement) -> int:
    look = named(line, "pPr")
    level = look.get("lvl", "0") if look is not None else "0"
    return int(level) if level.isdecimal() and len(level) < 2 else 0


def _bullet(line: XmlElement, depth: int, styles: Sequence[XmlElement | None]) -> _Bullet | None:
    """The bullet that a line has by its own look, or by the nearest style that says."""
    looks = [named(line, "pPr"), *(named(style, f"lvl{depth + 1}pPr") for style in styles if style is not None)]
    for look in looks:
        for node in look if look is not None else ():
            name = local_name(node)
            if name == "buNone":
                return None
            if name == "buChar":
                return _Bullet(_sign(node.get("char", "")))
            if name == "buBlip":
                return _Bullet(BULLET)
            if name == "buAutoNum":
                first = node.get("startAt", "1")
                return _Bullet("", node.get("type", "arabicPeriod"), int(first) if first.isdecimal() else 1)
    return None


def _sign(sign: str) -> str:
    """A bullet's sign; letters and private characters are drawings in a font of symbols."""
    is_sign = len(sign) == 1 and not sign.isalnum() and not "\ue000" <= sign <= "\uf8ff" and ord(sign) >= 0x2010
    return sign if is_sign or sign in ("-", "*", "·", "»") else BULLET


def _number(count: int, numbering: str) -> str:
    """A number as a kind of numbering shows it.

    >>> [_number(3, "arabicPeriod"), _number(3, "alphaLcParenBoth"), _number(4, "romanUcParenR")]
    ['3.', '(c)', 'IV)']
    """
    words = str(count)
    if numbering.startswith("alpha"):
        words = _LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
    elif numbering.startswith("roman"):
        words = _roman(count)
    words = words.upper() if "Uc" in numbering else words
    if numbering.endswith("ParenBoth"):
        return f"({words})"
    return words + (")" if numbering.endswith("ParenR") else "." if numbering.endswith("Period") else "")


def _roman(count: int) -> str:
    words = ""
    for size, sign in _ROMAN:
        words += sign * (count // size)
        count %= size
    return words


def _runs(line: XmlElement, links: dict[str, Relation]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for node in line:
        name = local_name(node)
        if name == "br":
            runs.append(Run(" "))
        elif name in ("r", "fld"):
            words = "".join(text.text or "" for text in node if local_name(text) == "t").replace("\v", " ")
            look = named(node, "rPr")
            if words:
                runs.append(Run(words, look is not None and look.get("b") in ("1", "true"), _url(look, links)))
        elif name not in ("pPr", "endParaRPr"):
            # A formula, maybe with a picture of itself for programs that know none.
            words = "".join(text.text or "" for text in all_named(_choice(node), "t"))
            runs += [Run(words)] if words else []
    return tuple(runs)


def _choice(node: XmlElement) -> XmlElement:
    return node[0] if local_name(node) == "AlternateContent" and len(node) else node


def _url(look: XmlElement | None, links: dict[str, Relation]) -> str | None:
    link = named(look, "hlinkClick") if look is not None else None
    relation = links.get(relation_id(link)) if link is not None else None
    if relation is None or not relation.leads_out or not relation.target.lower().startswith(_LINK_SCHEMES):
        return None
    return relation.target
