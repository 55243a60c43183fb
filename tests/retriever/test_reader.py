"""The evidence reader ranks the statements of the hits and says how likely they are to answer."""

import pytest

from retriever.reader import PASSAGES_READ, STATEMENTS_READ, EvidenceReader, Logistic, candidates
from retriever.types import Hit, Passage, Statement, StatementKind

SENTENCES = (
    "Requests go to your line manager at least 15 working days before departure.",
    "The canteen opens at noon.",
    "Laptops are encrypted before they are handed out.",
)
QUESTION = "How many days ahead must I ask for a work trip?"


def hit(sentences, number=0, similarities=None, offset=100):
    """A hit whose passage has one statement a sentence."""
    text = " ".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    statements = tuple(
        Statement(offset + start, offset + start + len(sentence), StatementKind.SENTENCE)
        for start, sentence in zip(starts, sentences, strict=True)
    )
    passage = Passage(f"p{number}", f"{number}.txt", "Rules", ("Travel",), offset, offset + len(text), text, statements)
    return Hit(passage, 1.0, 0.4, None, tuple(similarities or [0.4] * len(sentences)))


def no_words(source, span):
    raise AssertionError("no statement here has a lead")


@pytest.fixture(scope="module")
def reader():
    return EvidenceReader()


def test_the_statement_that_answers_comes_first(reader):
    reading = reader.read(QUESTION, [hit(SENTENCES)], no_words)
    best = reading.evidence[0]
    assert best.statement.start == 100
    assert [e.probability for e in reading.evidence] == sorted((e.probability for e in reading.evidence), reverse=True)
    assert 0 <= reading.answerable <= 1


def test_the_short_answer_lies_inside_its_statement(reader):
    best = reader.read(QUESTION, [hit(SENTENCES)], no_words).evidence[0]
    start, end = best.short
    assert best.statement.start <= start < end <= best.statement.end
    assert "15 working days" in best.passage.text[start - 100 : end - 100]


def test_a_question_that_is_answered_is_likelier_to_be_than_one_that_is_not(reader):
    hits = [hit(SENTENCES)]
    answered = reader.read(QUESTION, hits, no_words).answerable
    assert answered > reader.read("Who won the football match?", hits, no_words).answerable


def test_no_hits_give_no_evidence(reader):
    reading = reader.read(QUESTION, [], no_words)
    assert (reading.evidence, reading.answerable) == ((), 0.0)


def test_only_so_many_statements_are_read_closely(reader):
    hits = [hit([f"Rule {number}.{place} holds." for place in range(4)], number) for number in range(9)]
    assert len(reader.read(QUESTION, hits, no_words).evidence) == STATEMENTS_READ
    assert {e.passage.id for e in reader.read(QUESTION, hits, no_words).evidence} <= {
        f"p{number}" for number in range(PASSAGES_READ)
    }


def test_a_lead_is_fetched_from_its_document():
    statement = Statement(100, 103, StatementKind.ITEM, lead=(10, 20))
    passage = Passage("p", "a.txt", "A", (), 100, 103, "tea", (statement,))
    asked = []

    def words_at(source, span):
        asked.append((source, span))
        return "You may bring:"

    (candidate,) = candidates([Hit(passage, 1.0, 0.4)], words_at)
    assert (candidate.lead, candidate.text, candidate.similarity) == ("You may bring:", "tea", 0.4)
    assert asked == [("a.txt", (10, 20))]


def test_a_line_that_only_introduces_others_is_no_answer():
    lead, item = Statement(0, 14, StatementKind.SENTENCE), Statement(15, 18, StatementKind.ITEM, lead=(0, 14))
    passage = Passage("p", "a.txt", "A", (), 0, 18, "You may bring:\ntea", (lead, item))
    found = candidates([Hit(passage, 1.0, 0.4, None, (0.9, 0.5))], lambda source, span: "You may bring:")
    assert [(candidate.text, candidate.similarity) for candidate in found] == [("tea", 0.5)]


def test_a_regression_is_the_logistic_of_the_weighted_sum():
    regression = Logistic.from_json({"a": 2.0, "b": -1.0, "constant": 0.5}, ("a", "b"))
    # 0.5 + 2 * 1 - 1 * 2.5 = 0
    assert regression.probability((1.0, 2.5)) == 0.5
