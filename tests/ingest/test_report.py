"""The report card of a run: kept whole as JSON, counted without counting a text twice."""

import json

from ingest.loaded import FileFacts, Outcome
from ingest.report import FileReport, IngestReport, file_report_from_json, slowest, totals

SCAN = FileReport(
    "scan.pdf",
    Outcome.PARTLY_READ,
    "Page 3 is a picture.",
    FileFacts(
        format="pdf",
        size_bytes=4000,
        pages=3,
        words=200,
        characters=1000,
        tables=2,
        empty_pages=(2,),
        image_pages=(3,),
        unreadable=15,
        language="en",
        seconds=1.5,
    ),
    passages=4,
)
COPY = FileReport("copy.pdf", Outcome.READ, facts=SCAN.facts, duplicate_of="scan.pdf")
LOCKED = FileReport("pay.xlsx", Outcome.NEEDS_PASSWORD, "It is locked.", FileFacts(size_bytes=50, seconds=0.25))


def test_a_report_of_a_file_survives_json():
    for report in (SCAN, COPY, LOCKED):
        assert file_report_from_json(report.source, json.dumps(report.as_json())) == report


def test_a_report_is_that_of_the_file_it_is_kept_for():
    assert file_report_from_json("new.pdf", json.dumps(SCAN.as_json())).source == "new.pdf"


def test_a_record_of_an_earlier_release_lacks_fields_and_is_read_all_the_same():
    assert file_report_from_json("a.txt", '{"words": 3, "colour": "red"}') == FileReport(
        "a.txt", Outcome.READ, facts=FileFacts(words=3)
    )


def test_totals_count_each_text_once_and_each_file_by_its_outcome():
    found = totals([SCAN, COPY, LOCKED])
    assert (found["files"], found["read"], found["read in part"], found["needs a password"]) == (3, 1, 1, 1)
    assert (found["duplicates"], found["pages"], found["words"], found["tables"], found["passages"]) == (
        1,
        3,
        200,
        2,
        4,
    )
    assert (found["empty_pages"], found["image_pages"], found["unreadable"]) == (1, 1, 15)
    assert (found["bytes"], found["seconds"]) == (8050, 3.25)


def test_totals_of_nothing_are_zeros():
    assert set(totals([]).values()) == {0}


def test_the_slowest_files_come_first_and_are_five_at_most():
    reports = [FileReport(f"{n}.txt", Outcome.READ, facts=FileFacts(seconds=n)) for n in (3, 9, 1, 4, 0, 7, 2)]
    assert [one.source for one in slowest(reports)] == ["9.txt", "7.txt", "4.txt", "3.txt", "2.txt"]


def test_the_share_that_could_not_be_read_is_of_all_characters():
    assert SCAN.unreadable_share == 0.015
    assert LOCKED.unreadable_share == 0.0


def test_the_report_of_a_run_keeps_its_first_fields_and_adds_each_file():
    report = IngestReport(added=("scan.pdf",), files=(SCAN, LOCKED), passages=4, seconds=2.0).as_json()
    assert list(report)[:8] == "added updated unchanged removed failed skipped passages seconds".split()
    assert [one["source"] for one in report["files"]] == ["scan.pdf", "pay.xlsx"]
    assert report["slowest"] == [{"source": "scan.pdf", "seconds": 1.5}, {"source": "pay.xlsx", "seconds": 0.25}]
    assert json.loads(json.dumps(report))["totals"]["files"] == 2
