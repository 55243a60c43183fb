"""A few documents of several collections and types, in an index whose encoder loads at once."""

import json
import runpy
from pathlib import Path

import pytest

from ingest.loaded import FileFacts, Outcome
from ingest.report import FileReport
from retriever.index import FileRecord, Index

# The retriever's tests make their documents with it.
PARTS = runpy.run_path(str(Path(__file__).parents[2] / "retriever" / "writing_process.py"), run_name="parts")

# Source, collection, format, paragraphs.
FILES = (
    ("board/minutes.docx", "board", "docx", ("The board agreed the budget.", "Leave was discussed.")),
    ("leave.pdf", "main", "pdf", ("Annual leave is 30 days.", "Unused leave is carried over.", "Ask the desk.")),
    ("old/leave.txt", "main", "text", ("Annual leave is 25 days.",)),
)


@pytest.fixture(scope="session")
def small_index(tmp_path_factory):
    """The index of `FILES`, whose documents all have the title "Rules"; not to be changed."""
    with Index.open(tmp_path_factory.mktemp("small"), PARTS["LetterEncoder"](), writable=True) as index:
        fill(index)
        yield index


@pytest.fixture
def changed_index(tmp_path):
    """Another such index, to be changed."""
    with Index.open(tmp_path, PARTS["LetterEncoder"](), writable=True) as index:
        fill(index)
        yield index


def fill(index):
    for source, collection, file_format, paragraphs in FILES:
        document, passages = PARTS["paragraphs_document"](source, paragraphs, collection)
        report = FileReport(source, Outcome.READ, facts=FileFacts(format=file_format), passages=len(passages))
        record = FileRecord(source, document.content_hash, collection, source, json.dumps(report.as_json()))
        index.put(index.embed([(document, passages)]), [record])
