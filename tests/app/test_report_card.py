"""The report card in a terminal: everything that needs a person, nothing that does not, within the window."""

import re

import pytest

from app.commands.report_tables import print_report_card
from app.report_card import attention_rows, remarks, shortened, total_facts
from ingest.loaded import FileFacts, Outcome
from ingest.report import FileReport, Problem

LONG = "policies/human resources/leave-and-absence/2024/annual-leave-policy-final-version-3-approved.docx"
READ = FileReport("a.pdf", Outcome.READ, facts=FileFacts(pages=4, words=900, size_bytes=2_500_000), passages=7)
PARTLY = FileReport(LONG, Outcome.PARTLY_READ, "Its last table could not be read.", FileFacts(words=10))
LOCKED = FileReport("pay.xlsx", Outcome.NEEDS_PASSWORD, "It is locked.")
SLOW = FileReport(
    "scan.pdf",
    Outcome.READ,
    facts=FileFacts(characters=200, unreadable=9, empty_pages=(2, 3, 4, 9), image_pages=(5,), seconds=12.4),
)
COPY = FileReport("copy.pdf", Outcome.READ, facts=SLOW.facts, duplicate_of="scan.pdf")


def test_totals_leave_out_what_there_is_none_of():
    assert total_facts([READ, LOCKED]) == [
        ("files", "2 (read 1, needs a password 1)"),
        ("pages", "4"),
        ("words", "900"),
        ("size", "2.5 MB"),
    ]
    assert total_facts([]) == []


def test_only_files_that_were_not_read_whole_need_attention():
    assert attention_rows([READ, LOCKED, PARTLY]) == [
        ("read in part", LONG, "Its last table could not be read."),
        ("needs a password", "pay.xlsx", "It is locked."),
    ]


def test_what_could_not_be_looked_at_needs_attention_once():
    failed = [Problem("pay.xlsx", "It is locked."), Problem("secret.txt", "cannot be opened: Permission denied")]
    rows = attention_rows([LOCKED], failed, [Problem("link", "a link out of the folder")])
    assert rows[1:] == [
        ("not opened", "secret.txt", "cannot be opened: Permission denied"),
        ("left out", "link", "a link out of the folder"),
    ]


def test_what_is_worth_knowing_of_a_file_stands_together():
    assert remarks([READ, LOCKED, SLOW, COPY]) == [
        (
            "scan.pdf",
            "4 % of its characters could not be read; pages 2–4, 9 without words; page 5 only pictures; "
            "took 12 seconds to read",
        ),
        ("copy.pdf", "the same as scan.pdf"),
    ]


def test_many_of_one_outcome_crowd_out_no_other():
    rows = [("damaged", str(n), "") for n in range(30)] + [("too large", "z", "")]
    shown = shortened(rows, 20)
    assert len(shown) == 20
    assert shown[-1] == ("too large", "z", "")


@pytest.mark.parametrize("width", [80, 120])
def test_the_card_fits_the_window_and_keeps_every_name_whole(capsys, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    print_report_card([READ, PARTLY, LOCKED, SLOW, COPY], "bundled", [("seconds", "3.1")])
    printed = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)
    lines = [line.rstrip() for line in printed.splitlines()]
    assert max(map(len, lines)) <= width
    first = next(number for number, line in enumerate(lines) if "read in part  " in line)
    column = lines[first].index("policies/")
    name = "".join(line[column : column + 36].split("  ")[0].strip() for line in lines[first : first + 4])
    assert name.replace(" ", "").startswith(LONG.replace(" ", ""))


def test_a_long_list_ends_with_how_many_more_there_are(capsys):
    files = [FileReport(f"{n}.pdf", Outcome.DAMAGED, "It is cut off.") for n in range(51)]
    print_report_card(files, "bundled")
    printed = capsys.readouterr().out
    assert "and 31 more; --json lists all" in printed
    assert printed.count("It is cut off.") == 20


def test_a_card_of_files_that_were_all_read_is_only_totals(capsys):
    print_report_card([READ], "bundled")
    printed = capsys.readouterr().out
    assert "attention" not in printed
    assert "What to do" not in printed
