"""An ingest killed at any moment leaves every document whole, old or new, and the next one completes."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import run
from retriever.encoder import Encoder
from retriever.index import Index

DOCUMENTS = 4
PARAGRAPHS = 8


def write_version(folder: Path, version: str) -> None:
    """Write every document anew; each of its paragraphs names the document and the version."""
    folder.mkdir(exist_ok=True)
    for number in range(DOCUMENTS):
        paragraphs = (
            f"Rule {i} of office {number} in its {version} edition says that visitors sign the book, wear a badge, "
            f"and are met at door {i} by a member of staff before the meeting begins."
            for i in range(PARAGRAPHS)
        )
        (folder / f"office-{number}.txt").write_text("\n\n".join(paragraphs) + "\n")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(precision="float32")


@pytest.fixture
def docs(tmp_path) -> Path:
    """A folder whose first edition is in the index, and whose files now hold the second."""
    folder = tmp_path / "docs"
    write_version(folder, "first")
    assert run(["ingest", str(folder), "--json", "--data-dir", str(tmp_path / "index")]) == 0
    write_version(folder, "second")
    return folder


def start_ingest(docs: Path) -> subprocess.Popen:
    command = [sys.executable, "-m", "app.cli", "ingest", str(docs), "--json"]
    options = ["--data-dir", str(docs.parent / "index")]
    return subprocess.Popen([*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1)


def wait_until_reading(process: subprocess.Popen, number: int) -> None:
    """Return when the process says that it reads its n-th file, counted from 1."""
    assert process.stderr is not None
    for line in process.stderr:
        if f"reading {number} of {DOCUMENTS}:" in line:
            return
    pytest.fail(f"the ingest ended before its file {number}")


def editions(index: Index) -> list[str]:
    """The edition of each document, after checking that no document or passage mixes the two."""
    found = []
    for record in index.documents():
        document = index.document(record.source)
        named = {word for word in ("first", "second") if f"its {word} edition" in document.text}
        assert len(named) == 1, f"{record.source} mixes editions"
        assert document.text.count("Rule ") == PARAGRAPHS
        assert sum(len(section.statements) for section in document.sections) == record.statements
        found.extend(named)
    return found


def check_hits(index: Index) -> None:
    """Every passage found is a slice of the document as it is now, and each office is found."""
    for number in range(DOCUMENTS):
        hits = index.search(f"rule 3 of office {number}: visitors sign the book", 10)
        assert hits
        for hit in hits:
            text = index.document(hit.passage.source).text
            assert text[hit.passage.start : hit.passage.end] == hit.passage.text


@pytest.mark.parametrize(
    ("file_number", "looks"),
    [
        pytest.param(1, 0, id="before the first document is in"),
        pytest.param(2, 3, id="a few looks into the second document"),
        pytest.param(DOCUMENTS, 20, id="near the end"),
    ],
)
def test_a_killed_ingest_leaves_every_document_whole_and_the_next_one_completes(
    docs, encoder, capsys, file_number, looks
):
    with start_ingest(docs) as process:
        wait_until_reading(process, file_number)
        with Index.open(docs.parent / "index", encoder) as index:
            for _ in range(looks):
                index.documents()
        process.kill()

    with Index.open(docs.parent / "index", encoder) as index:
        found = editions(index)
        assert len(found) == DOCUMENTS
        assert found.count("second") >= file_number - 1
        check_hits(index)

    capsys.readouterr()
    assert run(["ingest", str(docs), "--json", "--data-dir", str(docs.parent / "index")]) == 0
    report = json.loads(capsys.readouterr().out)
    assert len(report["updated"]) + len(report["unchanged"]) == DOCUMENTS
    with Index.open(docs.parent / "index", encoder) as index:
        assert editions(index) == ["second"] * DOCUMENTS
        check_hits(index)
        status = index.status()
        assert status.problems == ()
        assert status.vectors == status.passages == sum(one.passages for one in index.documents())
        for record in index.documents():
            content = (docs / record.source).read_bytes()
            assert record.content_hash == hashlib.sha256(content).hexdigest()


def test_asking_works_while_an_ingest_is_at_work(docs, encoder):
    with start_ingest(docs) as process, Index.open(docs.parent / "index", encoder) as index:
        wait_until_reading(process, 1)
        searches = 0
        while process.poll() is None:
            assert index.search("visitors sign the book", 5)
            searches += 1
        assert process.returncode == 0
        assert searches > 0
        assert editions(index) == ["second"] * DOCUMENTS
        check_hits(index)


def test_a_second_ingest_at_the_same_time_is_refused_with_exit_code_3(docs):
    with start_ingest(docs) as first:
        wait_until_reading(first, 1)
        with start_ingest(docs) as second:
            output, errors = second.communicate()
        first.communicate()
    assert (second.returncode, output) == (3, "")
    assert "another process" in errors.splitlines()[-1]
    assert first.returncode == 0
