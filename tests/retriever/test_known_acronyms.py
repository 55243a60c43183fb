"""Acronyms kept at hand are those that the index holds now, whoever changed it."""

from retriever.index import Index
from retriever.types import Acronym

CAMPS = "Camp management (CM) takes patience."
CASH = "Cash assistance (CA) takes banks."


def held(index, collections=None):
    return {source: [one.short for one in found] for source, found in index.acronyms(collections).items()}


def test_a_change_by_another_opening_of_the_index_is_seen(encoder, tmp_path, paragraphs_document):
    with Index.open(tmp_path, encoder, writable=True) as writer, Index.open(tmp_path, encoder) as reader:
        assert held(reader) == {}
        writer.replace(*paragraphs_document("a.txt", [CAMPS], "main", [Acronym("CM", "Camp management", 0, 20)]))
        assert held(reader) == {"a.txt": ["CM"]}
        writer.replace(*paragraphs_document("a.txt", [CASH], "main", [Acronym("CA", "Cash assistance", 0, 20)]))
        assert held(reader) == {"a.txt": ["CA"]}
        writer.remove("a.txt")
        assert held(reader) == {}


def test_each_set_of_collections_has_its_own(encoder, tmp_path, paragraphs_document):
    with Index.open(tmp_path, encoder, writable=True) as index:
        index.replace(*paragraphs_document("a.txt", [CAMPS], "open", [Acronym("CM", "Camp management", 0, 20)]))
        index.replace(*paragraphs_document("b.txt", [CASH], "secret", [Acronym("CA", "Cash assistance", 0, 20)]))
        for _ in range(2):
            assert held(index) == {"a.txt": ["CM"], "b.txt": ["CA"]}
            assert held(index, {"open"}) == {"a.txt": ["CM"]}
            assert held(index, set()) == {}


def test_what_is_not_changed_is_not_read_again(encoder, tmp_path, paragraphs_document):
    with Index.open(tmp_path, encoder, writable=True) as index:
        index.replace(*paragraphs_document("a.txt", [CAMPS], "main", [Acronym("CM", "Camp management", 0, 20)]))
        assert index.acronyms() is index.acronyms()


def test_an_index_built_anew_is_not_taken_for_the_old_one(encoder, tmp_path, paragraphs_document):
    with Index.open(tmp_path, encoder, writable=True) as index:
        index.replace(*paragraphs_document("a.txt", [CAMPS], "main", [Acronym("CM", "Camp management", 0, 20)]))
    reader = Index.open(tmp_path, encoder)
    assert held(reader) == {"a.txt": ["CM"]}
    with Index.open(tmp_path, encoder, writable=True, rebuild=True) as index:
        index.replace(*paragraphs_document("a.txt", [CASH], "main", [Acronym("CA", "Cash assistance", 0, 20)]))
    assert held(reader) == {"a.txt": ["CA"]}
    reader.close()
