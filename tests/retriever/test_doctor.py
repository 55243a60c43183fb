"""The doctor finds what is wrong with an index, says so in words, and puts it right from what is left."""

import shutil
import sqlite3

import numpy as np
import pytest

from retriever.errors import IndexDamaged
from retriever.files import FileRecord
from retriever.index import CHROMA, DATABASE, Index

QUESTION = "rule 7 of edition first"


@pytest.fixture
def filled(tmp_path, letters, edition):
    """A folder with an index of three documents of 30, 1 and no passages, with the records of their files."""
    pairs = [edition("a.txt", "first", 30), edition("b.txt", "second", 1), edition("c.txt", "third", 0)]
    records = [
        FileRecord(document.source, document.content_hash, "main", document.source, "{}") for document, _ in pairs
    ]
    with Index.open(tmp_path, letters, writable=True) as index:
        index.put(index.embed(pairs), records)
    return tmp_path


def change(folder, *statements):
    """Change the database behind the index's back."""
    connection = sqlite3.connect(folder / DATABASE)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def wrong_vector(folder):
    connection = sqlite3.connect(folder / DATABASE)
    with connection:
        other = np.zeros(36, dtype=np.float32).tobytes()
        connection.execute("UPDATE passages SET vector = ? WHERE source = 'b.txt'", (other,))
    connection.close()


def infinite_vector(folder):
    connection = sqlite3.connect(folder / DATABASE)
    with connection:
        other = np.full(36, np.inf, dtype=np.float32).tobytes()
        connection.execute("UPDATE passages SET vector = ? WHERE source = 'b.txt'", (other,))
    connection.close()


def test_nothing_is_wrong_with_a_good_index(filled, letters):
    with Index.open(filled, letters, writable=True) as index:
        assert (index.examine(), index.mend(), index.examine()) == ([], [], [])


def test_nothing_is_wrong_with_an_empty_index(tmp_path, letters):
    with Index.open(tmp_path, letters, writable=True) as index:
        assert index.examine() == []


UNFIT = "the document 'b.txt' cannot be used: "
HARMS = [
    pytest.param(
        ["UPDATE passages SET text = 'Rule 0 of edition forged.' WHERE source = 'b.txt'"],
        UNFIT + "the passage at 0 is not in its text",
        id="a passage that is no slice",
    ),
    pytest.param(
        ["UPDATE passages SET collection = 'open' WHERE source = 'b.txt'"],
        UNFIT + "the passage at 0 is in collection 'open'",
        id="a passage in another collection",
    ),
    pytest.param(
        ["DELETE FROM passages WHERE source = 'b.txt'"],
        UNFIT + "it has 0 passages in place of 1",
        id="a passage that is missing",
    ),
    pytest.param(
        ["UPDATE documents SET parts = '{' WHERE source = 'b.txt'"],
        UNFIT + "its sections cannot be read",
        id="sections that cannot be read",
    ),
    pytest.param(
        ["DELETE FROM documents WHERE source = 'b.txt'"], "1 passages belong to no document", id="no document"
    ),
    pytest.param(
        ["INSERT INTO acronyms VALUES ('gone.txt', 'A', 'Aa', 0, 1, 'a', 'aa')"],
        "1 acronyms belong to no document",
        id="an acronym without its document",
    ),
    pytest.param(
        ["UPDATE passages SET vector = x'00' WHERE source = 'b.txt'"],
        "the document 'b.txt' has passages without a usable vector",
        id="a vector of a wrong length",
    ),
    pytest.param(
        ["UPDATE passages SET statement_vectors = x'00' WHERE source = 'b.txt'"],
        "the document 'b.txt' has passages without a usable vector",
        id="statements' vectors of a wrong length",
    ),
    pytest.param(
        ["INSERT INTO words(words) VALUES ('delete-all')"],
        "the word index does not hold the words of the passages",
        id="an empty word index",
    ),
    pytest.param(
        ["UPDATE terms SET occurrences = 5 WHERE word = 'first'"], "1 words are counted wrongly", id="a wrong count"
    ),
    pytest.param(["DELETE FROM terms WHERE word = 'first'"], "1 words are counted wrongly", id="a missing word"),
    pytest.param(
        ["INSERT INTO terms VALUES ('unheard', 1, 1)"], "1 words are counted wrongly", id="a word of no document"
    ),
    pytest.param(
        ["INSERT INTO files VALUES ('d.txt', '0', 'main', 'gone.txt', '{}')"],
        "the file 'd.txt' is known, but the document it was read into is not there",
        id="a file without its document",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("statements", "what"), HARMS)
def test_harm_to_the_database_is_found_and_mended(filled, letters, statements, what):
    with Index.open(filled, letters, writable=True) as index:
        before = index.search(QUESTION, 10)
        change(filled, *statements)
        found = index.examine()
        assert (what, False) in [(finding.what, finding.mended) for finding in found]
        assert all(finding.remedy for finding in found)
        mended = index.mend()
        assert (what, True) in [(finding.what, finding.mended) for finding in mended]
        assert index.examine() == []
        assert [hit.passage for hit in index.search(QUESTION, 3)] == [hit.passage for hit in before[:3]]


def test_a_document_that_cannot_be_used_is_to_be_read_again(filled, letters):
    with Index.open(filled, letters, writable=True) as index:
        change(filled, "UPDATE passages SET text = 'Forged.' WHERE source = 'b.txt'")
        assert index.mend()[0].remedy == "Run `citewell ingest`: it reads them again."
        assert (list(index.files()), [record.source for record in index.documents()]) == (
            ["a.txt", "c.txt"],
            ["a.txt", "c.txt"],
        )
        assert index.status().problems == ()


def test_vectors_without_numbers_are_made_anew(filled, letters):
    with Index.open(filled, letters, writable=True) as index:
        before = index.search("rule of edition second", 1)
        infinite_vector(filled)
        assert "the document 'b.txt' has passages without a usable vector" in [one.what for one in index.mend()]
        assert index.examine() == []
        assert index.search("rule of edition second", 1) == before


def test_a_vector_that_differs_between_the_two_stores_is_found_though_the_counts_fit(filled, letters):
    wrong_vector(filled)
    with Index.open(filled, letters, writable=True) as index:
        assert [finding.what for finding in index.examine()] == [
            "1 passages have no vector to be found by, or a wrong one"
        ]
        assert [finding.mended for finding in index.mend()] == [True]
        assert index.examine() == []


def test_vectors_that_belong_to_no_passage_are_found_and_deleted(filled, letters):
    with Index.open(filled, letters, writable=True) as index:
        index._vectors.add(["stranger"], ["main"], np.ones((1, 36), dtype=np.float32))
        assert [finding.what for finding in index.mend()] == ["1 vectors belong to no passage"]
        assert index.status().vectors == 31


def test_what_a_killed_run_left_is_found_and_deleted(filled, letters):
    (filled / "unpacked").mkdir()
    (filled / "unpacked" / "a.txt").touch()
    (filled / "sources.draft").touch()
    with Index.open(filled, letters, writable=True) as index:
        assert [finding.what for finding in index.mend()] == [
            "sources.draft was left by a run that was cut off",
            "unpacked was left by a run that was cut off",
        ]
        assert index.examine() == []
    assert not (filled / "unpacked").exists()


def test_a_change_that_was_cut_off_is_found_by_a_reader_and_settled_by_a_writer(filled, letters):
    change(filled, "UPDATE settings SET value = '[\"some passage\"]' WHERE name = 'unsettled'")
    with Index.open(filled, letters) as reader:
        assert [finding.what for finding in reader.examine()] == ["the last change was cut off"]
    with Index.open(filled, letters, writable=True) as writer:
        assert writer.examine() == []


def test_the_vectors_of_another_index_are_not_taken_for_this_ones(tmp_path, filled, letters, edition):
    other = tmp_path / "other"
    with Index.open(other, letters, writable=True) as index:
        index.replace(*edition("z.txt", "foreign", 31))
    shutil.rmtree(filled / CHROMA)
    shutil.copytree(other / CHROMA, filled / CHROMA)
    with Index.open(filled, letters, writable=True) as index:
        assert index.examine() == []
        assert index.search("rule of edition second", 1)[0].similarity > 0.9


def tear_pages(path):
    """Overwrite all pages but the first, as a failing disk does."""
    with path.open("r+b") as file:
        for page in range(2, path.stat().st_size // 4096):
            file.seek(page * 4096)
            file.write(b"\xa5" * 2048)


def test_a_database_with_torn_pages_is_reported_with_its_remedy(filled, letters):
    tear_pages(filled / DATABASE)
    with Index.open(filled, letters) as index:
        findings = index.examine()
    assert findings
    assert all(finding.remedy.startswith("Run `citewell ingest --rebuild`") for finding in findings)
    assert not any(finding.mended for finding in findings)


def test_a_database_with_torn_pages_can_be_rebuilt(filled, letters, edition):
    tear_pages(filled / DATABASE)
    with Index.open(filled, letters, writable=True, rebuild=True) as index:
        index.replace(*edition("a.txt", "second", 3))
        assert index.examine() == []


@pytest.mark.parametrize("kept_bytes", [100, 5000, 20_000])
def test_a_truncated_database_is_an_error_with_its_remedy(filled, letters, kept_bytes):
    with (filled / DATABASE).open("r+b") as file:
        file.truncate(kept_bytes)
    with pytest.raises(IndexDamaged, match="citewell ingest --rebuild"), Index.open(filled, letters) as index:
        index.search(QUESTION)
    with Index.open(filled, letters, writable=True, rebuild=True) as index:
        assert index.documents() == []
