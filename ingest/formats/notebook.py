"""Read Jupyter notebooks: their text, their code and what that printed."""

import json
import re
from collections.abc import Iterator, Mapping

from ingest.elements import Element, ElementKind, ParsedFile, Run, SourceFile
from ingest.errors import EmptyDocument, IngestError, UnreadableFile
from ingest.formats.encodings import decoded
from ingest.formats.text_blocks import markdown_elements, plain_elements
from ingest.formats.web.reader import page_of_text

DAMAGED = "it is no notebook, or a damaged one. Save it again from Jupyter."
NO_WORDS = "the notebook holds no words."
CUT_NOTE = "Outputs longer than {:,} characters were cut."
MAX_OUTPUT_CHARS = 5_000
TERMINAL_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
# What an object shows of itself where it is no text: "<Figure size 640x480 with 1 Axes>".
NAMELESS_OBJECT = re.compile(r"\s*<[^<>]*>\s*")


def read_ipynb(file: SourceFile) -> ParsedFile:
    """Return a notebook's cells in order: text as it reads, code and what it printed as code; no pictures.

    Raises:
        EmptyDocument: It holds no words.
        UnreadableFile: It is no notebook.
    """
    text = decoded(file.path.read_bytes())
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(DAMAGED) from error
    cells = _cells(notebook)
    elements = tuple(element for cell in cells for element in _cell_elements(cell))
    if not elements:
        raise EmptyDocument(NO_WORDS)
    is_cut = any(
        len(words) > MAX_OUTPUT_CHARS for cell in cells for output in _outputs(cell) for words in _plain(output)
    )
    notes = (CUT_NOTE.format(MAX_OUTPUT_CHARS),) if is_cut else ()
    return ParsedFile(elements, notes=notes, unreadable=text.count("\ufffd"))


def _cells(notebook: object) -> list[Mapping[str, object]]:
    """Return a notebook's cells; before version 4 they stood in worksheets.

    Raises:
        UnreadableFile: It has none.
    """
    sheets = notebook.get("worksheets") if isinstance(notebook, dict) else None
    holders = sheets if isinstance(sheets, list) and sheets else [notebook]
    found = [
        holder["cells"] for holder in holders if isinstance(holder, dict) and isinstance(holder.get("cells"), list)
    ]
    if not found:
        raise UnreadableFile(DAMAGED)
    return [cell for cells in found for cell in cells if isinstance(cell, dict)]


def _cell_elements(cell: Mapping[str, object]) -> Iterator[Element]:
    source = _joined(cell.get("source") or cell.get("input"))
    kind = cell.get("cell_type")
    if kind == "code":
        yield from _code(source)
        for output in _outputs(cell):
            yield from _output_elements(output)
    elif kind == "heading":
        level = cell.get("level")
        yield Element(ElementKind.HEADING, (Run(source),), level if isinstance(level, int) else 1)
    else:
        yield from markdown_elements(source) if kind == "markdown" else plain_elements(source)


def _outputs(cell: Mapping[str, object]) -> list[Mapping[str, object]]:
    outputs = cell.get("outputs")
    return [output for output in outputs if isinstance(output, dict)] if isinstance(outputs, list) else []


def _output_elements(output: Mapping[str, object]) -> Iterator[Element]:
    shown = output.get("data")
    if isinstance(shown, dict):
        tables = _tables(_joined(shown.get("text/html")))
        if tables:
            yield from tables
            return
        if words := _joined(shown.get("text/markdown")):
            yield from markdown_elements(words[:MAX_OUTPUT_CHARS])
            return
    for words in _plain(output):
        yield from _code(words[:MAX_OUTPUT_CHARS])


def _plain(output: Mapping[str, object]) -> Iterator[str]:
    """Yield what an output shows as text."""
    shown = output.get("data")
    if isinstance(shown, dict):
        words = _joined(shown.get("text/plain"))
        if not NAMELESS_OBJECT.fullmatch(words):
            yield words
    elif output.get("output_type") in ("error", "pyerr"):
        yield f"{_joined(output.get('ename'))}: {_joined(output.get('evalue'))}"
    else:
        yield TERMINAL_COLOUR.sub("", _joined(output.get("text")))


def _tables(page: str) -> list[Element]:
    """Return the tables of an output that is a piece of a web page; none where it cannot be read."""
    if "<table" not in page:
        return []
    try:
        return [element for element in page_of_text(page).elements if element.kind is ElementKind.TABLE]
    except IngestError:
        return []


def _code(words: str) -> Iterator[Element]:
    if words.strip():
        yield Element(ElementKind.CODE, (Run(words.strip("\n")),))


def _joined(words: object) -> str:
    """Return text that is kept whole or line by line."""
    if isinstance(words, list):
        return "".join(line for line in words if isinstance(line, str))
    return words if isinstance(words, str) else ""
