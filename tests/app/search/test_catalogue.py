"""Filters choose among documents, and offer only what leaves some."""

from datetime import UTC, datetime, timedelta

import pytest

from app.search.catalogue import Catalogue, Catalogued, offered
from app.search.records import FilterOption, Filters

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
DOCUMENTS = [
    Catalogued("a.pdf", "Leave", "main", "PDF", NOW - timedelta(hours=3), 5),
    Catalogued("b.docx", "Travel", "main", "Word document", NOW - timedelta(days=8), 7),
    Catalogued("c.pdf", "Travel", "board", "PDF", NOW - timedelta(days=400), 9),
]


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        pytest.param(Filters(), ["a.pdf", "b.docx", "c.pdf"], id="none"),
        pytest.param(Filters(document="b.docx"), ["b.docx"], id="document"),
        pytest.param(Filters(collection="main"), ["a.pdf", "b.docx"], id="collection"),
        pytest.param(Filters(kind="PDF"), ["a.pdf", "c.pdf"], id="type"),
        pytest.param(Filters(read="day"), ["a.pdf"], id="read in the last day"),
        pytest.param(Filters(read="week"), ["a.pdf"], id="read in the last week"),
        pytest.param(Filters(read="month"), ["a.pdf", "b.docx"], id="read in the last month"),
        pytest.param(Filters(kind="PDF", collection="board"), ["c.pdf"], id="two together"),
        pytest.param(Filters(document="gone.pdf"), [], id="a document that is not there"),
        pytest.param(Filters(read="ever"), [], id="a time that is not known"),
    ],
)
def test_documents_that_filters_leave(filters, left):
    assert [one.source for one in DOCUMENTS if one.fits(filters, NOW)] == left


def test_each_filter_is_offered_with_what_it_leaves_beside_the_others():
    found = offered(DOCUMENTS, Filters(kind="PDF"), NOW)
    assert found.documents == (FilterOption("a.pdf", "Leave", 1), FilterOption("c.pdf", "Travel (c.pdf)", 1))
    assert found.collections == (FilterOption("board", "board", 1), FilterOption("main", "main", 1))
    assert found.kinds == (FilterOption("PDF", "PDF", 2), FilterOption("Word document", "Word document", 1))
    assert [(one.value, one.documents) for one in found.reads] == [("day", 1), ("week", 1), ("month", 1), ("year", 1)]
    assert found.searched == 2


def test_a_time_that_leaves_no_document_out_is_not_offered():
    assert [one.value for one in offered(DOCUMENTS[:2], Filters(), NOW).reads] == ["day", "week"]
    assert offered(DOCUMENTS[:1], Filters(), NOW).reads == ()


def test_what_is_chosen_is_offered_though_it_leaves_nothing():
    found = offered(DOCUMENTS, Filters(kind="Word document", collection="board"), NOW)
    assert FilterOption("Word document", "Word document", 0) in found.kinds
    assert found.searched == 0


def test_a_catalogue_knows_types_and_notices_changes(changed_index):
    catalogue = Catalogue(changed_index)
    assert [(one.source, one.kind) for one in catalogue.documents()] == [
        ("board/minutes.docx", "Word document"),
        ("leave.pdf", "PDF"),
        ("old/leave.txt", "Plain text"),
    ]
    changed_index.remove("leave.pdf")
    assert [one.source for one in catalogue.documents()] == ["board/minutes.docx", "old/leave.txt"]
