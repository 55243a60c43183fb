"""Which questions compare, and what."""

import pytest

from app.comparison import find_comparison


def terms(question):
    found = find_comparison(question)
    return found and (set(found.first.terms), set(found.second.terms))


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Which is larger, the Kenyan or the Ugandan office?", {"kenyan"}, {"ugandan"}),
        ("Kenya versus Uganda budget", {"kenya"}, {"uganda"}),
        ("Kenya or Uganda: which has more staff?", {"kenya"}, {"uganda"}),
        ("Does Kenya get more than Uganda?", {"kenya"}, {"uganda"}),
        ("What is the difference between sick leave and annual leave?", {"sick"}, {"annual"}),
        ("What is the rate for A1 and for B2?", {"a1"}, {"b2"}),
        ("How does Kenya compare with Uganda?", {"kenya"}, {"uganda"}),
        ("Are there more Kenyan offices than Ugandan ones?", {"kenyan"}, {"ugandan"}),
        ("Which came first, the Kenyan or the Ugandan office?", {"kenyan"}, {"ugandan"}),
        ("Kenya and Uganda, which one has the bigger office?", {"kenya"}, {"uganda"}),
    ],
)
def test_the_halves_are_what_names_one_thing_and_not_the_other(question, first, second):
    assert terms(question) == (first, second)


@pytest.mark.parametrize(
    "question",
    [
        "What is the budget for Kenya?",
        "How many offices are there?",
        "May I work from home rather than from the office?",
        "How do I take steps against a colleague?",
        "Who signs and stamps the form?",
        "If I travel in June and July, which form do I need?",
        "Is there more than one office?",
        "Is the office open between Monday and Friday?",
    ],
)
def test_other_questions_are_not_taken_apart(question):
    assert find_comparison(question) is None


def test_each_half_is_asked_for_without_the_other():
    found = find_comparison("How big is the budget of Kenya compared with Uganda?")
    assert found.first.question == "How big is the budget of Kenya?"
    assert found.second.question == "How big is the budget of Uganda?"
