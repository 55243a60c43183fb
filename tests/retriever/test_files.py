"""Files are remembered with what became of them, and one that repeats a document is another name of it."""

import pytest

from retriever.errors import UnknownDocument
from retriever.files import FileRecord
from retriever.index import Index

SENTENCE = "Families are given soap to wash their hands."


@pytest.fixture
def index(tmp_path, letters):
    with Index.open(tmp_path, letters, writable=True) as index:
        yield index


def record(document, source=None, collection=None):
    """The record of a file with a document's bytes."""
    return FileRecord(
        source or document.source, document.content_hash, collection or document.collection, document.source, "{}"
    )


@pytest.fixture
def doubled(index, paragraphs_document):
    """An index of a document, a.txt, whose bytes c.txt and b.txt have too."""
    document, passages = paragraphs_document("a.txt", [SENTENCE])
    index.put(
        index.embed([(document, passages)]), [record(document), record(document, "c.txt"), record(document, "b.txt")]
    )
    return index


def test_a_record_comes_back_as_it_was_put_in(index):
    unread = FileRecord("locked.pdf", "12ab", "main", None, '{"outcome":"needs a password"}')
    index.put_file(unread)
    assert index.files() == {"locked.pdf": unread}


def test_a_later_record_takes_the_place_of_an_earlier_one(index):
    index.put_file(FileRecord("a.pdf", "12", "main", None, "{}"))
    index.put_file(FileRecord("a.pdf", "34", "main", None, "{}"))
    assert [one.content_hash for one in index.files().values()] == ["34"]


def test_a_forgotten_file_has_no_record(index):
    index.put_file(FileRecord("a.pdf", "12", "main", None, "{}"))
    index.forget_file("a.pdf")
    assert index.files() == {}


def test_a_document_names_the_files_of_the_same_bytes(doubled):
    assert doubled.document("a.txt").also == ("b.txt", "c.txt")
    assert doubled.search("soap", 1)[0].passage.also == ("b.txt", "c.txt")
    assert doubled.documents()[0].also == ("b.txt", "c.txt")


def test_another_name_opens_the_document_it_repeats(doubled):
    assert doubled.document("b.txt") == doubled.document("a.txt")
    assert doubled.quote("c.txt", (0, 8)) == "Families"


def test_a_name_that_is_forgotten_is_no_longer_shown(doubled):
    assert doubled.document("a.txt").also == ("b.txt", "c.txt")
    doubled.forget_file("b.txt")
    assert doubled.document("a.txt").also == ("c.txt",)
    with pytest.raises(UnknownDocument, match=r"'b\.txt'"):
        doubled.document("b.txt")


def test_a_name_in_another_collection_is_neither_shown_nor_opened(doubled):
    document = doubled.document("a.txt")
    doubled.put_file(record(document, "secret/d.txt", "secret"))
    assert doubled.document("a.txt").also == ("b.txt", "c.txt")
    with pytest.raises(UnknownDocument):
        doubled.document("secret/d.txt")


def test_a_removed_document_takes_the_records_with_it_that_had_their_text_there(doubled):
    doubled.put_file(FileRecord("z.txt", "12", "main", None, "{}"))
    doubled.remove("a.txt")
    assert list(doubled.files()) == ["z.txt"]


def test_another_name_cannot_be_removed_as_a_document(doubled):
    with pytest.raises(UnknownDocument, match=r"'b\.txt'"):
        doubled.remove("b.txt")
    assert doubled.document("a.txt").also == ("b.txt", "c.txt")


def test_a_document_of_new_content_keeps_no_name_of_files_of_the_old(doubled, paragraphs_document):
    document, passages = paragraphs_document("a.txt", ["Something else."])
    doubled.put(doubled.embed([(document, passages)]), [record(document)])
    assert list(doubled.files()) == ["a.txt"]
    assert doubled.document("a.txt").also == ()


def test_a_document_read_anew_from_the_same_bytes_keeps_its_names(doubled, paragraphs_document):
    document, passages = paragraphs_document("a.txt", [SENTENCE])
    doubled.put(doubled.embed([(document, passages)]), [record(document)])
    assert doubled.document("a.txt").also == ("b.txt", "c.txt")


def test_a_rebuilt_index_knows_no_file(tmp_path, letters):
    with Index.open(tmp_path, letters, writable=True) as index:
        index.put_file(FileRecord("a.pdf", "12", "main", None, "{}"))
    with Index.open(tmp_path, letters, writable=True, rebuild=True) as index:
        assert index.files() == {}
