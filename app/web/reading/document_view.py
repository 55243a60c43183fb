"""A document, or a slice of it, as HTML that can only ever show text."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from app.page_words import page_words
from app.web.reading.explained import ShortForms, explaining_wraps
from app.web.reading.marked_text import Wrap, Wraps, marked_text
from app.web.reading.table_view import table_html
from ingest.structure import NOTES
from retriever.pages import page_at
from retriever.types import Document, Link, Page, Section, Span, Statement, StatementKind

# Schemes an address in a document may have to become a link; everything else stays text.
LINK_SCHEMES = frozenset({"http", "https", "mailto"})

# Signs that draw the borders of a table in plain text, lines between paragraphs, and what Markdown marks.
RULE_SIGNS = " \t\r\n|:-+=_*#`~>"


# Browsers lay out a part when it comes into view; parts of so many runs keep pages of a million characters quick.
RUNS_OF_A_PART = 40


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of a document that is shown as one thing."""

    start: int
    end: int
    kind: StatementKind | str  # "heading", "furniture", "loose", or the kind of its statement
    level: int = 0  # of a heading: 2 to 6
    lead: Span | None = None  # of a row: the row that names the columns
    is_note: bool = False  # stands in a footnote


def document_html(
    document: Document,
    highlight: Span | None = None,
    others: Sequence[Span] = (),
    forms: ShortForms | None = None,
    beside_heading: Callable[[Section], str] = lambda section: "",
) -> str:
    """Return the whole document as HTML, the highlighted span in `<mark>` elements.

    Joined, and white space aside, the marks hold exactly the span's text. The first has the id `quote`.

    Args:
        document: Shown whole, each section with the id `part-` and its start.
        highlight: The quote.
        others: Other quotes, in marks of the class "other". Every mark tells its span in `data-at`.
        forms: Short forms to be explained, each once in a section.
        beside_heading: HTML that is put beside the heading of a section.
    """
    marks = [_mark(highlight)] if highlight else []
    marks += [_mark(span, ' class="other"') for span in others if span != highlight]
    blocks = list(_blocks(document, (0, len(document.text))))
    # The head of a table is shown where it stands, and not again where the table goes on over a page.
    blocks = [replace(block, lead=None) if _is_cut_off(document, block) else block for block in blocks]
    wraps = [*_explanations(document, forms or {}), *marks, *_link_wraps(document)]
    html = "".join(_parts_html(document, blocks, Wraps(wraps), beside_heading))
    return html.replace("<mark data-at", '<mark id="quote" tabindex="-1" data-at', 1)


def quote_html(
    document: Document,
    quote: Span,
    strong: Span | None = None,
    forms: ShortForms | None = None,
    marks: Sequence[Span] = (),
) -> str:
    """Return a quote as HTML set out as in its document but without headings, the span `strong` in bold.

    Rows of a table come with its head, in a `thead` of the class "beside" where that is none of the quote. Of the
    short forms given, the first place of each is explained. The spans `marks` are in `<mark>` elements.
    """
    wraps = explaining_wraps(document.text, quote, forms or {}, _defining_spans(document, quote))
    wraps += [Wrap(*strong, "<strong>", "</strong>")] if strong else []
    wraps += [Wrap(*mark, "<mark>", "</mark>") for mark in marks]
    blocks = [replace(block, kind="loose") if block.kind == "heading" else block for block in _blocks(document, quote)]
    return "".join(_run_html(document.text, run, wraps) for run in _runs(document.text, blocks))


def section_at(document: Document, position: int) -> Section | None:
    """Return the section that the position lies in; None when the document has none there."""
    place = bisect_right(document.sections, position, key=lambda section: section.start) - 1
    section = document.sections[place] if place >= 0 else None
    return section if section and position < section.end else None


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
        yield replace(block, start=start, end=cursor)
    yield from _loose(document.text, cursor, end)


def _parts(document: Document) -> list[_Block]:
    """The document's headings, statements and furniture, in order."""
    parts = [_Block(start, end, "furniture") for start, end in document.furniture]
    for section in document.sections:
        if section.heading:
            parts.append(_Block(*section.heading, "heading", level=min(max(len(section.path), 1) + 1, 6)))
        is_note = section.path[-1:] == (NOTES,) and section.heading is None
        parts.extend(_Block(s.start, s.end, s.kind, lead=_head(s), is_note=is_note) for s in section.statements)
    return sorted(parts, key=lambda part: (part.start, part.end))


def _loose(text: str, start: int, end: int) -> Iterator[_Block]:
    """What stands between the parts, unless it only draws a table or a line."""
    if text[start:end].strip().strip(RULE_SIGNS):
        yield _Block(start, end, "loose")


def _head(statement: Statement) -> Span | None:
    return statement.lead if statement.kind is StatementKind.ROW else None


def _is_cut_off(document: Document, row: _Block) -> bool:
    """Whether the row stands on another page than the head of its table."""
    return row.lead is not None and page_at(document.pages, row.start) != page_at(document.pages, row.lead[0])


def _parts_html(
    document: Document, blocks: Sequence[_Block], wraps: Wraps, beside_heading: Callable[[Section], str]
) -> Iterator[str]:
    """Yield the HTML of the blocks section by section, each page under its number or name."""
    page: Page | None = None
    for section, in_section in groupby(blocks, key=lambda block: section_at(document, block.start)):
        anchor = f' id="part-{section.start}"' if section else ""
        for here, on_page in groupby(in_section, key=lambda block: page_at(document.pages, block.start)):
            label = _page_label(here) if here != page else ""
            page = here
            runs = list(_runs(document.text, list(on_page)))
            for first in range(0, len(runs), RUNS_OF_A_PART):
                inner = "".join(
                    _with_aside(_run_html(document.text, run, wraps.touching(run[0].start, run[-1].end)), run, aside)
                    for run in runs[first : first + RUNS_OF_A_PART]
                    for aside in [beside_heading(section) if section else ""]
                )
                yield f'<div class="part"{anchor}>{label}{inner}</div>'
                anchor = label = ""


def _page_label(page: Page | None) -> str:
    words = page_words(page)
    if not page or not words:
        return ""
    return f'<p class="page-number" dir="auto" data-page="{page.number}">{escape(words[0].upper() + words[1:])}</p>'


def _with_aside(html: str, run: Sequence[_Block], aside: str) -> str:
    return f'<div class="headed">{html}{aside}</div>' if aside and run[0].kind == "heading" else html


def _runs(text: str, blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    """Yield the blocks that are shown as one paragraph, list or table together."""
    run: list[_Block] = []
    for block in blocks:
        if run and not _run_on(text, run[-1], block):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _run_on(text: str, before: _Block, after: _Block) -> bool:
    """Whether two neighbours belong to one paragraph, list or table."""
    if (before.kind, before.is_note) != (after.kind, after.is_note):
        return False
    is_parted = "\n\n" in text[before.end : after.start]
    if before.kind == StatementKind.ROW:
        return after.lead in (before.lead, (before.start, before.end)) and not (is_parted and after.lead is None)
    return before.kind == StatementKind.ITEM or (before.kind == StatementKind.SENTENCE and not is_parted)


def _run_html(text: str, run: Sequence[_Block], wraps: Sequence[Wrap]) -> str:
    html = _shape_html(text, run, wraps)
    return f'<div class="note">{html}</div>' if run[0].is_note else html


def _shape_html(text: str, run: Sequence[_Block], wraps: Sequence[Wrap]) -> str:
    kind = run[0].kind
    inner = [marked_text(text, block.start, block.end, wraps) for block in run]
    match kind:
        case "heading":
            return f"<h{run[0].level}>{inner[0]}</h{run[0].level}>"
        case StatementKind.ITEM:
            return f"<ul>{''.join(f'<li>{item}</li>' for item in inner)}</ul>"
        case StatementKind.ROW:
            rows = [(block.start, block.end) for block in run]
            table = table_html(text, rows, run[-1].lead, wraps)
            return table or f'<div class="rows">{"".join(f"<p>{row}</p>" for row in inner)}</div>'
        case StatementKind.LIST:
            return _list_html(text, run[0], wraps)
        case StatementKind.SENTENCE:
            start, end = run[0].start, run[-1].end
            if _is_set_in_lines(text[start:end]):
                return f'<p class="lines">{marked_text(text, start, end, wraps)}</p>'
            return f"<p>{' '.join(inner)}</p>"
        case _:
            return f'<p class="{kind}">{inner[0]}</p>'


def _is_set_in_lines(words: str) -> bool:
    """Whether the lines step in and out, as those of code do; a hanging paragraph only steps in once."""
    lines = [line for line in words.split("\n") if line.strip()]
    return len({len(line) - len(line.lstrip()) for line in lines[1:]}) > 1


def _list_html(text: str, block: _Block, wraps: Sequence[Wrap]) -> str:
    """A lead with its items, one a line."""
    lead, *items = [marked_text(text, start, end, wraps) for start, end in _line_spans(text, block)]
    listed = f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if items else ""
    return f'<p class="lead">{lead}</p>{listed}'


def _line_spans(text: str, block: _Block) -> Iterator[Span]:
    start = block.start
    for line in text[block.start : block.end].splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line)
        start += len(line)


def _mark(span: Span, attributes: str = "") -> Wrap:
    return Wrap(*span, f'<mark{attributes} data-at="{span[0]}-{span[1]}">', "</mark>")


def _explanations(document: Document, forms: ShortForms) -> Iterator[Wrap]:
    """Yield what explains short forms, each at its first place in every section."""
    if not forms:
        return
    links = [(link.start, link.end) for link in document.links]
    for section in document.sections:
        span = (section.start, section.end)
        within = links[bisect_left(links, (section.start, 0)) : bisect_left(links, (section.end, 0))]
        yield from explaining_wraps(document.text, span, forms, [*within, *_defining_spans(document, span)])


def _defining_spans(document: Document, within: Span) -> list[Span]:
    return [(one.start, one.end) for one in document.acronyms if one.start < within[1] and one.end > within[0]]


def _link_wraps(document: Document) -> list[Wrap]:
    return [
        Wrap(
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
