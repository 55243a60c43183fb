"""What the Library place shows: safe whatever files are called, and only what can be done."""

from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from app.library.listing import Order, found, ordered
from app.library.records import FileResult, Held, Job, LibraryRow, Progress, Receipt, State, Task, Work
from app.web.library.jobs_view import jobs_html, receipt_html, unlock_html
from app.web.library.table_view import empty_html, table_html, totals_html
from app.web.library.uploads import sent_files

HOSTILE = '<img src=x onerror="alert(1)">'
READ = LibraryRow(
    "hr/leave.md",
    "Leave",
    "Markdown",
    "hr",
    State.READ,
    passages=3,
    size_bytes=1500,
    read_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
)
UPLOADED = replace(READ, source="main/pay.pdf", title="Pay", kind="PDF", collection="main", pages=12, is_uploaded=True)
TAKEN_OUT = replace(READ, source="travel.txt", title="Travel", state=State.TAKEN_OUT, read_at=None, passages=0)
LOCKED = replace(TAKEN_OUT, source="z.pdf", title="Z", state=State.NOT_READ, problems=("It is locked.",))
ROWS = (READ, UPLOADED, TAKEN_OUT, LOCKED)


def shown(*rows: LibraryRow, order: Order | None = None, most: int = 100, may_change: bool = True) -> str:
    return table_html(rows, order or Order(), most, may_change=may_change)


def test_names_titles_and_reasons_of_files_are_shown_and_never_run():
    row = replace(
        UPLOADED, source=HOSTILE, title=HOSTILE, collection=HOSTILE, problems=(HOSTILE,), duplicate_of=HOSTILE
    )
    job = Job(Task("1", Work.ADD, (HOSTILE,)), Progress.RUNNING, reading=HOSTILE, trouble=HOSTILE)
    over = replace(job, progress=Progress.DONE, results=(FileResult(HOSTILE, HOSTILE, source=HOSTILE),))
    receipt = Receipt(refused=(FileResult(HOSTILE, HOSTILE),), held=Held(HOSTILE, (f"main/{HOSTILE}",)))
    for html in (shown(row), jobs_html([job, over]), receipt_html(receipt)):
        assert "<img" not in html
        assert "&lt;img" in html


def test_the_column_that_orders_the_table_says_so():
    assert '<th scope="col" class="title" aria-sort="ascending">' in shown(READ)
    descending = shown(READ, order=Order().by("pages").by("pages"))
    assert '<th scope="col" class="pages number" aria-sort="descending">' in descending
    assert descending.count("aria-sort") == 1


@pytest.mark.parametrize(
    ("row", "words"),
    [(READ, ["read-again", "delete"]), (TAKEN_OUT, ["put-back"]), (LOCKED, ["read-again", "delete"])],
    ids=["read", "taken out", "locked"],
)
def test_a_row_offers_what_can_be_done_to_it(row, words):
    table = shown(row).partition("<tbody>")[2]
    assert [part.partition('"')[0] for part in table.split('data-do="')[1:]] == words
    assert 'data-do="' not in shown(row, may_change=False).partition("<tbody>")[2]


def test_the_question_before_a_deletion_says_what_becomes_of_the_file():
    assert "The file main/pay.pdf is deleted" in shown(UPLOADED)
    assert "The file hr/leave.md stays where it is, and you can put it back here." in shown(READ)


def test_a_document_opens_and_is_downloaded_and_what_has_no_words_is_not():
    assert '<a href="source/hr/leave.md" data-document>' in shown(READ)
    assert '<a href="original/hr/leave.md" download>' in shown(READ)
    assert "source/z.pdf" not in shown(LOCKED)


def test_rows_beyond_the_first_are_shown_on_request():
    html = shown(READ, UPLOADED, LOCKED, most=2)
    assert ("Show 1 more" in html, "z.pdf" in html) == (True, False)
    assert 'data-do="more"' not in shown(READ, UPLOADED, most=2)


def test_the_line_over_the_table_counts_documents_passages_and_problems():
    assert "2 documents · 6 passages · 1 file with problems" in totals_html(ROWS, 4, words="")
    assert "1 file of 4 found" in totals_html(ROWS, 1, words="pay")


def test_without_documents_it_says_how_to_add_some():
    assert "Drop files into the box above" in empty_html(may_change=True)
    assert "citewell ingest" in empty_html(may_change=False)


def test_rows_are_found_by_any_words_of_theirs():
    assert [row.title for row in found(ROWS, "PAY main")] == ["Pay"]
    assert [row.title for row in found(ROWS, "locked")] == ["Z"]
    assert found(ROWS, "") == list(ROWS)


def test_rows_are_ordered_by_a_column_and_then_by_title():
    assert [row.title for row in ordered(ROWS, Order())] == ["Leave", "Pay", "Travel", "Z"]
    assert [row.title for row in ordered(ROWS, Order("pages", descending=True))] == ["Pay", "Leave", "Travel", "Z"]
    assert Order("pages").by("nothing of the kind") == Order("pages")


def test_a_job_tells_how_far_it_is_and_what_it_waits_for():
    task = Task("1", Work.ADD, ("main/a.txt", "main/b.txt"))
    running = Job(task, Progress.RUNNING, done=1, total=2, share=0.25, reading="b.txt")
    html = jobs_html([running])
    assert "Adding 2 files" in html
    assert 'value="0.250"' in html
    assert "Reading 2 of 2: b.txt" in html
    assert "Another program" in jobs_html([replace(running, trouble="Another program is at work.")])
    assert jobs_html([]) == ""


def test_what_needs_attention_stands_first_among_the_results():
    results = (FileResult("a.txt", "Read: 1 passage."), FileResult("b.dwg", "Not read.", is_problem=True))
    job = Job(Task("1", Work.ADD, ("a", "b")), Progress.DONE, results=results)
    html = jobs_html([job])
    assert html.index("b.dwg") < html.index("a.txt")
    assert 'data-announce="Adding 2 files: done, 1 file with problems"' in html


def test_a_password_is_asked_for_only_where_files_are_locked():
    assert unlock_html(0) == ""
    assert "<strong>2 files need a password.</strong>" in unlock_html(2)


def test_only_files_that_were_sent_are_taken(tmp_path):
    (tmp_path / "sent").mkdir()
    inside, outside = tmp_path / "sent" / "a.txt", tmp_path / "secret.txt"
    inside.write_text("a")
    outside.write_text("secret")
    (tmp_path / "sent" / "link.txt").symlink_to(outside)
    payload = [
        {"path": str(inside), "orig_name": "A (1).txt"},
        {"path": str(outside)},
        {"path": str(tmp_path / "sent" / ".." / "secret.txt")},
        {"path": str(tmp_path / "sent" / "link.txt")},
        {"path": str(tmp_path / "sent" / "taken.txt")},
        {"path": None},
        SimpleNamespace(path=str(inside)),
    ]
    assert [(one.path, one.name) for one in sent_files(payload, str(tmp_path / "sent"))] == [(inside, "A (1).txt")]
    assert sent_files(None, str(tmp_path)) == []
