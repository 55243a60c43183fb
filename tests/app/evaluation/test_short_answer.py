"""Short answers are compared as SQuAD does; each figure is worked out by hand."""

import pytest

from app.evaluation.short_answer import exact_match, normalised, token_f1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Council.", "council"),
        ("an  U.S.\tarmy", "us army"),
        ("anthem, theatre", "anthem theatre"),  # no article inside a word
        ("USD 2,500", "usd 2500"),
        ("A", ""),
    ],
)
def test_case_punctuation_articles_and_spaces_do_not_count(text, expected):
    assert normalised(text) == expected


@pytest.mark.parametrize(
    ("predicted", "known", "exact", "f1"),
    [
        pytest.param("the 30 days", ["30 Days."], 1.0, 1.0, id="the same"),
        # Shared: 30, days. Precision 2/4, recall 2/2: 2 * 2 / (4 + 2).
        pytest.param("30 days a year only", ["30 days"], 0.0, 2 / 3, id="two words too many"),
        # Shared: paid. Precision 1/1, recall 1/3: 2 * 1 / (1 + 3).
        pytest.param("paid", ["paid in full"], 0.0, 0.5, id="two words too few"),
        # "go" stands twice in the prediction and once in the answer: 2 * 1 / (2 + 1).
        pytest.param("go go", ["go"], 0.0, 2 / 3, id="a repeated word counts as often as both have it"),
        pytest.param("March", ["in March", "March"], 1.0, 1.0, id="the nearest of two"),
        pytest.param("April", ["March"], 0.0, 0.0, id="another word"),
        pytest.param("", ["March"], 0.0, 0.0, id="no answer"),
        pytest.param("the", ["a"], 1.0, 1.0, id="both without words"),
        pytest.param("March", [], 0.0, 0.0, id="none known"),
    ],
)
def test_a_short_answer_is_compared_with_the_nearest_known_one(predicted, known, exact, f1):
    assert exact_match(predicted, known) == exact
    assert token_f1(predicted, known) == pytest.approx(f1)
