"""A run over files of the same content, over archives, and over files that could not be read before."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from ingest.elements import Limits
from ingest.folder import ingest_folder
from ingest.loaded import Outcome
from ingest.report import IngestReport
from retriever.encoder import Encoder
from retriever.index import Index

LEAVE = "# Leave\n\nParents receive 16 weeks of parental leave, paid in full.\n"
TRAVEL = "# Travel\n\nEconomy class is booked for flights under nine hours.\n"
PETS = "# Pets\n\nDogs wait at the gate.\n"


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(precision="float32")


@pytest.fixture
def index(tmp_path, encoder):
    with Index.open(tmp_path / "index", encoder, writable=True) as opened:
        yield opened


@pytest.fixture
def docs(tmp_path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    return folder


@pytest.fixture
def ingest(tmp_path, index):
    def run(*paths: Path, **options) -> IngestReport:
        return ingest_folder(paths, index, tmp_path / "index" / "folders.json", passage_chars=800, **options)

    return run


def zipped(path: Path, files: Mapping[str, str | bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def names(index: Index) -> dict[str, tuple[str, ...]]:
    """Each document with its other names."""
    return {record.source: index.document(record.source).also for record in index.documents()}


def outcomes(report: IngestReport) -> dict[str, Outcome]:
    return {one.source: one.outcome for one in report.files}


def test_files_of_the_same_content_share_a_document_that_has_both_names(docs, index, ingest):
    (docs / "a.md").write_text(LEAVE)
    (docs / "b.md").write_text(LEAVE)
    report = ingest(docs)
    assert names(index) == {"a.md": ("b.md",)}
    assert report.added == ("a.md", "b.md")
    assert {one.source: one.duplicate_of for one in report.files} == {"a.md": None, "b.md": "a.md"}
    assert index.search("parental leave")[0].passage.also == ("b.md",)
    assert ingest(docs).unchanged == ("a.md", "b.md")


def test_files_of_the_same_content_in_two_collections_are_two_documents(docs, index, ingest):
    for collection in ("hr", "legal"):
        (docs / collection).mkdir()
        (docs / collection / "leave.md").write_text(LEAVE)
    ingest(docs)
    assert names(index) == {"hr/leave.md": (), "legal/leave.md": ()}


def test_a_duplicate_takes_over_when_the_file_it_shared_with_is_gone(docs, index, ingest):
    (docs / "a.md").write_text(LEAVE)
    (docs / "b.md").write_text(LEAVE)
    ingest(docs)
    (docs / "a.md").unlink()
    report = ingest(docs)
    assert names(index) == {"b.md": ()}
    assert (report.removed, report.updated) == (("a.md",), ("b.md",))
    assert "16 weeks" in index.document("b.md").text


def test_a_duplicate_takes_over_when_the_file_it_shared_with_says_something_else(docs, index, ingest):
    (docs / "a.md").write_text(LEAVE)
    (docs / "b.md").write_text(LEAVE)
    ingest(docs)
    (docs / "a.md").write_text(TRAVEL)
    ingest(docs)
    assert names(index) == {"a.md": (), "b.md": ()}
    assert ("Economy" in index.document("a.md").text, "16 weeks" in index.document("b.md").text) == (True, True)


def test_a_duplicate_in_a_folder_that_the_run_does_not_look_at_takes_over(tmp_path, index, ingest):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.md").write_text(LEAVE)
    ingest(tmp_path / "one")
    ingest(tmp_path / "two")
    assert names(index) == {"one.md": ("two.md",)}
    (tmp_path / "one" / "one.md").write_text(TRAVEL)
    ingest(tmp_path / "one")
    assert names(index) == {"one.md": (), "two.md": ()}


def test_a_document_that_becomes_a_duplicate_is_no_longer_stored_twice(docs, index, ingest):
    (docs / "a.md").write_text(LEAVE)
    (docs / "b.md").write_text(TRAVEL)
    ingest(docs)
    (docs / "b.md").write_text(LEAVE)
    report = ingest(docs)
    assert names(index) == {"a.md": ("b.md",)}
    assert (report.updated, report.removed) == (("b.md",), ())
    assert ingest(docs).unchanged == ("a.md", "b.md")


def test_files_in_an_archive_are_documents_of_their_own(docs, index, ingest):
    zipped(docs / "all.zip", {"hr/leave.md": LEAVE, "travel.txt": TRAVEL})
    report = ingest(docs)
    assert report.added == ("all.zip/hr/leave.md", "all.zip/travel.txt")
    assert outcomes(report)["all.zip"] is Outcome.UNPACKED
    assert list(names(index)) == ["all.zip/hr/leave.md", "all.zip/travel.txt"]
    assert ingest(docs).unchanged == report.added


def test_a_changed_archive_keeps_adds_changes_and_removes_its_documents(docs, index, ingest):
    zipped(docs / "all.zip", {"leave.md": LEAVE, "travel.txt": TRAVEL, "pets.md": PETS})
    ingest(docs)
    zipped(docs / "all.zip", {"leave.md": LEAVE, "travel.txt": TRAVEL.replace("nine", "ten"), "new.md": PETS * 2})
    report = ingest(docs)
    assert report.unchanged == ("all.zip/leave.md",)
    assert report.updated == ("all.zip/travel.txt",)
    assert report.added == ("all.zip/new.md",)
    assert report.removed == ("all.zip/pets.md",)
    assert "under ten hours" in index.document("all.zip/travel.txt").text


def test_documents_of_an_archive_that_is_gone_are_removed(docs, index, ingest):
    (docs / "pets.md").write_text(PETS)
    zipped(docs / "all.zip", {"leave.md": LEAVE})
    ingest(docs)
    (docs / "all.zip").unlink()
    assert ingest(docs).removed == ("all.zip/leave.md",)
    assert list(names(index)) == ["pets.md"]


def test_an_archive_that_can_no_longer_be_read_keeps_its_documents(docs, index, ingest):
    zipped(docs / "all.zip", {"leave.md": LEAVE})
    ingest(docs)
    (docs / "all.zip").write_bytes((docs / "all.zip").read_bytes()[:60])
    report = ingest(docs)
    assert [problem.source for problem in report.failed] == ["all.zip"]
    assert list(names(index)) == ["all.zip/leave.md"]


def test_an_archive_within_an_archive_is_opened_as_deep_as_allowed(docs, tmp_path, index, ingest):
    zipped(tmp_path / "inner.zip", {"leave.md": LEAVE})
    zipped(docs / "outer.zip", {"inner.zip": (tmp_path / "inner.zip").read_bytes()})
    assert ingest(docs).added == ("outer.zip/inner.zip/leave.md",)
    report = ingest(docs, limits=Limits(nesting=1))
    assert outcomes(report)["outer.zip/inner.zip/leave.md"] is Outcome.READ
    zipped(docs / "outer.zip", {"other.zip": (tmp_path / "inner.zip").read_bytes(), "pets.md": PETS})
    report = ingest(docs, limits=Limits(nesting=1))
    assert outcomes(report)["outer.zip/other.zip"] is Outcome.TOO_LARGE
    assert report.added == ("outer.zip/pets.md",)


def test_a_file_in_an_archive_and_beside_it_is_one_document(docs, index, ingest):
    zipped(docs / "all.zip", {"leave.md": LEAVE})
    (docs / "leave.md").write_text(LEAVE)
    ingest(docs)
    assert names(index) == {"leave.md": ("all.zip/leave.md",)}
    (docs / "leave.md").unlink()
    ingest(docs)
    assert names(index) == {"all.zip/leave.md": ()}


def test_nothing_that_was_unpacked_is_left_in_the_data_folder(docs, tmp_path, index, ingest):
    zipped(docs / "all.zip", {"leave.md": LEAVE})
    (tmp_path / "index" / "unpacked" / "0").mkdir(parents=True)
    ingest(docs)
    assert not (tmp_path / "index" / "unpacked").exists()


def test_a_file_that_failed_is_named_again_and_tried_again_when_its_limits_change(docs, ingest):
    (docs / "long.txt").write_text("Some words. " * 100)
    short = Limits(characters=600)
    assert outcomes(ingest(docs, limits=short)) == {"long.txt": Outcome.PARTLY_READ}
    again = ingest(docs, limits=short)
    assert (again.unchanged, again.files[0].outcome) == (("long.txt",), Outcome.PARTLY_READ)
    assert ingest(docs).updated == ("long.txt",)


def test_a_file_larger_than_allowed_keeps_what_it_said_before(docs, index, ingest):
    (docs / "a.md").write_text(LEAVE)
    ingest(docs)
    report = ingest(docs, limits=Limits(file_bytes=10))
    assert [problem.source for problem in report.failed] == ["a.md"]
    assert list(names(index)) == ["a.md"]


def test_archives_together_hold_no_more_than_one_may(docs, tmp_path, ingest):
    for name in ("a", "b"):
        zipped(tmp_path / f"{name}.zip", {f"{name}{number}.md": f"{PETS} {name}{number}" for number in range(3)})
    zipped(docs / "all.zip", {name: (tmp_path / name).read_bytes() for name in ("a.zip", "b.zip")})
    report = ingest(docs, limits=Limits(members=7))
    assert [one.source for one in report.files if one.outcome is Outcome.TOO_LARGE] == ["all.zip/b.zip"]
    assert len(report.added) == 3


def test_of_a_document_that_is_gone_no_word_stays_in_the_data_folder(docs, tmp_path, ingest, index):
    (docs / "a.md").write_text(LEAVE)
    (docs / "b.md").write_text(f"{TRAVEL}\nThe quixolotl is banned.\n")
    ingest(docs)
    (docs / "b.md").unlink()
    ingest(docs)
    held = [path for path in (tmp_path / "index").rglob("*") if path.is_file() and b"quixolotl" in path.read_bytes()]
    assert held == []
