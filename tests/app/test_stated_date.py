"""How new a place is by the document's own words."""

import pytest

from app.stated_date import stated_date
from retriever.types import Document


def document(text, title="Rules", source="rules.txt"):
    return Document(source, title, text, (), "hash")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rules\n\nLast updated: 3 June 2025.", "3 June 2025"),
        ("Effective July 1, 2022. All staff must read this.", "July 1, 2022"),
        ("Edition of March 2023", "March 2023"),
        ("Version 2, dated 2021-04-30", "2021-04-30"),
        ("Issued on 5 May 2022. Part B was added on 1 February 2025.", "1 February 2025"),
        ("Adopted in 2019", "2019"),
    ],
)
def test_a_date_is_found_after_words_that_tell_it(text, words):
    assert stated_date(document(text), ()).words == words


def test_a_date_of_something_else_is_not_the_documents():
    assert stated_date(document("The war ended on 8 May 1945. The house was built in 1950."), ()) is None


def test_a_heading_goes_before_the_document_and_the_inner_before_the_outer():
    held = document("Issued on 5 May 2022.")
    assert stated_date(held, ("Part A (1 March 2023)", "Duty to report")).words == "1 March 2023"
    assert stated_date(held, ("Part A (1 March 2023)", "Duty (2 April 2024)")).words == "2 April 2024"
    assert stated_date(held, ("Part A",)).words == "5 May 2022"


def test_a_title_or_a_file_name_may_tell_the_year():
    assert stated_date(document("Text.", title="Travel rules 2021"), ()).words == "2021"
    assert stated_date(document("Text.", source="old/travel-2018.txt"), ()).words == "2018"


def test_dates_are_ordered_by_time():
    early, late = (stated_date(document(f"Issued {day}."), ()) for day in ("31 December 2021", "1 January 2022"))
    assert early < late
