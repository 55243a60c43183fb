"""The cross-encoder reads statements against a question."""

import numpy as np
import pytest

from retriever.cross_encoder import CrossEncoder, Part, best_span
from retriever.reader_network import STATEMENT_TOKENS, Row, RowMaker

QUESTION = "How far ahead must I ask for a work trip?"
TRAVEL = Part(
    "Travel > Before you go", "", "Requests go to your line manager at least 15 working days before departure."
)
LEAVE = Part("Leave", "", "Annual leave is 30 days a year.")


@pytest.fixture(scope="module")
def cross_encoder():
    return CrossEncoder()


@pytest.fixture(scope="module")
def rows():
    return RowMaker()


def test_the_statement_that_answers_scores_higher(cross_encoder):
    travel, leave = cross_encoder.judge(QUESTION, [TRAVEL, LEAVE])
    assert travel.score > leave.score


def test_a_judgement_does_not_depend_on_what_is_read_beside_it(cross_encoder):
    alone = cross_encoder.judge(QUESTION, [TRAVEL])[0]
    beside = cross_encoder.judge(QUESTION, [LEAVE, TRAVEL, LEAVE])[1]
    assert alone.score == pytest.approx(beside.score, abs=1e-3)
    assert alone.short == beside.short


def test_the_short_answer_lies_inside_the_statement(cross_encoder):
    (judgement,) = cross_encoder.judge(QUESTION, [TRAVEL])
    start, end = judgement.short
    assert "15 working days" in TRAVEL.text[start:end]


def test_nothing_is_judged_when_there_is_nothing_to_read(cross_encoder):
    assert cross_encoder.judge(QUESTION, []) == []


def test_a_row_holds_question_heading_and_statement_between_marks(rows):
    row = rows.row("Why?", "Rules", "", "Because it rains.")
    # [CLS] why ? [SEP] rules [SEP] because it rains . [SEP]
    assert (len(row.ids), row.question_end, row.statement_start, row.statement_end) == (11, 3, 6, 10)
    assert row.offsets == [(0, 7), (8, 10), (11, 16), (16, 17)]


def test_a_lead_is_read_before_a_short_statement_only(rows):
    short, long = "It rains.", "It rains again and again, " * 5
    assert len(rows.row("Why?", "Rules", "Note this:", short).ids) > len(rows.row("Why?", "Rules", "", short).ids)
    assert len(rows.row("Why?", "Rules", "Note this:", long).ids) == len(rows.row("Why?", "Rules", "", long).ids)


def test_a_long_statement_is_read_as_far_as_the_network_reads(rows):
    assert len(rows.row("Why?", "Rules", "", "rain " * 200).offsets) == STATEMENT_TOKENS


def test_the_best_span_never_ends_before_it_starts():
    row = Row(ids=[0] * 6, question_end=1, statement_start=2, offsets=[(0, 2), (3, 5), (6, 8)])
    ends = np.full((6, 2), -1e4, dtype=np.float32)
    ends[2:5] = [[0, 8], [5, 1], [1, 4]]
    # Sums: 0+8 for the first token alone, 5+4 for the second to the third; 5+8 would run backwards.
    assert best_span(row, ends) == (3, 8)
