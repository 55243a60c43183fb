"""The glossary beside the list that was made by hand from the documents."""

import json
from pathlib import Path

import pytest

from benchmarks.glossary import FOLDERS, LIST, documents_of, scores

LEAST = 0.95


@pytest.fixture(scope="module")
def lines():
    return [json.loads(line) for line in Path(LIST).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def documents(lines):
    return documents_of(dict.fromkeys(line["source"] for line in lines), FOLDERS)


@pytest.mark.parametrize("kind", ["acronym", "term"])
def test_the_glossary_lists_what_the_documents_define_and_little_else(kind, lines, documents):
    score = scores(lines, documents)[kind]
    assert score.recall >= LEAST, score.missed
    assert score.precision >= LEAST, score.wrong


def test_the_list_holds_words_of_its_documents(lines, documents):
    texts = {document.source: " ".join(document.text.split()).lower() for document in documents}
    for line in lines:
        assert line["name"].lower() in texts[line["source"]]
        assert (line["definition"] or "").lower() in texts[line["source"]]
