"""Read records in JSON: one a line, or one value that holds them all."""

import json
from collections.abc import Iterator, Sequence

from ingest.elements import Element, ElementKind, ParsedFile, SourceFile, heading, paragraph
from ingest.errors import EmptyDocument, UnreadableFile
from ingest.formats.encodings import decoded
from ingest.formats.text_blocks import plain_elements

NO_JSON = "it holds no JSON. Save it again from the program it came from."
NO_WORDS = "its records hold no words."
BAD_LINE = "Line {} is no JSON and was left out."
BAD_LINES = "Lines {} and {} more are no JSON and were left out."
NAMED_LINES = 10  # bad lines that are told by their numbers
RECORD_LEVEL = 2

TITLES = ("title", "name", "subject", "headline", "heading", "question", "label")
MAX_TITLE_CHARS = 150
# A value that is longer, or has lines of its own, is text and stands by itself.
MAX_VALUE_CHARS = 200
MAX_COLUMNS = 15

Fields = dict[str, str]


def read_jsonl(file: SourceFile) -> ParsedFile:
    """Return records as a table where all are short and alike, else each as its title, its text and its other fields.

    Raises:
        EmptyDocument: They hold no words.
        UnreadableFile: None of it is JSON.
    """
    text = decoded(file.path.read_bytes())
    values, bad = _values(text)
    if not values:
        if bad:
            raise UnreadableFile(NO_JSON)
        raise EmptyDocument(NO_WORDS)
    records = [fields for fields in map(_fields, values) if any(fields.values())]
    table = _table(records)
    elements = [table] if table else [element for record in records for element in _record_elements(record)]
    if not elements:
        raise EmptyDocument(NO_WORDS)
    return ParsedFile(tuple(elements), notes=_notes(bad), unreadable=text.count("\ufffd"))


def _values(text: str) -> tuple[list[object], list[int]]:
    """Return the records, and the numbers of lines that hold none."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        pass
    else:
        return _records(whole), []
    values: list[object] = []
    bad: list[int] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            values.append(json.loads(line))
        except (ValueError, RecursionError):
            bad.append(number)
    return values, bad


def _records(whole: object) -> list[object]:
    """Return the records of one value: those of a list, or of an object that holds nothing else."""
    if isinstance(whole, dict) and len(whole) == 1:
        only = next(iter(whole.values()))
        if isinstance(only, list) and all(isinstance(each, dict) for each in only):
            return list(only)
    return list(whole) if isinstance(whole, list) else [whole]


def _fields(value: object) -> Fields:
    """Return a record's values as words, by the names that lead to them, joined by dots."""
    found: dict[str, list[str]] = {}
    todo: list[tuple[str, object]] = [("", value)]
    while todo:
        name, held = todo.pop()
        if isinstance(held, dict):
            todo += [(f"{name}.{key}" if name else str(key), each) for key, each in reversed(held.items())]
        elif isinstance(held, list):
            todo += [(name, each) for each in reversed(held)]
        else:
            found.setdefault(name, []).append(_words(held))
    return {name: _joined([words for words in each if words]) for name, each in found.items()}


def _joined(words: Sequence[str]) -> str:
    is_text = any(len(each) > MAX_VALUE_CHARS or "\n" in each for each in words)
    return "\n\n".join(words) if is_text else ", ".join(words)


def _words(held: object) -> str:
    if held is None:
        return ""
    return held.strip() if isinstance(held, str) else json.dumps(held)


def _table(records: Sequence[Fields]) -> Element | None:
    """Return records as rows where all have nearly the same, short fields."""
    names = list(dict.fromkeys(name for record in records for name in record))
    if len(records) < 2 or not 2 <= len(names) <= MAX_COLUMNS or "" in names:
        return None
    if any(2 * len(record) < len(names) or any(map(_is_text, record.values())) for record in records):
        return None
    rows = [tuple(names), *(tuple(record.get(name, "") for name in names) for record in records)]
    return Element(ElementKind.TABLE, rows=tuple(rows), header_rows=1)


def _is_text(words: str) -> bool:
    return len(words) > MAX_VALUE_CHARS or "\n" in words


def _record_elements(record: Fields) -> Iterator[Element]:
    title = next((name for name in record if name.lower() in TITLES and 0 < len(record[name]) <= MAX_TITLE_CHARS), None)
    if title is not None:
        yield heading(" ".join(record[title].split()), RECORD_LEVEL)
    facts = [
        f"{name}: {words}" if name else words
        for name, words in record.items()
        if words and name != title and not _is_text(words)
    ]
    if facts:
        yield paragraph("\n".join(facts))
    for name, words in record.items():
        if _is_text(words) and name != title:
            yield from plain_elements(words)


def _notes(bad: Sequence[int]) -> tuple[str, ...]:
    if len(bad) <= NAMED_LINES:
        return tuple(BAD_LINE.format(number) for number in bad)
    named = ", ".join(map(str, bad[:NAMED_LINES]))
    return (BAD_LINES.format(named, len(bad) - NAMED_LINES),)
