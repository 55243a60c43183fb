"""Of a document that was taken out, no word is left in any file of the index."""

import pytest

from retriever.index import CHROMA, Index

DOCUMENTS = 24


def rare_word(number, place):
    """A word that no other document or place has."""
    return f"zq{number:02}x{place:02}kw"


def document_of(paragraphs_document, number):
    """A document of rare words, with one in its name."""
    paragraphs = [f"The {rare_word(number, place)} rule stands." for place in range(40)]
    return paragraphs_document(f"zq{number:02}name.txt", paragraphs)


def bytes_in(folder):
    """What stands in all files, by their names."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def found(words, files):
    """The names of the files in which any of the words stands."""
    return {name for name, content in files.items() if any(word.encode() in content for word in words)}


@pytest.mark.parametrize("taken_out", ["removed", "replaced"])
def test_no_word_of_a_document_taken_out_is_left_in_any_file(tmp_path, letters, paragraphs_document, taken_out):
    with Index.open(tmp_path, letters, writable=True) as index:
        index.put(index.embed([document_of(paragraphs_document, number) for number in range(DOCUMENTS)]))
        for number in range(0, DOCUMENTS, 2):
            if taken_out == "removed":
                index.remove(f"zq{number:02}name.txt")
            else:
                index.replace(*paragraphs_document(f"zq{number:02}name.txt", ["Nothing here."]))
        index.tidy()
    gone = [rare_word(number, place) for number in range(0, DOCUMENTS, 2) for place in range(40)]
    kept = [rare_word(number, place) for number in range(1, DOCUMENTS, 2) for place in range(40)]
    files = bytes_in(tmp_path)
    assert found(gone, files) == set()
    assert found(kept, files) == {"citewell.sqlite"}


def test_the_vectors_files_hold_no_word_of_a_document(tmp_path, letters, paragraphs_document):
    with Index.open(tmp_path, letters, writable=True) as index:
        index.replace(*document_of(paragraphs_document, 1))
    files = bytes_in(tmp_path / CHROMA)
    assert files
    assert found([rare_word(1, place) for place in range(40)], files) == set()


def test_a_tidied_index_finds_what_it_found_before(tmp_path, letters, edition):
    with Index.open(tmp_path, letters, writable=True) as index:
        index.replace(*edition("a.txt", "first", 30))
        index.replace(*edition("b.txt", "second", 30))
        index.remove("b.txt")
        before = index.search("rule 7 of edition first", 10)
        index.tidy()
        assert index.search("rule 7 of edition first", 10) == before
    with Index.open(tmp_path, letters) as index:
        assert index.search("rule 7 of edition first", 10) == before


def test_readers_go_on_over_a_tidying(tmp_path, letters, edition):
    with Index.open(tmp_path, letters, writable=True) as writer, Index.open(tmp_path, letters) as reader:
        for name in ("first", "second", "third"):
            writer.replace(*edition("a.txt", name, 30))
        before = [hit.passage for hit in reader.search("rule 7 of edition third", 10)]
        writer.tidy()
        assert [hit.passage for hit in reader.search("rule 7 of edition third", 10)] == before


def test_vectors_deleted_again_and_again_do_not_pile_up(tmp_path, letters, edition):
    def graph_bytes():
        return sum(file.stat().st_size for file in (tmp_path / CHROMA).rglob("data_level0.bin"))

    with Index.open(tmp_path, letters, writable=True) as index:
        index.replace(*edition("a.txt", "first", 1001))
        index.tidy()
    once = graph_bytes()
    with Index.open(tmp_path, letters, writable=True) as index:
        for name in ("second", "third", "fourth", "fifth"):
            index.replace(*edition("a.txt", name, 1001))
        index.tidy()
        assert (index.status().vectors, index.status().problems) == (1001, ())
        assert len(index.search("rule of edition fifth", 2000)) == 1001
    assert graph_bytes() <= once


def test_tidying_an_index_in_which_nothing_was_taken_out_empties_its_log(tmp_path, letters, edition):
    with Index.open(tmp_path, letters, writable=True) as index:
        index.replace(*edition("a.txt", "first", 30))
        index.tidy()
        assert (tmp_path / "citewell.sqlite-wal").stat().st_size == 0
