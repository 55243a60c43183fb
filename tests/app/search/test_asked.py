"""An address says what is searched for, whatever is written in it."""

import pytest

from app.search.records import Filters
from app.web.search.asked import Asked, asked, fields_of


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        pytest.param({}, Asked(), id="nothing"),
        pytest.param({"q": " leave ", "k": "30"}, Asked(" leave ", most=30), id="words as they are typed"),
        pytest.param({"k": "-3", "words": "yes"}, Asked(), id="what makes no sense"),
        pytest.param({"k": "9" * 5000}, Asked(), id="a number without end"),
        pytest.param({"q": "a\ud83d"}, Asked("a?"), id="half a character"),
        pytest.param(
            {"document": "a.pdf", "collection": "main", "type": "PDF", "read": "week", "words": "1"},
            Asked("", Filters("a.pdf", "main", "PDF", "week"), by_words=True),
            id="all filters",
        ),
    ],
)
def test_what_an_address_asks_for(fields, what):
    assert asked(fields) == what


def test_fields_are_read_from_an_address():
    assert fields_of({"address": "/base/search?q=a%26b&words=1#x"}) == {"q": "a&b", "words": "1"}
