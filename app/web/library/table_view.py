"""The table of documents as HTML."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from html import escape
from urllib.parse import quote

from app.advice import counted
from app.library.listing import Order
from app.library.records import LibraryRow, State
from app.report_card import size_words
from app.web.document_path import document_path

HEADS = {
    "title": "Document",
    "kind": "Kind",
    "pages": "Pages",
    "passages": "Passages",
    "size": "Size",
    "read": "Read",
    "state": "State",
}
NUMBERS = ("pages", "passages", "size")
# States that are as they should be.
_SOUND = (State.READ, State.SAME, State.UNPACKED)


def table_html(rows: Sequence[LibraryRow], order: Order, most: int, *, may_change: bool) -> str:
    """Return a table of so many rows at most, which can be ordered by each column, with what can be done to each.

    Args:
        rows: In order.
        order: The one that they are in.
        most: How many are shown; a button asks for more.
        may_change: Whether documents may be changed.
    """
    heads = "".join(_head(column, words, order) for column, words in HEADS.items())
    body = "".join(_row(row, may_change=may_change) for row in rows[:most])
    more = len(rows) - most
    button = (
        f'<p class="more"><button type="button" class="quiet" id="library-more" data-do="more">'
        f"Show {min(more, most):,} more</button> <span>{more:,} not shown</span></p>"
        if more > 0
        else ""
    )
    return (
        '<div class="table"><table><caption class="visually-hidden">Documents</caption><thead><tr>'
        f'{heads}<th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>'
        f"<tbody>{body}</tbody></table></div>{button}"
    )


def totals_html(rows: Sequence[LibraryRow], found: int, *, words: str) -> str:
    """Return how much there is, or how much of it was found, in a line."""
    if words.strip():
        return f'<p class="totals" role="status">{counted(found, "file")} of {len(rows):,} found</p>'
    documents = sum(row.state in (State.READ, State.PARTLY_READ) for row in rows)
    passages = sum(row.passages for row in rows if row.duplicate_of is None)
    problems = sum(row.state not in _SOUND and row.state is not State.TAKEN_OUT for row in rows)
    told = [counted(documents, "document"), counted(passages, "passage")]
    told += [f"{counted(problems, 'file')} with problems"] if problems else []
    return f'<p class="totals" role="status">{" · ".join(told)}</p>'


def empty_html(*, may_change: bool) -> str:
    """Return what stands in place of a table without rows."""
    how = "Drop files into the box above" if may_change else "Run <code>citewell ingest FOLDER</code>"
    return (
        '<div class="empty"><p><strong>No documents yet.</strong></p>'
        f"<p>{how}, and questions are answered from them as soon as they are read.</p></div>"
    )


def _head(column: str, words: str, order: Order) -> str:
    is_sorted = order.column == column
    sort = f' aria-sort="{"descending" if order.descending else "ascending"}"' if is_sorted else ""
    arrow = ("↓" if order.descending else "↑") if is_sorted else "↕"
    number = " number" if column in NUMBERS else ""
    return (
        f'<th scope="col" class="{column}{number}"{sort}><button type="button" id="sort-{column}" data-do="sort" '
        f'data-column="{column}">{words}<span aria-hidden="true"> {arrow}</span></button></th>'
    )


def _row(row: LibraryRow, *, may_change: bool) -> str:
    state = "sound" if row.state in _SOUND else "quieter" if row.state is State.TAKEN_OUT else "unsound"
    return (
        f'<tr class="{state}"><th scope="row" class="title">{_title(row)}</th>'
        f'<td class="kind" data-label="Kind">{escape(row.kind)}</td>'
        f'<td class="pages number" data-label="Pages">{_pages(row)}</td>'
        f'<td class="passages number" data-label="Passages">{_number(row.passages)}</td>'
        f'<td class="size number" data-label="Size">{size_words(row.size_bytes) if row.size_bytes else ""}</td>'
        f'<td class="read" data-label="Read">{_date(row.read_at)}</td>'
        f'<td class="state" data-label="State">{_state(row)}</td>'
        f'<td class="actions">{_actions(row, may_change=may_change)}</td></tr>'
    )


def _title(row: LibraryRow) -> str:
    title = f'<bdi class="name">{escape(row.title)}</bdi>'
    if row.opens:
        title = f'<a href="{document_path(row.source)}" data-document>{title}</a>'
    return f'{title}<span class="source"><bdi>{escape(row.source)}</bdi></span>'


def _date(moment: datetime | None) -> str:
    if moment is None:
        return ""
    exact = f"{moment.day} {moment:%B %Y, %H:%M} UTC"
    return f'<time datetime="{moment.isoformat()}" title="{exact}">{moment.day} {moment:%b %Y}</time>'


def _pages(row: LibraryRow) -> str:
    if row.pages and row.page_kind != "page":
        return f"{counted(row.pages, row.page_kind)}"
    return _number(row.pages)


def _number(count: int) -> str:
    return f"{count:,}" if count else ""


def _state(row: LibraryRow) -> str:
    words = row.state.value.capitalize()
    told = [*([f"Its words are kept under “{row.duplicate_of}”."] if row.duplicate_of else []), *row.problems]
    if not told:
        return f'<span class="badge">{words}</span>'
    items = "".join(f"<li>{escape(problem)}</li>" for problem in told)
    about = f'<span class="visually-hidden">: why, for {escape(row.title)}</span>'
    badge = f'<span class="badge">{words}</span>'
    return f'<details id="why-{_key(row)}"><summary>{badge}{about}</summary><ul>{items}</ul></details>'


def _actions(row: LibraryRow, *, may_change: bool) -> str:
    entries = []
    if row.opens:
        entries.append(f'<a href="original/{quote(row.source)}" download>Download the file</a>')
    if may_change and row.state is State.TAKEN_OUT:
        entries.append(_button(row, "put-back", "Put back"))
    elif may_change:
        entries.append(_button(row, "read-again", "Read again"))
        entries.append(_deletion(row))
    if not entries:
        return ""
    listed = "".join(f"<li>{entry}</li>" for entry in entries)
    return (
        f'<details class="menu" id="menu-{_key(row)}"><summary aria-label="Actions for {escape(row.title)}">'
        f'<span aria-hidden="true">⋯</span></summary><ul>{listed}</ul></details>'
    )


def _deletion(row: LibraryRow) -> str:
    if row.is_uploaded:
        question = f"Delete “{row.title}”? The file {row.source} is deleted, and answers no longer use it."
        return _button(row, "delete", "Delete", question)
    where = "in its archive" if row.archive else "where it is"
    question = (
        f"Take out “{row.title}”? Answers no longer use it. The file {row.source} stays {where}, "
        "and you can put it back here."
    )
    return _button(row, "delete", "Take out", question)


def _button(row: LibraryRow, does: str, words: str, question: str = "") -> str:
    asks = f' data-confirm="{escape(question)}" data-confirm-with="{escape(words)}"' if question else ""
    return f'<button type="button" data-do="{does}" data-source="{escape(row.source)}"{asks}>{words}</button>'


def _key(row: LibraryRow) -> str:
    """What tells a row's elements from those of others."""
    return sha256(row.source.encode()).hexdigest()[:12]
