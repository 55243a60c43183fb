"""Search finds the passages of the brief that comes with the project, however the question is put."""

import pytest

SOURCE = "iom-asia-pacific-emergency-and-post-crisis-programs.txt"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("What is the budget for Pakistan?", "PAKISTAN\nUSD 62.4 M", id="fact"),
        pytest.param("budjet for Pakitsan", "PAKISTAN\nUSD 62.4 M", id="misspelt"),
        pytest.param("what does cccm do", "CCCM seeks to improve the living conditions", id="short form"),
        pytest.param(
            "who leads camp coordination and camp management", "co-lead of the Global CCCM Cluster", id="long form"
        ),
        pytest.param("How many countries belong to the organisation?", "Member States", id="paraphrase"),
    ],
)
def test_the_passage_that_answers_is_among_the_first_three(brief_index, question, words):
    assert any(words in hit.passage.text for hit in brief_index.search(question, 3))


def test_every_hit_is_a_slice_of_its_document(brief_index):
    text = brief_index.document(SOURCE).text
    hits = brief_index.search("displacement", 50)
    assert len(hits) == 50
    assert all(text[hit.passage.start : hit.passage.end] == hit.passage.text for hit in hits)


def test_the_same_question_finds_the_same(brief_index):
    assert brief_index.search("shelter after the earthquake") == brief_index.search("shelter after the earthquake")


def test_all_passages_are_found_if_that_many_are_asked_for(brief_index):
    passages = brief_index.status().passages
    assert len({hit.passage.id for hit in brief_index.search("the", 10 * passages)}) == passages


def test_every_hit_has_a_similarity_for_itself_and_for_each_statement(brief_index):
    for hit in brief_index.search("cash for shelter", 20):
        assert -1 <= hit.similarity <= 1
        assert len(hit.statement_similarities) == len(hit.passage.statements)
