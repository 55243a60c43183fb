"""Find the inline Markdown of a file, and make the canonical text by cutting it out.

The canonical text is the file's text with ranges left out and nothing added, so every character keeps its order
and plain text without markup stays exactly as it was.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from retriever.types import Link, Span

# Emphasis longer than this is a stray marker that met another by chance.
MAX_EMPHASIS_CHARS = 600

FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<fields>(?:[\w-]+:.*\n|[ \t#-].*\n|[ \t]*\n)+?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
FRONT_TITLE = re.compile(r"^title:[ \t]*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)[ \t]*$", re.MULTILINE)
OPENING = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})[^`\n]*$|(?P<comment><!--)", re.MULTILINE)
_LABEL = r"(?:\\.|[^\[\]\\\n]|\n(?![ \t]*\n)|\[[^\[\]\n]*\])*"
_TARGET = r"<?(?P<url>[^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*)>?(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*"
DEFINITION = re.compile(
    r"^ {0,3}\[(?P<reference>[^\[\]\n]+)\]:[ \t]+<?(?P<url>[^\s<>]*[/#:.][^\s<>]*)>?(?:[ \t]+[\"'(].*)?[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)
TOKEN = re.compile(
    rf"(?P<code>`[^`\n]+`)"
    r"|(?P<kept>\\\\)"
    r"|\\(?P<escaped>[`*_{}\[\]()#+\-.!|$>~<&])"
    rf"|(?P<image>!)?\[(?P<label>{_LABEL})\]\({_TARGET}\)"
    rf"|\[(?P<named>{_LABEL})\]\[(?P<reference>[^\[\]\n]*)\]"
    # Identifiers that some dialects allow after a heading: "## Leave {#leave}".
    r"|(?P<attributes>[ \t]+\{[#.][\w#. -]*\}[ \t]*(?=\n|\Z))"
    r"|(?P<mark>\*{1,3}|_{1,3})"
    r"|(?P<paragraph>\n[ \t]*\n)"
)


@dataclass(frozen=True, slots=True)
class CleanText:
    """The canonical text of a file, and what its markup said about it."""

    text: str
    links: tuple[Link, ...]
    strong: tuple[Span, ...]  # words set in bold
    verbatim: tuple[Span, ...]  # fenced code, fences included
    title: str | None  # from the front matter


@dataclass(slots=True)
class _Markup:
    """Ranges of the raw text: what to cut, and what the cut markers meant."""

    references: dict[str, re.Match[str]]  # where the address of each named link is defined
    cuts: list[Span] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    strong: list[Span] = field(default_factory=list)


def clean(raw: str) -> CleanText:
    """Return the canonical text of a file with its links, bold words and fenced code as spans of that text.

    >>> clean("See **the [plan](https://a.org)**, 3*4*5 and snake_case_name*").text
    'See the plan, 3*4*5 and snake_case_name*'
    """
    markup = _Markup({match["reference"].lower(): match for match in DEFINITION.finditer(raw)})
    verbatim: list[Span] = []
    front = FRONT_MATTER.match(raw)
    position = 0
    if front:
        markup.cuts.append(front.span())
        position = front.end()
    for start, end, is_comment in _set_apart(raw, position):
        _scan(raw, position, start, markup)
        (markup.cuts if is_comment else verbatim).append((start, end))
        position = end
    _scan(raw, position, len(raw), markup)
    return _cut(raw, markup, verbatim, _front_title(front))


def _set_apart(raw: str, position: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the ranges of fenced code and of HTML comments (third value true), in order; unclosed ones are text."""
    unclosed: set[str] = set()
    while opening := OPENING.search(raw, position):
        fence = opening["fence"] or "comment"
        position = opening.end()
        if fence in unclosed:
            continue
        closing = r"-->" if opening["comment"] else rf"^ {{0,3}}{re.escape(fence)}{re.escape(fence[0])}*[ \t]*$"
        match = re.compile(closing, re.MULTILINE).search(raw, position)
        if match is None:
            unclosed.add(fence)
            continue
        position = match.end()
        yield opening.start(), position, opening["comment"] is not None


def _front_title(front: re.Match[str] | None) -> str | None:
    title = FRONT_TITLE.search(front["fields"]) if front else None
    return title["title"].strip() if title else None


def _scan(raw: str, start: int, end: int, markup: _Markup) -> None:
    """Note the markup between two offsets; emphasis never reaches over a blank line."""
    open_marks: list[Span] = []
    position = start
    while match := TOKEN.search(raw, position, end):
        position = match.end()
        if match["paragraph"]:
            open_marks.clear()
            position -= 1
        elif match["escaped"]:
            markup.cuts.append((match.start(), match.start() + 1))
        elif match["attributes"]:
            markup.cuts.append(match.span())
        elif match["label"] is not None:
            _note_link(raw, match, match.span("label"), match["url"], markup)
        elif match["named"] is not None:
            _note_named_link(raw, match, markup)
        elif match["mark"]:
            _note_mark(raw, match.span(), open_marks, markup)


def _note_link(raw: str, match: re.Match[str], label: Span, url: str, markup: _Markup) -> None:
    start, end = label
    markup.cuts.append((match.start(), start))
    _scan(raw, start, end, markup)
    markup.cuts.append((end, match.end()))
    if not match["image"] and url and raw[start:end].strip():
        markup.links.append((start, end, url))


def _note_named_link(raw: str, match: re.Match[str], markup: _Markup) -> None:
    """Note a link whose address stands elsewhere: ``[the guide][1]``; without an address it is text."""
    definition = markup.references.get((match["reference"] or match["named"]).lower())
    if definition is not None:
        _note_link(raw, match, match.span("named"), definition["url"], markup)
        if definition.span() not in markup.cuts:
            markup.cuts.append(definition.span())


def _note_mark(raw: str, mark: Span, open_marks: list[Span], markup: _Markup) -> None:
    """Close the emphasis that this mark ends, or remember it as one that may begin some."""
    start, end = mark
    before, after = raw[start - 1 : start], raw[end : end + 1]
    closes = bool(before.strip()) and (not after.isalnum() or (raw[start] == "*" and end - start > 1))
    opens = bool(after.strip()) and not before.isalnum()
    if closes:
        for index in range(len(open_marks) - 1, -1, -1):
            opening = open_marks[index]
            if raw[opening[0] : opening[1]] == raw[start:end]:
                del open_marks[index:]
                if start - opening[1] <= MAX_EMPHASIS_CHARS and start > opening[1]:
                    markup.cuts += [opening, mark]
                    if end - start > 1:
                        markup.strong.append((opening[1], start))
                    return
                break
    if opens:
        open_marks.append(mark)


def _cut(raw: str, markup: _Markup, verbatim: list[Span], title: str | None) -> CleanText:
    cuts = sorted(markup.cuts)
    starts = [start for start, _ in cuts]
    removed = [0, *accumulate(end - start for start, end in cuts)]

    def moved(offset: int) -> int:
        index = bisect_right(starts, offset)
        if index and offset < cuts[index - 1][1]:
            return cuts[index - 1][0] - removed[index - 1]
        return offset - removed[index]

    kept_from = [0, *(end for _, end in cuts)]
    kept_to = [*starts, len(raw)]
    text = "".join(raw[start:end] for start, end in zip(kept_from, kept_to, strict=True))
    links = [_trimmed(text, moved(start), moved(end), url) for start, end, url in sorted(markup.links)]
    return CleanText(
        text=text,
        links=tuple(link for link in links if link.start < link.end),
        strong=tuple((moved(start), moved(end)) for start, end in sorted(markup.strong)),
        verbatim=tuple((moved(start), moved(end)) for start, end in verbatim),
        title=title,
    )


def _trimmed(text: str, start: int, end: int, url: str) -> Link:
    words = text[start:end]
    return Link(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()), url)
