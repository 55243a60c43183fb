"""How words are written inside a document's sentences."""

import pytest

from app.wording import Wording
from retriever.types import Acronym, Document

TEXT = """CASH AND VOUCHERS (CV)

The Loan Desk in Lima gives vouchers. A camp is led by IOM staff. Camps and cash cards are new.
Shelter Cluster meetings take place in Lima. The programme covers the Republic of Korea.
"""
DOCUMENT = Document("a.txt", "A", TEXT, (), "0", acronyms=(Acronym("CV", "CASH AND VOUCHERS", 0, 22),))


@pytest.mark.parametrize(
    ("phrase", "inside"),
    [
        ("Camps", "camps"),  # its singular is written small
        ("The Loan Desk", "the Loan Desk"),
        ("Lima", "Lima"),  # a name inside a sentence
        ("Shelter Cluster meetings", "Shelter Cluster meetings"),  # begins a name
        ("Meetings", "meetings"),
        ("Late bids", "late bids"),  # not in the document; before a noun
        ("CV", "CV"),
        ("CASH AND VOUCHERS", "cash and vouchers"),
        ("REPUBLIC OF KOREA", "Republic of Korea"),  # as the text has it
        ("MARSHALL ISLANDS", "Marshall Islands"),  # nowhere else: a name
        ("IOM CAMPS", "IOM camps"),
    ],
)
def test_names_keep_their_capitals_and_other_words_lose_them(phrase, inside):
    assert Wording(DOCUMENT).inside(phrase) == inside
