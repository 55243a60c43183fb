"""What a person sees in a terminal. The one module that imports Rich."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from app.commands.output import say
from app.page_words import page_words
from app.render import (
    also_text,
    certainty_text,
    disagreement_text,
    one_line,
    place_text,
    place_words,
    written_by,
)
from app.types import Answer, Citation
from retriever.pages import page_at
from retriever.types import Document, Hit

# Characters of a line in a file or a pipe, which have no width of their own.
LINE_WIDTH = 100
# Widest column of names in a table, so that there is room beside it.
MOST_NAME = 36


def print_answer(answer: Answer) -> None:
    """Print the claims with the short answer in bold, then where each citation stands."""
    out = _console()
    if answer.standalone_question != answer.question:
        out.print(_text(answer.standalone_question), style="italic")
    if answer.abstention:
        out.print(_text(answer.text))
        if answer.clarification:
            for choice in answer.clarification.choices:
                out.print(_text(f"- {choice.question}"))
            return
        _print_citations(out, "Closest passages", answer.abstention.closest, with_quotes=True)
        return
    for disagreement in answer.disagreements:
        out.print(_text(disagreement_text(answer, disagreement)), style="yellow")
    if answer.fallback:
        out.print(_text(answer.fallback), style="yellow")
    # The words of a quoted answer are rows of tables at times; those of a written one are whole sentences.
    quoted = answer.citations if answer.mode == "quoted" else ()
    headers = {citation.marker: citation.header for citation in quoted if citation.header}
    for claim in answer.claims:
        if header := next((headers[marker] for marker in claim.citations if marker in headers), ""):
            out.print(_text(one_line(header)), style="dim")
        line = _text(claim.text)
        if answer.short_answer:
            line.highlight_words([answer.short_answer], "bold")
        out.print(line, _text("".join(f"[{marker}]" for marker in claim.citations)))
    _print_citations(out, "Sources", answer.citations, with_quotes=answer.mode == "written")
    if answer.mode == "written":
        out.print(_text(written_by(answer)), style="dim")
    out.print(_text(certainty_text(answer)), style="dim")


def print_hits(hits: Sequence[Hit]) -> None:
    """Print the passages found, best first, each under the place where it stands."""
    out = _console()
    if not hits:
        out.print("Nothing found.")
    for rank, hit in enumerate(hits, start=1):
        passage = hit.passage
        page = page_at(passage.pages, passage.start)
        place = place_words((passage.title, *passage.section), page, passage.source)
        out.print(_text(f"{rank}. {place}"), style="bold")
        _print_also(out, passage.also)
        out.print(_text(one_line(passage.text)))
        out.print()


def print_outline(document: Document) -> None:
    """Print a document's title, its name and its headings with their pages."""
    out = _console()
    out.print(_text(document.title), style="bold")
    out.print(_text(f"{document.source}, {len(document.text):,} characters, collection {document.collection}"))
    _print_also(out, document.also)
    for section in document.sections:
        if section.path:
            page = page_words(page_at(document.pages, section.start))
            out.print(_text("  " * len(section.path) + section.path[-1] + (page and f"  ({page})")), style="dim")
    out.rule()


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table: the first column to the left, the others to the right; None is left blank."""
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for i, column in enumerate(columns):
        table.add_column(column, justify="right" if i else "left", no_wrap=not i, overflow="fold")
    for row in rows:
        table.add_row(*[_text("" if cell is None else str(cell)) for cell in row])
    _console().print(table)


def is_terminal() -> bool:
    """Whether standard output is read by a person as it comes."""
    return _console().is_terminal


def print_listing(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table of words, the last column the widest; of more than two, the first is not repeated row by row.

    Names too long for their column go on in the next line.
    """
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for column in columns:
        last = column == columns[-1]
        table.add_column(column, ratio=3 if last else None, overflow="fold", max_width=None if last else MOST_NAME)
    before = ""
    for first, *others in rows:
        shown = "" if first == before and len(columns) > 2 else first
        table.add_row(*[_text(one_line(cell)) for cell in (shown, *others)])
        before = first
    _console().print(table)


def print_lines(title: str, lines: Sequence[str]) -> None:
    """Print lines under a title, if there are any."""
    out = _console()
    if lines and title:
        out.print(title, style="italic")
    for line in lines:
        out.print(Padding(_text(line), (0, 0, 0, 2)))


def print_facts(facts: Sequence[tuple[str, object]]) -> None:
    """Print names with their values, one a line."""
    grid = Table.grid(padding=(0, 2))
    for name, value in facts:
        grid.add_row(Text(name, style="dim"), _text(str(value)))
    _console().print(grid)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int, str], None]]:
    """Yield a function that shows how far a run has come: ``(what, done, total, counts)``.

    In a terminal this is a bar with the time left; anywhere else, a line on standard error whenever the
    words change. Nothing of it goes to standard output.
    """
    err = Console(stderr=True, highlight=False)
    if not err.is_terminal:
        yield _line_by_line()
        return
    columns = (
        TextColumn("{task.fields[counts]}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=None, counts="")

        def show(what: str, done: int, total: int, counts: str) -> None:
            bar.update(task, description=what, completed=done, total=total, counts=counts)

        yield show


def _line_by_line() -> Callable[[str, int, int, str], None]:
    def show(what: str, done: int, total: int, counts: str) -> None:
        if what:
            say(f"{counts} {what}")

    return show


def _print_citations(out: Console, heading: str, citations: Sequence[Citation], *, with_quotes: bool) -> None:
    if not citations:
        return
    out.print()
    out.print(heading, style="dim")
    for citation in citations:
        out.print(_text(f"[{citation.marker}] {place_text(citation)}"))
        _print_also(out, citation.also)
        if with_quotes:
            out.print(_text(f"    “{one_line(citation.quote)}”"), style="dim")


def _print_also(out: Console, also: Sequence[str]) -> None:
    if also:
        out.print(_text(f"    {also_text(also)}"), style="dim")


def _console() -> Console:
    # Made when needed, so that it writes to the standard output of that moment.
    console = Console(highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        console.width = LINE_WIDTH
    return console


def _text(words: str) -> Text:
    """Return the words without control characters, which could take over the terminal."""
    return Text("".join(sign if sign.isprintable() or sign == "\n" else " " for sign in words))
