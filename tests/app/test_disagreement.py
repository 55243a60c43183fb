"""Which places give another value for the same thing, and which only look alike."""

import pytest

from app.disagreement import disagreeing
from retriever.types import Passage, Statement, StatementKind

SENTENCE, FACT = StatementKind.SENTENCE, StatementKind.FACT


def place(words, source="a.txt", section=("Rules",), kind=SENTENCE, title="Rules"):
    statement = Statement(0, len(words), kind)
    return Passage(f"{source}{section}", source, title, section, 0, len(words), words, (statement,)), statement


def found(one, other, question="What holds?"):
    return [passage.source for passage, _ in disagreeing(question, one, [other])]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reports of a breach are due within 48 hours.", "Reports of a breach are due within 24 hours."),
        ("A visitor badge costs 5 euros.", "The badge of a visitor costs 7 euros."),
        ("Safety training lasts eight weeks for all.", "All safety training lasts 6 weeks."),
        ("The annual report is published on 1 July 2024.", "The annual report is published on 1 August 2024."),
        ("You may carry over 12 unused leave days.", "Carry over at most 10 unused leave days."),
    ],
)
def test_sentences_of_two_documents_with_another_value_disagree(one, other):
    assert found(place(one), place(other, "b.txt")) == ["b.txt"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Director: Ada Moreno", "Director: Luis Okafor"),
        ("Stall fee | 15 euros", "Stall fee | 20 euros"),
        ("Help line: +41 22 555 0142", "Help line: +41 22 555 0199"),
        ("NEPAL\nUSD 2.6 M", "NEPAL\nUSD 3.1 M"),
    ],
)
def test_values_of_one_label_in_two_documents_disagree(one, other):
    assert found(place(one, kind=FACT), place(other, "b.txt", kind=FACT)) == ["b.txt"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reports of a breach are due within 48 hours.", "Reports of a breach are due within 48 hours."),
        ("Safety training lasts eight weeks for all.", "All safety training lasts 8 weeks."),
        ("Invoices of traders are paid within 30 days.", "Claims of traders are paid within 20 days."),
        ("Birth parents get 18 weeks of leave.", "Other parents get 8 weeks of leave."),
        ("Bring the signed form to any office [16].", "Bring the signed form to any office [3]."),
        ("A badge costs 5 euros.", "A ticket costs 7 euros."),
    ],
)
def test_places_that_agree_or_speak_of_different_things_do_not(one, other):
    assert found(place(one), place(other, "b.txt")) == []


def test_labels_of_one_document_never_disagree():
    one, other = (place(words, section=(words,), kind=FACT) for words in ("Members: 174", "Members: 35"))
    assert found(one, other) == []


def test_sentences_of_one_section_never_disagree():
    assert found(place("The long course lasts 8 weeks."), place("The long course lasts 6 weeks.")) == []


def test_sentences_of_two_sections_disagree_unless_a_year_parts_them():
    words = ("The winter course lasts 8 weeks.", "The winter course lasts 6 weeks.")
    assert found(*(place(w, section=(name,)) for w, name in zip(words, ("Part A", "Part B"), strict=True))) == ["a.txt"]
    assert found(*(place(w, section=(name,)) for w, name in zip(words, ("In 2019", "In 2020"), strict=True))) == []
    dated = ("Part A (5 May 2022)", "Part B (1 February 2025)")
    assert found(*(place(w, section=(name,)) for w, name in zip(words, dated, strict=True))) == ["a.txt"]


def test_a_question_that_names_one_of_the_places_is_answered_from_it():
    one = place("The fee for a stall is 15 euros.", title="Fees of 2019")
    other = place("The fee for a stall is 20 euros.", "b.txt", title="Fees of 2020")
    assert found(one, other, "What is the fee for a stall?") == ["b.txt"]
    assert found(one, other, "What was the fee for a stall in 2019?") == []
