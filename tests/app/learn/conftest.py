"""Small documents, read as an ingest reads them."""

from pathlib import Path

import pytest

from ingest.load import load


@pytest.fixture
def written(tmp_path):
    """Writes a document and reads it, as `written(text, name="guide.md")`."""

    def write(text: str, name: str = "guide.md"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return load(path, name)

    return write


@pytest.fixture(scope="session")
def brief_document():
    """The brief in corpus/."""
    path = next((Path(__file__).resolve().parents[3] / "corpus").glob("*.txt"))
    return load(path, path.name)
