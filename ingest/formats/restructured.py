"""Read reStructuredText. The one module that imports docutils."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from docutils import nodes
from docutils.core import publish_doctree

from ingest.elements import Element, ElementKind, ParsedFile, Run, SourceFile
from ingest.errors import EmptyDocument
from ingest.formats.encodings import decoded
from ingest.formats.text_blocks import plain_elements
from ingest.formats.web.lists import counted

NO_WORDS = "the file holds no words."
AS_PLAIN = "Its markup is damaged, so that it was read as plain text."
# Nothing is fetched, run, told to the console or taken from the owner's own settings.
SETTINGS = {
    "file_insertion_enabled": False, "raw_enabled": False, "report_level": 5, "halt_level": 6, "warning_stream": "",
    "doctitle_xform": False, "docinfo_xform": False, "smart_quotes": False, "input_encoding": "unicode",
    "_disable_config": True, "traceback": True, "line_length_limit": 1_000_000,
}  # fmt: skip
# What docutils has been seen to raise for damaged markup.
DAMAGE = (RecursionError, ValueError, TypeError, AttributeError, LookupError, AssertionError, ArithmeticError, OSError)

UNKNOWN = re.compile(r"\.\.[ \t]+(?:\|[^|]*\|[ \t]+)?(?P<name>[\w:+.-]+?)::[ \t]*(?P<words>.*)")
OPTION = re.compile(r"\s*:[\w-]+:(?:\s.*)?")
ROLE = re.compile(r":[\w:+.-]+:`[!~]?(?P<label>[^`<]*?)\s*(?:<(?P<target>[^`<>]*)>)?`")
# Directives that other programs know and that hold no words, only names of files or of code.
WORDLESS = re.compile(
    r"include|raw|toctree|index|auto\w+|literalinclude|currentmodule|module|highlight|only|tabularcolumns|graphviz"
)
MAX_UNKNOWN_DEPTH = 4  # unknown directives in one another
SKIPPED = (
    nodes.comment, nodes.substitution_definition, nodes.target, nodes.pending, nodes.image, nodes.raw, nodes.transition,
    nodes.footnote_reference, nodes.colspec, nodes.label,
)  # fmt: skip
COUNTS = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
LITERAL = (nodes.literal_block, nodes.doctest_block, nodes.math_block)


def read_rst(file: SourceFile) -> ParsedFile:
    """Return what a text in reStructuredText holds; nothing that it includes from elsewhere.

    Raises:
        EmptyDocument: It holds no words.
        UnreadableFile: It is no text.
    """
    text = decoded(file.path.read_bytes())
    notes: tuple[str, ...] = ()
    try:
        elements = _elements(text, 0)
    except DAMAGE:
        elements, notes = plain_elements(text), (AS_PLAIN,)
    if not elements:
        raise EmptyDocument(NO_WORDS)
    top = [each for each in elements if each.kind is ElementKind.HEADING and each.level == 1]
    title = "".join(run.text for run in top[0].runs) if len(top) == 1 and elements[0] is top[0] else None
    return ParsedFile(tuple(elements), title, notes=notes, unreadable=text.count("\ufffd"))


def _elements(text: str, depth: int) -> list[Element]:
    document = publish_doctree(text, settings_overrides=SETTINGS)
    return list(_blocks(document, _Place(unknown=depth)))


class _Place:
    """Where a node stands: under how many headings, in how many lists, behind how many unknown directives."""

    __slots__ = ("items", "sections", "unknown")

    def __init__(self, sections: int = 0, items: int = 0, unknown: int = 0) -> None:
        self.sections, self.items, self.unknown = sections, items, unknown


def _blocks(node: nodes.Element, place: _Place) -> Iterator[Element]:
    for child in node.children:
        yield from _block(child, place)


def _block(node: nodes.Node, place: _Place) -> Iterator[Element]:
    """Yield the elements of one node that stands by itself."""
    if isinstance(node, SKIPPED):
        return
    if isinstance(node, nodes.system_message):
        yield from _unknown(node, place)
    elif isinstance(node, nodes.section):
        yield from _blocks(node, _Place(place.sections + 1, place.items, place.unknown))
    elif isinstance(node, nodes.title):
        is_heading = isinstance(node.parent, nodes.section)
        yield Element(ElementKind.HEADING, _runs(node), min(place.sections, 9) if is_heading else 0)
    elif isinstance(node, nodes.rubric):
        yield Element(ElementKind.HEADING, _runs(node))
    elif isinstance(node, LITERAL):
        yield Element(ElementKind.CODE, (Run(node.astext()),))
    elif isinstance(node, nodes.bullet_list | nodes.enumerated_list):
        yield from _list(node, place)
    elif isinstance(node, nodes.definition_list_item | nodes.field | nodes.option_list_item):
        yield from _labelled(node, place)
    elif isinstance(node, nodes.table):
        yield from _table(node)
    elif isinstance(node, nodes.footnote | nodes.citation):
        yield from _note(node, place)
    elif isinstance(node, nodes.line_block):
        lines = [each for each in node.findall(nodes.line) if each.astext()]
        yield Element(ElementKind.PARAGRAPH, tuple(run for line in lines for run in (*_runs(line), Run("\n"))))
    elif isinstance(node, nodes.Admonition) and not isinstance(node, nodes.admonition):
        yield from _led((Run(f"{type(node).__name__.capitalize()}: ", strong=True),), list(_blocks(node, place)))
    elif isinstance(node, nodes.TextElement):
        yield Element(ElementKind.PARAGRAPH, _runs(node))
    elif isinstance(node, nodes.Element):
        yield from _blocks(node, place)


def _list(node: nodes.Element, place: _Place) -> Iterator[Element]:
    inside = _Place(place.sections, place.items + 1, place.unknown)
    is_counted = isinstance(node, nodes.enumerated_list)
    first = int(node.get("start", 1))
    for number, item in enumerate(node.children, start=first):
        marker = "•"
        if is_counted:
            shown = counted(number, COUNTS.get(node.get("enumtype"), "1"))
            marker = f"{node.get('prefix', '')}{shown}{node.get('suffix', '.')}"
        parts = list(_blocks(item, inside)) if isinstance(item, nodes.Element) else []
        if parts and parts[0].kind is ElementKind.PARAGRAPH:
            parts[0] = replace(parts[0], kind=ElementKind.ITEM, level=inside.items, marker=marker)
        yield from parts


def _labelled(node: nodes.Element, place: _Place) -> Iterator[Element]:
    """Yield what has a name before it: a term, a field, an option."""
    names = [
        child
        for child in node.children
        if not isinstance(child, nodes.definition | nodes.field_body | nodes.description)
    ]
    bodies = [
        child for child in node.children if isinstance(child, nodes.definition | nodes.field_body | nodes.description)
    ]
    words = ", ".join(filter(None, (" ".join(each.astext().split()) for each in names)))
    parts = [part for body in bodies for part in _blocks(body, place)]
    yield from _led((Run(words if words.endswith((":", "?")) else f"{words}:"), Run(" ")), parts)


def _led(lead: tuple[Run, ...], parts: list[Element]) -> Iterator[Element]:
    """Yield elements with some words before the first paragraph."""
    if parts and parts[0].kind is ElementKind.PARAGRAPH:
        parts[0] = replace(parts[0], runs=(*lead, *parts[0].runs))
    else:
        parts.insert(0, Element(ElementKind.PARAGRAPH, lead))
    yield from parts


def _note(node: nodes.Element, place: _Place) -> Iterator[Element]:
    label = next((each.astext() for each in node.findall(nodes.label)), "")
    for part in _led((Run(f"{label} "),) if label else (), list(_blocks(node, place))):
        yield replace(part, kind=ElementKind.FOOTNOTE, level=0, marker="") if part.runs else part


def _table(node: nodes.table) -> Iterator[Element]:
    for title in node.findall(nodes.title):
        yield Element(ElementKind.PARAGRAPH, _runs(title))
    grid: list[list[str]] = []
    heads = 0
    below: dict[int, tuple[int, str]] = {}
    for row in node.findall(nodes.row):
        heads += isinstance(row.parent, nodes.thead)
        places = {column: words for column, (_, words) in below.items()}
        below = {column: (left - 1, words) for column, (left, words) in below.items() if left > 1}
        column = 0
        for entry in row.children:
            while column in places:
                column += 1
            words = " ".join(entry.astext().split())
            for _ in range(1 + int(entry.get("morecols", 0)) if isinstance(entry, nodes.Element) else 1):
                places[column] = words
                if isinstance(entry, nodes.Element) and entry.get("morerows"):
                    below[column] = (int(entry["morerows"]), words)
                column += 1
        grid.append([places[column] for column in sorted(places)])
    width = max(map(len, grid), default=0)
    rows = tuple((*row, *[""] * (width - len(row))) for row in grid)
    if width:
        yield Element(ElementKind.TABLE, rows=rows, header_rows=heads)


def _unknown(message: nodes.system_message, place: _Place) -> Iterator[Element]:
    """Yield the words of a directive that docutils does not know."""
    for block in message.findall(nodes.literal_block):
        first, _, rest = block.astext().partition("\n")
        match = UNKNOWN.match(first)
        if match is None or WORDLESS.fullmatch(match["name"].rpartition(":")[2]) or place.unknown >= MAX_UNKNOWN_DEPTH:
            continue
        if match["words"].strip():
            yield Element(ElementKind.PARAGRAPH, (Run(ROLE.sub(_role_words, match["words"].strip())),))
        yield from _elements(_content(rest.split("\n")), place.unknown + 1)


def _content(lines: Sequence[str]) -> str:
    """Return the lines of a directive after its options, no further in than they need be."""
    start = 0
    while start < len(lines) and OPTION.fullmatch(lines[start]):
        start += 1
    kept = lines[start:]
    margin = min((len(line) - len(line.lstrip()) for line in kept if line.strip()), default=0)
    return "\n".join(line[margin:] for line in kept)


def _runs(node: nodes.Element, *, strong: bool = False, url: str | None = None) -> tuple[Run, ...]:
    """Return the words of a node in a line with their looks."""
    runs: list[Run] = []
    for child in node.children:
        if isinstance(child, nodes.Text):
            runs.append(Run(child.astext().replace("\n", " "), strong, url))
        elif isinstance(child, nodes.problematic):
            runs.append(Run(ROLE.sub(_role_words, child.astext()), strong, url))
        elif isinstance(child, nodes.citation_reference):
            runs.append(Run(f"[{child.astext()}]", strong, url))
        elif isinstance(child, nodes.Element) and not isinstance(child, SKIPPED):
            address = child.get("refuri") if isinstance(child, nodes.reference) else None
            runs += _runs(child, strong=strong or isinstance(child, nodes.strong), url=address or url)
    return tuple(runs)


def _role_words(match: re.Match[str]) -> str:
    return match["label"].strip() or match["target"] or ""
