"""What one search may see is all that it sees, however little or much that is."""

import random

import pytest

from retriever.index import Index
from retriever.scope import EVERYTHING, Scope
from retriever.types import Acronym

WORDS = ("leave", "camp", "budget", "shelter", "travel", "rule", "donor", "health", "water", "report")
COLLECTIONS = ("open", "staff", "board")
DOCUMENTS = 12


@pytest.fixture(scope="module")
def filled(tmp_path_factory, letters, paragraphs_document):
    """Documents of few words, so that each question fits all of them; with the collection of each."""
    drawn = random.Random(7)
    with Index.open(tmp_path_factory.mktemp("scopes"), letters, writable=True) as index:
        collections = {}
        for number in range(DOCUMENTS):
            source = f"{number:02}.txt"
            collections[source] = drawn.choice(COLLECTIONS)
            paragraphs = [" ".join(drawn.choices(WORDS, k=5)) + f" {source}-{n}." for n in range(drawn.randint(1, 9))]
            index.replace(*paragraphs_document(source, paragraphs, collections[source]))
        yield index, collections


def drawn_scopes(count):
    drawn = random.Random(11)
    sources = [f"{number:02}.txt" for number in range(DOCUMENTS)]
    for _ in range(count):
        some = drawn.sample(sources, drawn.randint(0, DOCUMENTS))
        groups = drawn.sample(COLLECTIONS, drawn.randint(0, len(COLLECTIONS)))
        yield drawn.choice([None, groups]), drawn.choice([None, some, [*some, "gone.txt"]]), drawn.choices(WORDS, k=2)


def allowed(collections, scope):
    return {
        source
        for source, collection in collections.items()
        if (scope[0] is None or collection in scope[0]) and (scope[1] is None or source in scope[1])
    }


@pytest.mark.parametrize("exact", [True, False], ids=["vectors of the database", "vectors of Chroma"])
def test_no_search_lets_a_passage_of_another_document_or_collection_through(filled, monkeypatch, exact):
    index, collections = filled
    monkeypatch.setattr("retriever.search.FEW_PASSAGES", 5000 if exact else 0)
    for groups, sources, words in drawn_scopes(40):
        hits = index.search(" ".join(words), 1000, groups, sources)
        assert {hit.passage.source for hit in hits} == allowed(collections, (groups, sources))


@pytest.mark.parametrize("by_words", [True, False])
def test_nothing_typed_finds_a_passage_out_of_scope(filled, by_words):
    index, collections = filled
    for groups, sources, words in drawn_scopes(40):
        found = index.find(" ".join(words)[:-1], 1000, Scope.of(groups, sources), by_words=by_words)
        assert {hit.passage.source for hit in found.hits} <= allowed(collections, (groups, sources))


def test_a_scope_of_all_documents_finds_what_a_search_of_everything_finds(filled):
    index, collections = filled
    scopes = [(None, None), (COLLECTIONS, None), (None, collections)]
    everything, *others = ([hit.passage.id for hit in index.search("camp leave", 10, *scope)] for scope in scopes)
    assert others == [everything, everything]


def test_more_documents_than_a_statement_takes_values_can_be_chosen(filled):
    index, _ = filled
    many = ["03.txt", *(f"other-{number}.txt" for number in range(40_000))]
    assert {hit.passage.source for hit in index.search("camp", 5, None, many)} == {"03.txt"}


def test_passages_out_of_scope_take_no_places_from_those_in_it(filled):
    index, _ = filled
    assert len(index.search("camp leave", 1, None, ["05.txt"])) == 1


def test_short_forms_of_other_documents_are_known_in_the_one_that_is_searched(tmp_path, letters, paragraphs_document):
    named = [Acronym("CCCM", "Camp Management", 0, 22)]
    with Index.open(tmp_path, letters, writable=True) as index:
        index.replace(*paragraphs_document("a.txt", ["CCCM is Camp Management."], acronyms=named))
        index.replace(*paragraphs_document("b.txt", ["Camp management takes patience.", "Soap is given."]))
        best = index.search("CCCM", 1, None, ["b.txt"])[0]
    assert (best.passage.text, best.keyword is not None) == ("Camp management takes patience.", True)


def test_words_of_hidden_documents_are_no_spellings(tmp_path, letters, paragraphs_document):
    with Index.open(tmp_path, letters, writable=True) as index:
        index.replace(*paragraphs_document("a.txt", ["Redundancies are planned."], "board"))
        index.replace(*paragraphs_document("b.txt", ["Soap is given."], "open"))
        assert index.find("redundnacies ").respelt == "redundancies "
        assert index.find("redundnacies ", scope=Scope.of({"open"})).respelt == ""


def test_only_a_scope_without_limits_is_everything():
    assert EVERYTHING.is_everything
    assert not Scope.of(set()).is_everything
    assert not Scope.of(None, {"a.txt"}).is_everything
