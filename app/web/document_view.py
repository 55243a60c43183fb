"""A document, or a slice of it, as HTML that can only ever show text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby, pairwise
from urllib.parse import urlsplit

from retriever.types import Document, Link, Section, Span, StatementKind

# Schemes an address in a document may have to become a link; everything else stays text.
LINK_SCHEMES = frozenset({"http", "https", "mailto"})

# Signs that draw the borders of a table in plain text, and lines between paragraphs.
RULE_SIGNS = " \t\r\n|:-+=_*"


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of a document that is shown as one thing."""

    start: int
    end: int
    kind: StatementKind | str  # "heading", "furniture", "loose", or the kind of its statement
    level: int = 0  # of a heading: 2 to 6


@dataclass(frozen=True, slots=True)
class _Wrap:
    """An element around a span of text."""

    start: int
    end: int
    opening: str
    closing: str


def document_html(document: Document, highlight: Span | None = None) -> str:
    """Return the whole document as HTML, the highlighted span in `<mark>` elements.

    Joined, and white space aside, the marks hold exactly the span's text. The first has the id `quote`.
    """
    marks = [_Wrap(*highlight, "<mark>", "</mark>")] if highlight else []
    blocks = list(_blocks(document, (0, len(document.text))))
    html = "".join(_page_parts(document, blocks, [*marks, *_link_wraps(document)]))
    return html.replace("<mark>", '<mark id="quote" tabindex="-1">', 1)


def quote_html(document: Document, quote: Span, strong: Span | None = None) -> str:
    """Return a quote as HTML set out as in its document but without headings, the span `strong` in bold."""
    wraps = [_Wrap(*strong, "<strong>", "</strong>")] if strong else []
    blocks = [replace(block, kind="loose") if block.kind == "heading" else block for block in _blocks(document, quote)]
    return _blocks_html(document, blocks, wraps)


def section_at(document: Document, position: int) -> Section | None:
    """Return the section that the position lies in; None when the document has none there."""
    return next((s for s in document.sections if s.start <= position < s.end), None)


def _blocks(document: Document, within: Span) -> Iterator[_Block]:
    """Yield every stretch of `within` that holds more than white space, in order, once each."""
    cursor, end = within
    for block in _parts(document):
        if block.end <= cursor:
            continue
        if block.start >= end:
            break
        yield from _loose(document.text, cursor, max(block.start, cursor))
        start = max(block.start, cursor)
        cursor = min(block.end, end)
        yield _Block(start, cursor, block.kind, block.level)
    yield from _loose(document.text, cursor, end)


def _parts(document: Document) -> list[_Block]:
    """The document's headings, statements and furniture, in order."""
    parts = [_Block(start, end, "furniture") for start, end in document.furniture]
    for section in document.sections:
        if section.heading:
            parts.append(_Block(*section.heading, "heading", level=min(max(len(section.path), 1) + 1, 6)))
        parts.extend(_Block(s.start, s.end, s.kind) for s in section.statements)
    return sorted(parts, key=lambda part: (part.start, part.end))


def _loose(text: str, start: int, end: int) -> Iterator[_Block]:
    """What stands between the parts, unless it only draws a table or a line."""
    if text[start:end].strip().strip(RULE_SIGNS):
        yield _Block(start, end, "loose")


def _page_parts(document: Document, blocks: Sequence[_Block], wraps: Sequence[_Wrap]) -> Iterator[str]:
    """Yield the HTML of the blocks page by page, each under its number."""
    for number, group in groupby(blocks, key=lambda block: _page_number(document, block.start)):
        if number:
            yield f'<p class="page-number">Page {number}</p>'
        yield _blocks_html(document, list(group), wraps)


def _page_number(document: Document, position: int) -> int:
    return sum(start <= position for start in document.page_starts)


def _blocks_html(document: Document, blocks: Sequence[_Block], wraps: Sequence[_Wrap]) -> str:
    runs: list[list[_Block]] = []
    for block in blocks:
        if runs and _run_on(document.text, runs[-1][-1], block):
            runs[-1].append(block)
        else:
            runs.append([block])
    return "".join(_run_html(document.text, run, wraps) for run in runs)


def _run_on(text: str, before: _Block, after: _Block) -> bool:
    """Whether two neighbours belong to one paragraph, list or table."""
    if before.kind != after.kind:
        return False
    if before.kind == StatementKind.SENTENCE:
        return "\n\n" not in text[before.end : after.start]
    return before.kind in (StatementKind.ITEM, StatementKind.ROW)


def _run_html(text: str, run: Sequence[_Block], wraps: Sequence[_Wrap]) -> str:
    kind = run[0].kind
    inner = [_inline(text, block.start, block.end, wraps) for block in run]
    match kind:
        case "heading":
            return f"<h{run[0].level}>{inner[0]}</h{run[0].level}>"
        case StatementKind.ITEM:
            return f"<ul>{''.join(f'<li>{item}</li>' for item in inner)}</ul>"
        case StatementKind.ROW:
            return f'<div class="rows">{"".join(f"<p>{row}</p>" for row in inner)}</div>'
        case StatementKind.LIST:
            return _list_html(text, run[0], wraps)
        case StatementKind.SENTENCE:
            return f"<p>{' '.join(inner)}</p>"
        case _:
            return f'<p class="{kind}">{inner[0]}</p>'


def _list_html(text: str, block: _Block, wraps: Sequence[_Wrap]) -> str:
    """A lead with its items, one a line."""
    lead, *items = [_inline(text, start, end, wraps) for start, end in _line_spans(text, block)]
    listed = f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if items else ""
    return f'<p class="lead">{lead}</p>{listed}'


def _line_spans(text: str, block: _Block) -> Iterator[Span]:
    start = block.start
    for line in text[block.start : block.end].splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line)
        start += len(line)


def _link_wraps(document: Document) -> list[_Wrap]:
    return [
        _Wrap(
            link.start,
            link.end,
            f'<a href="{escape(link.url)}" target="_blank" rel="noopener noreferrer">',
            "</a>",
        )
        for link in document.links
        if _may_open(link)
    ]


def _may_open(link: Link) -> bool:
    try:
        return urlsplit(link.url.strip()).scheme.lower() in LINK_SCHEMES
    except ValueError:
        return False


def _inline(text: str, start: int, end: int, wraps: Sequence[_Wrap]) -> str:
    """The text from start to end, escaped, each stretch inside the elements that cover it."""
    touching = [wrap for wrap in wraps if wrap.start < end and wrap.end > start]
    edges = {start, end} | {e for wrap in touching for e in (wrap.start, wrap.end) if start < e < end}
    return "".join(
        _wrapped(escape(text[a:b]), [wrap for wrap in touching if wrap.start <= a and b <= wrap.end])
        for a, b in pairwise(sorted(edges))
    )


def _wrapped(html: str, around: Sequence[_Wrap]) -> str:
    for wrap in around:
        html = f"{wrap.opening}{html}{wrap.closing}"
    return html
