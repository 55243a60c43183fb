"""The nearest passages by the vectors that the database keeps."""

import pytest

from retriever.exact_search import nearest_exactly
from retriever.index import Index
from retriever.passages import ids_within
from retriever.scope import Scope


@pytest.mark.parametrize("scope", [Scope.of(), Scope.of({"main"}), Scope.of(set()), Scope.of(None, {"a.txt"})])
def test_what_is_nearest_is_what_chroma_finds(tmp_path, letters, edition, scope):
    question = letters.encode_questions(["rule 7 of edition first"])[0]
    with Index.open(tmp_path, letters, writable=True) as index:
        index.replace(*edition("a.txt", "first", 30))
        exactly = nearest_exactly(index._database, question, 10, scope)
        with index._database.snapshot() as connection:
            among = ids_within(connection, scope)
        found = index._vectors.nearest(question, 10, among)
    assert [round(cosine, 4) for _, cosine in exactly] == [round(cosine, 4) for _, cosine in found]
    assert len(exactly) == (0 if scope.collections == frozenset() else 10)
