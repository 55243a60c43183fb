"""A run over real files with a real index: what goes in, stays, is replaced and is removed."""

from pathlib import Path

import pytest

from ingest.folder import ingest_folder
from ingest.report import Progress
from retriever.encoder import Encoder
from retriever.errors import IndexLocked, UnknownDocument
from retriever.index import Index

LEAVE = "# Leave\n\nParents receive 16 weeks of parental leave, paid in full.\n"
UNKNOWN = bytes(range(256)) * 4  # no text, and of no format
TRAVEL = "# Travel\n\nEconomy class is booked for flights under nine hours.\n"


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(precision="float32")


@pytest.fixture
def docs(tmp_path) -> Path:
    folder = tmp_path / "docs"
    (folder / "hr").mkdir(parents=True)
    (folder / "hr" / "leave.md").write_text(LEAVE)
    (folder / "travel.txt").write_text(TRAVEL)
    return folder


@pytest.fixture
def index(tmp_path, encoder):
    with Index.open(tmp_path / "index", encoder, writable=True) as opened:
        yield opened


@pytest.fixture
def ingest(tmp_path, index):
    def run(*paths: Path, on_progress=lambda progress: None):
        return ingest_folder(
            paths, index, tmp_path / "index" / "folders.json", passage_chars=800, on_progress=on_progress
        )

    return run


def names(index: Index) -> list[str]:
    return [record.source for record in index.documents()]


def test_files_go_in_under_their_paths_and_collections(docs, index, ingest):
    report = ingest(docs)
    assert report.added == ("hr/leave.md", "travel.txt")
    assert [(one.source, one.collection) for one in index.documents()] == [
        ("hr/leave.md", "hr"),
        ("travel.txt", "main"),
    ]
    assert report.passages == sum(one.passages for one in index.documents())


def test_a_second_run_over_unchanged_files_reads_none(docs, ingest):
    ingest(docs)
    seen: list[Progress] = []
    report = ingest(docs, on_progress=seen.append)
    assert (report.unchanged, report.added, report.updated) == (("hr/leave.md", "travel.txt"), (), ())
    assert seen == [Progress(None, 0, 0, 0, 0)]


def test_a_changed_file_is_replaced_whole(docs, index, ingest):
    ingest(docs)
    (docs / "hr" / "leave.md").write_text(LEAVE.replace("16", "20"))
    report = ingest(docs)
    assert (report.updated, report.unchanged) == (("hr/leave.md",), ("travel.txt",))
    assert "20 weeks" in index.document("hr/leave.md").text
    assert not [hit for hit in index.search("16 weeks parental leave", 10) if "16 weeks" in hit.passage.text]


def test_a_file_gone_takes_its_document_out(docs, index, ingest):
    ingest(docs)
    (docs / "travel.txt").unlink()
    report = ingest(docs)
    assert report.removed == ("travel.txt",)
    assert names(index) == ["hr/leave.md"]
    with pytest.raises(UnknownDocument):
        index.document("travel.txt")
    assert {hit.passage.source for hit in index.search("flights under nine hours", 10)} <= {"hr/leave.md"}


def test_a_folder_found_empty_keeps_its_documents_and_fails(docs, index, ingest):
    ingest(docs)
    (docs / "travel.txt").unlink()
    (docs / "hr" / "leave.md").unlink()
    report = ingest(docs)
    assert [problem.source for problem in report.failed] == [str(docs)]
    assert (report.removed, names(index)) == ((), ["hr/leave.md", "travel.txt"])


def test_a_path_that_does_not_exist_stops_the_run_before_it_does_anything(docs, index, ingest):
    with pytest.raises(FileNotFoundError):
        ingest(docs, docs / "nothing")
    assert names(index) == []


def test_one_bad_file_keeps_its_old_version_and_stops_no_other(docs, index, ingest):
    ingest(docs)
    (docs / "hr" / "leave.md").write_bytes(b"\x00\x01\x02\xff\xfe\x00" * 50)
    (docs / "travel.txt").write_text(TRAVEL.replace("nine", "ten"))
    report = ingest(docs)
    assert report.updated == ("travel.txt",)
    assert [problem.source for problem in report.failed] == ["hr/leave.md"]
    assert "16 weeks" in index.document("hr/leave.md").text


def test_a_format_nobody_reads_is_skipped_with_a_reason_that_does_not_repeat_its_name(docs, ingest):
    (docs / "drawing.xyz").write_bytes(UNKNOWN)
    report = ingest(docs)
    assert report.failed == ()
    (problem,) = report.skipped
    assert problem.source == "drawing.xyz"
    assert not problem.reason.startswith("drawing.xyz")


def test_a_file_emptied_takes_its_document_out(docs, index, ingest):
    ingest(docs)
    (docs / "travel.txt").write_text("\n")
    report = ingest(docs)
    assert ([problem.source for problem in report.skipped], report.removed) == (["travel.txt"], ("travel.txt",))
    assert names(index) == ["hr/leave.md"]


def test_progress_counts_files_and_bytes_to_the_end(docs, ingest):
    seen: list[Progress] = []
    ingest(docs, on_progress=seen.append)
    leave, travel = len(LEAVE), len(TRAVEL)
    assert seen == [
        Progress("hr/leave.md", 0, 2, 0, leave + travel),
        Progress("travel.txt", 1, 2, leave, leave + travel),
        Progress(None, 2, 2, leave + travel, leave + travel),
    ]


def test_a_second_writer_is_refused_while_the_first_is_at_work(docs, index, ingest, tmp_path, encoder):
    ingest(docs)
    with pytest.raises(IndexLocked):
        Index.open(tmp_path / "index", encoder, writable=True)


def test_the_report_as_json_has_every_outcome(docs, ingest):
    (docs / "drawing.xyz").write_bytes(UNKNOWN)
    record = ingest(docs).as_json()
    outcomes = {"added", "updated", "unchanged", "removed", "failed", "skipped", "files"}
    assert set(record) == {*outcomes, "passages", "seconds", "totals", "slowest"}
    assert record["added"] == ["hr/leave.md", "travel.txt"]
