"""Several processes on one index: one writes, others read meanwhile, and a killed one leaves nothing broken."""

import pytest

from retriever.errors import IndexLocked
from retriever.index import Index

PARAGRAPHS = 30


def editions_found(index):
    """The editions that the hits of a broad question are of, after holding each hit to its document."""
    hits = index.search("rule of edition", 2 * PARAGRAPHS)
    assert hits
    for hit in hits:
        text = index.document(hit.passage.source).text
        assert text[hit.passage.start : hit.passage.end] == hit.passage.text
    return {hit.passage.text.split()[-1].rstrip(".") for hit in hits}


def test_a_second_writer_is_refused_and_told_who_is_at_work(tmp_path, letters, writing):
    with writing("hold") as process:
        assert process.stdout.readline() == "held\n"
        with pytest.raises(IndexLocked, match=f"PID {process.pid}"):
            Index.open(tmp_path, letters, writable=True)


def test_a_killed_writer_leaves_no_lock(tmp_path, letters, writing):
    with writing("hold") as process:
        assert process.stdout.readline() == "held\n"
    Index.open(tmp_path, letters, writable=True).close()


def test_a_reader_finds_what_another_process_has_put_in(tmp_path, letters, writing, edition):
    with Index.open(tmp_path, letters, writable=True) as writer:
        writer.replace(*edition("a.txt", "first", PARAGRAPHS))
    with Index.open(tmp_path, letters) as reader:
        assert editions_found(reader) == {"first"}
        with writing("put", "a.txt", "second", 120) as process:
            assert process.stdout.readline() == "second\n"
        assert editions_found(reader) == {"second"}
        # By letters alone, as no passage has this word: the vectors are the new ones too.
        assert reader.search("ruleofeditionsecond", 1)[0].similarity > 0.8


def test_searching_goes_on_while_another_process_writes(tmp_path, letters, writing, edition):
    with Index.open(tmp_path, letters, writable=True) as writer:
        writer.replace(*edition("b.txt", "constant", PARAGRAPHS))
    with Index.open(tmp_path, letters) as reader, writing("keep-putting", "a.txt", PARAGRAPHS) as process:
        put = 0
        while put < 25:
            hits = reader.search("rule of edition constant", 2 * PARAGRAPHS)
            assert sum(hit.passage.source == "b.txt" for hit in hits) == PARAGRAPHS
            put = int(process.stdout.readline())


# One replacement commits five times: it notes what it is about to do, counts the change of the vectors before it adds
# the new ones, exchanges the document, counts again before it deletes the old ones, and notes that it is done.
@pytest.mark.parametrize(
    ("commit", "edition_left"),
    [
        pytest.param(1, "first", id="before anything is written"),
        pytest.param(2, "first", id="before the new vectors are added"),
        pytest.param(3, "first", id="before the document is exchanged"),
        pytest.param(4, "second", id="before the old vectors are deleted"),
        pytest.param(5, "second", id="before the work is noted as done"),
    ],
)
def test_a_killed_writer_leaves_the_document_whole(tmp_path, letters, writing, edition, commit, edition_left):
    with Index.open(tmp_path, letters, writable=True) as writer:
        writer.replace(*edition("a.txt", "first", PARAGRAPHS))
    with writing("put", "a.txt", "second", PARAGRAPHS, commit) as process:
        assert process.stdout.readline() == "stopped\n"
    with Index.open(tmp_path, letters) as reader:
        assert editions_found(reader) == {edition_left}
        assert len(reader.search("rule of edition", 2 * PARAGRAPHS)) == PARAGRAPHS
    with Index.open(tmp_path, letters, writable=True) as writer:
        assert editions_found(writer) == {edition_left}
        status = writer.status()
        assert (status.passages, status.vectors, status.problems) == (PARAGRAPHS, PARAGRAPHS, ())
