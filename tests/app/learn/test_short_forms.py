import pytest

from app.learn.short_forms import ordinary_words, short_forms


def found(text, known=(), ordinary=()):
    return [name for name, _ in short_forms(text, frozenset(known), frozenset(ordinary))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The UN and its NGOs met.", ["UN", "NGO"]),
        ("A joint IOM-OXFAM site of HQ/RO staff", ["IOM", "OXFAM", "HQ", "RO"]),
        ("The regional GBVAoR group", ["GBVAoR"]),
        ("Paid in USD or EUR under part II.", []),
        ("Write to desk@IOM.int or open www.WHO.int.", []),
        ("You must NOT smoke, and NEVER alone.", []),
        ("ALL STAFF MUST READ THE RULES OF THE HOUSE", []),
        ("The U.S. office", ["U.S."]),
        ("Albany, NY 12201", []),
        ("COVID-19 rules", ["COVID"]),
    ],
    ids=[
        "plural",
        "joined",
        "mixed case",
        "money and numerals",
        "addresses",
        "stressed",
        "all capitals",
        "dotted",
        "postal code",
        "with a number",
    ],
)
def test_short_forms_are_told_from_other_capitals(text, names):
    assert found(text) == names


def test_a_known_short_form_of_two_words_is_found_whole():
    assert found("The AP DDWG met the AP team.", known={"AP DDWG"}) == ["AP DDWG", "AP"]


def test_a_known_short_form_is_found_among_capitals_and_in_another_spelling():
    assert found("THE MIGOF AND ITS GOALS", known={"MIGOF"}) == ["MIGOF"]


def test_a_word_that_stands_in_small_letters_elsewhere_is_no_short_form_in_capitals():
    ordinary = ordinary_words("Humanity comes first. Write to aid@fao.org.")
    assert found("The principle of HUMANITY and the FAO", ordinary=ordinary) == ["FAO"]


def test_spans_leave_out_the_plural():
    text = "Three NGOs"
    assert [text[start:end] for _, (start, end) in short_forms(text, frozenset(), frozenset())] == ["NGO"]
