"""The short answer inside a statement."""

import pytest

from retriever.evidence_span import short_span
from retriever.types import StatementKind

CASES = [
    ("When was IOM established?", "IOM was established in 1951 and joined the UN in 2016.", "1951"),
    ("When did IOM join the UN?", "IOM was established in 1951 and joined the UN in 2016.", "2016"),
    ("Where are the stocks?", "Stocks for relief have been established in Nairobi.", "Nairobi"),
    ("How do I reach the helpline?", "Write to the helpline at help@example.org.", "help@example.org"),
    ("What is the helpline's e-mail?", "Write to the helpline at help@example.org.", "help@example.org"),
    ("How many days of leave in 2020?", "In 2020 staff had 30 days of leave.", "30 days"),
    ("Why is it done?", "It is done to save 30 days.", None),
]


@pytest.mark.parametrize(("question", "text", "short"), CASES, ids=[f"{q} {t}" for q, t, _ in CASES])
def test_the_short_answer_is_the_form_asked_for_nearest_the_question(question, text, short):
    span = short_span(question, text, StatementKind.SENTENCE)
    assert (text[span[0] : span[1]] if span else None) == short


def test_a_fact_answers_with_its_value_line():
    text = "PAKISTAN\nUSD 62.4 M"
    start, end = short_span("What is the budget for Pakistan?", text, StatementKind.FACT)
    assert text[start:end] == "USD 62.4 M"
