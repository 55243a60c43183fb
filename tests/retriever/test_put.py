"""Several documents are embedded and put in at once, and come out as if each had been put in alone."""

import dataclasses

import numpy as np
import pytest

from retriever.index import Index
from retriever.types import Page

WORDS = ["Cash is paid weekly.", "Soap is given to families.", "Tents stand in rows.", "Donors met in May."]


@pytest.fixture
def index(tmp_path, letters):
    with Index.open(tmp_path, letters, writable=True) as index:
        yield index


def test_documents_embedded_together_have_the_vectors_they_have_alone(tmp_path, encoder, paragraphs_document):
    pairs = [paragraphs_document(f"{count}.txt", WORDS[:count]) for count in (1, 0, 4, 2)]
    with Index.open(tmp_path, encoder, writable=True) as index:
        together = index.embed(pairs)
        alone = [index.embed([pair])[0] for pair in pairs]
    assert [len(one.passages) for one in together] == [1, 0, 4, 2]
    for one, other in zip(together, alone, strict=True):
        np.testing.assert_allclose(one.vectors, other.vectors, atol=1e-5)
        for own, same in zip(one.statement_vectors, other.statement_vectors, strict=True):
            np.testing.assert_allclose(own, same, atol=1e-5)


def test_embedding_writes_nothing(index, edition):
    index.embed([edition("a.txt", "first", 3)])
    assert (index.documents(), index.status().vectors) == ([], 0)


def test_documents_put_in_together_are_all_there(index, edition):
    pairs = [edition(f"{name}.txt", name, 3) for name in ("a", "b", "c")]
    index.put(index.embed(pairs))
    assert [index.document(document.source) for document, _ in pairs] == [document for document, _ in pairs]
    assert (index.status().vectors, index.status().problems) == (9, ())


def test_documents_of_several_collections_can_be_put_in_together(index, paragraphs_document):
    pairs = [paragraphs_document(f"{name}.txt", [text], name) for name, text in zip("ab", WORDS, strict=False)]
    index.put(index.embed(pairs))
    assert [hit.passage.source for hit in index.search("soap is given", 5, {"a"})] == ["a.txt"]


def test_the_same_document_twice_at_once_is_refused(index, edition):
    embedded = index.embed([edition("a.txt", "first", 1), edition("a.txt", "second", 1)])
    with pytest.raises(ValueError, match="twice"):
        index.put(embedded)


def test_a_document_is_replaced_by_one_of_no_passages_and_back(index, edition):
    document, _ = edition("a.txt", "bare", 2)
    index.replace(*edition("a.txt", "first", 100))
    index.replace(document, [])
    assert (index.search("rule of edition first"), index.status().vectors) == ([], 0)
    index.replace(*edition("a.txt", "second", 1001))
    assert (index.status().vectors, index.status().problems) == (1001, ())


def test_a_long_document_that_shrinks_leaves_no_vector(index, edition):
    index.replace(*edition("a.txt", "first", 1001))
    index.replace(*edition("a.txt", "second", 1))
    assert (index.status().vectors, index.status().problems) == (1, ())
    assert [hit.passage.text for hit in index.search("edition first", 10)] == ["Rule 0 of edition second."]


def test_pages_come_back_with_document_and_passages(index, paragraphs_document):
    document, passages = paragraphs_document("a.pdf", ["Cash is paid."])
    pages = (Page(1, 0, "iv"), Page(2, 8, "Budget", "sheet"))
    index.replace(dataclasses.replace(document, pages=pages), [dataclasses.replace(passages[0], pages=pages)])
    assert index.document("a.pdf").pages == pages
    assert index.search("cash", 1)[0].passage.pages == pages


def test_the_header_of_a_long_table_finds_its_rows_by_words(index, paragraphs_document):
    document, passages = paragraphs_document("a.xlsx", ["P3 | 4,100", "Nothing of the kind."])
    row = dataclasses.replace(passages[0], header="Grade | Allowance")
    index.replace(document, [row, passages[1]])
    best = index.search("allowance", 1)[0]
    assert (best.passage, best.keyword is not None) == (row, True)


def test_the_header_is_embedded_with_the_row_but_is_no_part_of_its_statement(index, paragraphs_document):
    document, passages = paragraphs_document("a.xlsx", ["xxxx"])
    with_header = dataclasses.replace(passages[0], header="qqqq")
    (embedded,) = index.embed([(document, [with_header])])
    letters = {sign: embedded.vectors[0][int(sign, 36)] for sign in "xq"}
    assert letters["x"] == letters["q"] > 0
    # Half its own words and half those with the heading: the header's count there only.
    own = embedded.statement_vectors[0][0]
    assert own[int("x", 36)] > own[int("q", 36)] > 0
