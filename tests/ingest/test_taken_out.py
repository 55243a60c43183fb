"""What somebody took out of the index stays out, run after run, until it is put back."""

import zipfile
from pathlib import Path

import pytest

from ingest.folder import ingest_folder
from ingest.plan import plan_run
from ingest.reading import IngestStopped
from ingest.roots import read_roots
from ingest.taken_out import put_back, read_taken_out, take_out
from retriever.encoder import Encoder
from retriever.index import Index

LEAVE = "# Leave\n\nParents receive 16 weeks of parental leave, paid in full.\n"
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
def ledger(tmp_path) -> Path:
    return tmp_path / "index" / "folders.json"


@pytest.fixture
def index(tmp_path, encoder):
    with Index.open(tmp_path / "index", encoder, writable=True) as opened:
        yield opened


@pytest.fixture
def ingest(index, ledger):
    def run(*paths: Path, **options):
        return ingest_folder(paths, index, ledger, passage_chars=800, processes=1, threads=1, **options)

    return run


def names(index: Index) -> list[str]:
    return [record.source for record in index.documents()]


def test_a_file_taken_out_leaves_the_index_at_the_next_run_and_stays_out(docs, index, ledger, ingest):
    ingest(docs)
    take_out(ledger, ["travel.txt"])
    assert ingest(docs / "travel.txt").removed == ("travel.txt",)
    report = ingest(docs)
    assert (report.added, report.removed, names(index)) == ((), (), ["hr/leave.md"])
    assert (docs / "travel.txt").read_text() == TRAVEL


def test_a_file_put_back_goes_in_again(docs, index, ledger, ingest):
    ingest(docs)
    take_out(ledger, ["travel.txt"])
    ingest(docs)
    put_back(ledger, ["travel.txt"])
    assert ingest(docs).added == ("travel.txt",)
    assert read_taken_out(ledger) == frozenset()


def test_taking_one_of_two_same_files_out_keeps_the_words_of_the_other(docs, index, ledger, ingest):
    (docs / "copy.txt").write_text(TRAVEL)
    ingest(docs)
    assert names(index) == ["copy.txt", "hr/leave.md"]
    take_out(ledger, ["copy.txt"])
    ingest(docs / "copy.txt")
    assert names(index) == ["hr/leave.md", "travel.txt"]


def test_a_file_in_an_archive_can_be_taken_out_alone(docs, index, ledger, ingest):
    with zipfile.ZipFile(docs / "pack.zip", "w") as archive:
        archive.writestr("pay.txt", "Salaries are paid on the last working day of the month.")
        archive.writestr("dress.txt", "There is no code of dress in the offices.")
    ingest(docs)
    take_out(ledger, ["pack.zip/pay.txt"])
    index.forget_file("pack.zip")
    ingest(docs / "pack.zip")
    assert names(index) == ["hr/leave.md", "pack.zip/dress.txt", "travel.txt"]
    assert "pack.zip/pay.txt" not in index.files()
    assert ingest(docs).added == ()


def test_a_folder_ingested_above_keeps_out_what_was_taken_out_below(docs, ledger, ingest):
    ingest(docs / "hr")
    take_out(ledger, ["leave.md"])
    plan = plan_run([docs], read_roots(ledger))
    assert [file.source for file in plan.files] == ["travel.txt"]
    assert plan.remaining_roots()[0].taken_out == {"hr/leave.md"}


def test_a_name_that_no_folder_has_is_not_taken_out(docs, ledger, ingest):
    ingest(docs)
    take_out(ledger, ["nothing.txt"])
    assert read_taken_out(ledger) == frozenset()


def test_a_run_that_is_stopped_leaves_what_it_did_not_reach_to_the_next(docs, index, ingest):
    with pytest.raises(IngestStopped):
        ingest(docs, is_stopped=lambda: True)
    assert names(index) == []
    assert ingest(docs).added == ("hr/leave.md", "travel.txt")
