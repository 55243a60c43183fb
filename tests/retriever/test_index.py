"""What goes into an index comes out of it whole, and only what may be seen."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retriever.errors import IndexMissing, UnknownDocument
from retriever.index import Index
from retriever.types import Acronym

PAKISTAN = "The budget for Pakistan is USD 62.4 million."
CAMPS = "Camp Coordination and Camp Management (CCCM) helps displaced people."
SOAP = "Families are given soap to wash their hands."


@pytest.fixture
def index(tmp_path, letters):
    with Index.open(tmp_path, letters, writable=True) as index:
        yield index


def texts(hits):
    return [hit.passage.text for hit in hits]


def test_a_document_comes_back_as_it_was_put_in(index, paragraphs_document):
    document, passages = paragraphs_document("a.txt", [PAKISTAN, CAMPS], acronyms=[Acronym("CCCM", "Camp", 46, 50)])
    index.replace(document, passages)
    assert index.document("a.txt") == document


def test_a_document_that_was_read_before_is_read_as_it_is_now(index, edition):
    index.replace(*edition("a.txt", "first", 3))
    assert "edition first" in index.document("a.txt").text
    index.replace(*edition("a.txt", "second", 3))
    assert "edition first" not in index.document("a.txt").text
    index.remove("a.txt")
    with pytest.raises(UnknownDocument):
        index.document("a.txt")


def test_documents_that_were_read_give_way_to_others_and_come_back(index, edition, monkeypatch):
    monkeypatch.setattr("retriever.recent_documents.CHARACTERS_KEPT", 1)
    held = {}
    for name in ("a.txt", "b.txt"):
        held[name], passages = edition(name, name, 3)
        index.replace(held[name], passages)
    assert [index.document(name) for name in ("a.txt", "b.txt", "a.txt")] == [
        held[n] for n in ("a.txt", "b.txt", "a.txt")
    ]


def test_a_hit_holds_the_passage_that_was_put_in(index, paragraphs_document):
    document, passages = paragraphs_document("a.txt", [PAKISTAN, CAMPS])
    index.replace(document, passages)
    assert index.search("Pakistan budget", 1)[0].passage == passages[0]


def test_the_record_of_a_document_counts_its_parts(index, paragraphs_document):
    index.replace(*paragraphs_document("a.txt", ["one two", "three"]))
    (record,) = index.documents()
    assert (record.source, record.passages, record.statements, record.characters) == ("a.txt", 2, 2, 14)


@pytest.mark.parametrize("before", [1, 100, 101, 250])
@pytest.mark.parametrize("after", [1, 100, 101, 250])
def test_a_replaced_document_leaves_nothing_of_its_former_edition(index, edition, before, after):
    index.replace(*edition("a.txt", "first", before))
    index.replace(*edition("a.txt", "second", after))
    status = index.status()
    assert (status.passages, status.vectors, status.problems) == (after, after, ())
    assert all("edition second" in text for text in texts(index.search("edition first rule", 1000)))


def test_a_removed_document_is_found_no_more(index, edition):
    index.replace(*edition("a.txt", "first", 3))
    index.replace(*edition("b.txt", "second", 3))
    index.remove("a.txt")
    assert {hit.passage.source for hit in index.search("rule of edition first", 10)} == {"b.txt"}
    assert index.status().vectors == 3


def test_removing_what_is_not_there_names_it(index):
    with pytest.raises(UnknownDocument, match=r"'a\.txt'"):
        index.remove("a.txt")


def test_a_document_that_is_not_there_is_named(index):
    with pytest.raises(UnknownDocument, match=r"'a\.txt'"):
        index.document("a.txt")


def test_a_passage_that_is_no_slice_is_refused(index, paragraphs_document):
    document, _ = paragraphs_document("a.txt", [PAKISTAN])
    _, passages = paragraphs_document("a.txt", [CAMPS])
    with pytest.raises(ValueError, match="not a slice"):
        index.replace(document, passages)


def test_a_document_without_passages_is_kept(index, paragraphs_document):
    document, _ = paragraphs_document("a.txt", [PAKISTAN])
    index.replace(document, [])
    assert index.document("a.txt") == document
    assert index.search("Pakistan") == []


def test_an_empty_index_finds_nothing(index):
    assert index.search("Pakistan") == []


@pytest.mark.parametrize("question", ["", "  ", "?!", '"', "***", "()"])
def test_a_question_without_words_finds_nothing(index, edition, question):
    index.replace(*edition("a.txt", "first", 3))
    assert index.search(question) == []


@pytest.mark.parametrize(
    "question",
    ['"', 'NEAR("a" b)', "heading: rule", "rule*", "rule AND", "NOT rule", "^rule", "{text}: a", "a'b", "rule\0x"],
)
def test_no_question_is_taken_for_the_syntax_of_the_word_index(index, edition, question):
    index.replace(*edition("a.txt", "first", 3))
    assert texts(index.search(f"rule {question}", 3)) != []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40))
def test_any_question_is_answered_with_passages_or_none(index, edition, question):
    index.replace(*edition("a.txt", "first", 2))
    assert len(index.search(question, 1)) <= 1


def test_a_question_as_long_as_a_book_is_answered(index, edition):
    index.replace(*edition("a.txt", "first", 2))
    assert len(index.search("rule " + " ".join(f"x{number}" for number in range(20_000)), 1)) == 1


def test_only_the_allowed_collections_are_searched(index, paragraphs_document):
    index.replace(*paragraphs_document("open.txt", [CAMPS], "open"))
    index.replace(*paragraphs_document("secret.txt", [PAKISTAN], "secret"))
    assert texts(index.search("Pakistan budget", 10, {"open"})) == [CAMPS]
    assert texts(index.search("Pakistan budget", 10, {"open", "secret"})) == [PAKISTAN, CAMPS]
    assert index.search("Pakistan budget", 10, set()) == []


def test_forbidden_passages_take_no_places_from_allowed_ones(index, edition, paragraphs_document):
    index.replace(*paragraphs_document("open.txt", [CAMPS], "open"))
    document, passages = paragraphs_document("secret.txt", [PAKISTAN + str(n) for n in range(300)], "secret")
    index.replace(document, passages)
    assert texts(index.search("Pakistan budget", 10, {"open"})) == [CAMPS]


def test_acronyms_of_forbidden_documents_do_not_widen_the_question(index, paragraphs_document):
    index.replace(*paragraphs_document("open.txt", [SOAP, "Camp management takes patience."], "open"))
    defined = [Acronym("CCCM", "Camp management", 0, 44)]
    index.replace(*paragraphs_document("secret.txt", [CAMPS], "secret", defined))
    assert index.acronyms({"open"}) == {}
    assert index.search("CCCM", 1, {"open"})[0].keyword is None


def test_a_document_moved_to_another_collection_is_found_there_only(index, paragraphs_document):
    index.replace(*paragraphs_document("a.txt", [PAKISTAN], "open"))
    index.replace(*paragraphs_document("a.txt", [PAKISTAN], "secret"))
    assert index.search("Pakistan", 10, {"open"}) == []
    assert texts(index.search("Pakistan", 10, {"secret"})) == [PAKISTAN]


def test_a_misspelt_word_finds_its_passage_by_words(index, paragraphs_document):
    index.replace(*paragraphs_document("a.txt", [CAMPS, SOAP, PAKISTAN]))
    best = index.search("Pakitsan", 1)[0]
    assert best.passage.text == PAKISTAN
    assert best.keyword is not None


@pytest.mark.parametrize("question", ["What does CCCM do?", "what does cccm do?"])
def test_a_short_form_finds_the_passage_with_the_long_form(index, paragraphs_document, question):
    other = "Camp management and camp coordination are explained elsewhere by the camp manager."
    index.replace(
        *paragraphs_document(
            "a.txt", [SOAP, PAKISTAN, "Camp Coordination and Camp Management began in 2005.", other],
            acronyms=[Acronym("CCCM", "Camp Coordination and Camp Management", 0, 44)],
        )
    )  # fmt: skip
    by_words = [hit for hit in index.search(question, 10) if hit.keyword is not None]
    assert texts(by_words) == ["Camp Coordination and Camp Management began in 2005."]


def test_hits_that_score_alike_stand_in_order_of_source_and_place(index, paragraphs_document):
    for source in ("b.txt", "a.txt"):
        index.replace(*paragraphs_document(source, ["same words", "same words"]))
    found = [(hit.passage.source, hit.passage.start) for hit in index.search("same words", 4)]
    assert found == [("a.txt", 0), ("a.txt", 12), ("b.txt", 0), ("b.txt", 12)]


def test_a_quote_is_the_slice_of_its_document(index, paragraphs_document):
    index.replace(*paragraphs_document("a.txt", ["Zürich – naïve 🙂 text", PAKISTAN]))
    assert index.quote("a.txt", (9, 14)) == "naïve"


def test_an_index_that_is_opened_again_finds_the_same(tmp_path, letters, edition):
    with Index.open(tmp_path, letters, writable=True) as index:
        index.replace(*edition("a.txt", "first", 30))
        before = index.search("rule 7", 10)
    with Index.open(tmp_path, letters) as index:
        assert index.search("rule 7", 10) == before


def test_an_index_to_be_rebuilt_starts_empty(tmp_path, letters, edition):
    with Index.open(tmp_path, letters, writable=True) as index:
        index.replace(*edition("a.txt", "first", 3))
    with Index.open(tmp_path, letters, writable=True, rebuild=True) as index:
        assert index.documents() == []
        assert (index.status().vectors, index.status().problems) == (0, ())


def test_a_missing_index_says_how_to_make_it(tmp_path, letters):
    with pytest.raises(IndexMissing, match="Run `citewell ingest`"):
        Index.open(tmp_path / "nowhere", letters)
    assert not (tmp_path / "nowhere").exists()
