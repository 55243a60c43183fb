"""How documents, passages and their parts are written as JSON for the database."""

import json
from typing import Any

from retriever.types import Acronym, Document, Link, Page, Section, Span, Statement, StatementKind

Row = list[object]


def document_parts(document: Document) -> str:
    """All of a document but its text and what has a column of its own."""
    return _dumps(
        {
            "sections": [
                [s.path, s.start, s.end, s.heading, s.page, [_statement_row(x) for x in s.statements]]
                for s in document.sections
            ],
            "furniture": document.furniture,
            "links": [[link.start, link.end, link.url] for link in document.links],
            "acronyms": [[a.short, a.long, a.start, a.end] for a in document.acronyms],
            "pages": _page_rows(document.pages),
        }
    )


def document_from_parts(
    source: str, title: str, collection: str, content_hash: str, text: str, parts: str, *, also: tuple[str, ...] = ()
) -> Document:
    """The document that `document_parts` was given, with its other names."""
    read = json.loads(parts)
    return Document(
        source=source,
        title=title,
        text=text,
        sections=tuple(
            Section(tuple(path), start, end, tuple(map(_statement, rows)), _span(heading), page)
            for path, start, end, heading, page, rows in read["sections"]
        ),
        content_hash=content_hash,
        collection=collection,
        furniture=tuple((start, end) for start, end in read["furniture"]),
        links=tuple(Link(*row) for row in read["links"]),
        acronyms=tuple(Acronym(*row) for row in read["acronyms"]),
        pages=_pages(read["pages"]),
        also=also,
    )


def statements_json(statements: tuple[Statement, ...]) -> str:
    """A passage's statements as one line."""
    return _dumps([_statement_row(statement) for statement in statements])


def statements_from_json(line: str) -> tuple[Statement, ...]:
    """The statements that `statements_json` was given."""
    return tuple(map(_statement, json.loads(line)))


def section_json(path: tuple[str, ...]) -> str:
    """A heading path as one line."""
    return _dumps(path)


def section_from_json(line: str) -> tuple[str, ...]:
    """The heading path that `section_json` was given."""
    return tuple(json.loads(line))


def pages_json(pages: tuple[Page, ...]) -> str:
    """Pages as one line."""
    return _dumps(_page_rows(pages))


def pages_from_json(line: str) -> tuple[Page, ...]:
    """The pages that `pages_json` was given."""
    return _pages(json.loads(line))


def _page_rows(pages: tuple[Page, ...]) -> list[Row]:
    return [[page.number, page.start, page.label, page.kind] for page in pages]


def _pages(rows: list[list[Any]]) -> tuple[Page, ...]:
    return tuple(Page(*row) for row in rows)


def _statement_row(statement: Statement) -> Row:
    return [statement.start, statement.end, statement.kind.value, statement.lead]


def _statement(row: list[object]) -> Statement:
    start, end, kind, lead = row
    return Statement(start, end, StatementKind(kind), _span(lead))  # type: ignore[arg-type]


def _span(pair: object) -> Span | None:
    return None if pair is None else tuple(pair)  # type: ignore[arg-type,return-value]


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
