"""Passages as HTML: set out as in their documents, their words marked, nothing in them ever a tag."""

import pytest

from app.search.records import FilterOption, Filters, FoundPassage, Offered, SearchResult
from app.web.search.asked import Asked
from app.web.search.filters_view import filters_html
from app.web.search.results_view import results_html, start_html
from retriever.types import Page, Passage, Statement, StatementKind


def found(text, spans, kind=StatementKind.SENTENCE, marks=(), header="", shown=None, start=50, **options):
    """A passage that starts at `start` of its document; all spans are given from the passage's start."""
    lead = (start - 30, start - 10) if header else None
    statements = tuple(Statement(a + start, b + start, kind, lead) for a, b in spans)
    passage = Passage(
        "p", "a & b.txt", "Leave", ("Leave", "Annual"), start, start + len(text), text, statements,
        pages=(Page(3, 0),), header=header,
    )  # fmt: skip
    a, b = shown or (0, len(text))
    placed = tuple((first + start, last + start) for first, last in marks)
    return FoundPassage(passage, 1.0, (a + start, b + start), placed, **{"has_words": True, **options})


def html_of(*passages, most=10):
    return results_html(SearchResult(passages, documents=2), Asked("leave", most=most))


def test_a_passage_names_its_section_document_and_page_and_opens_where_it_stands():
    html = html_of(found("One leave.", [(0, 10)]))
    assert 'href="source/a%20%26%20b.txt?start=50&amp;end=60"' in html
    assert ">Annual</a>" in html
    assert '<span class="title" dir="auto">Leave</span><span class="page" dir="auto">page 3</span>' in html


def test_words_are_marked_in_place():
    assert "<p>One <mark>leave</mark>.</p>" in html_of(found("One leave.", [(0, 10)], marks=[(4, 9)]))


def test_nothing_in_a_passage_or_a_query_becomes_a_tag():
    text = "<img src=x onerror=alert(1)> & leave"
    html = html_of(found(text, [(0, len(text))], marks=[(31, 36)]))
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; &amp; <mark>leave</mark>" in html
    assert "<b>" not in results_html(SearchResult((), "<b>leave</b>"), Asked('"<b>', by_words=True))


def test_rows_of_a_table_that_began_before_come_with_its_head():
    rows = "G1 | 58\nP1 | 64"
    html = html_of(found(rows, [(0, 7), (8, 15)], StatementKind.ROW, marks=[(13, 15)], header="Grade | Rate"))
    assert html.index("Grade") < html.index("G1") < html.index("<mark>64</mark>")
    assert "<th" in html


def test_what_is_cut_is_told_and_marks_outside_it_are_left_out():
    html = html_of(found("One. Two leave. Three.", [(0, 4), (5, 15), (16, 22)], marks=[(0, 3), (9, 14)], shown=(5, 15)))
    assert "<p>Two <mark>leave</mark>.</p>" in html
    assert 'class="result by-words cut-before cut-after"' in html


def test_how_a_passage_was_found_is_told():
    assert "found in its heading" in html_of(found("Two.", [(0, 4)]))
    html = html_of(found("Two.", [(0, 4)], marks=[(0, 4)], has_words=False))
    assert "similar in meaning" in html
    assert 'class="result by-meaning"' in html


def test_the_number_of_passages_is_told_and_more_are_offered_where_there_may_be_more():
    one = found("Two.", [(0, 4)])
    assert "2 passages in 1 document<" in html_of(one, one)
    assert "data-more" not in html_of(one, one)
    assert "data-more" in html_of(one, one, most=2)


@pytest.mark.parametrize(
    ("asked", "words", "tries"),
    [
        pytest.param(Asked("soap"), "No passage fits “soap”.", [], id="by meaning"),
        pytest.param(Asked("soap", by_words=True), "No passage has “soap”.", ["data-widen"], id="words alone"),
        pytest.param(
            Asked("soap", Filters(kind="PDF")), "in the documents chosen fits “soap”", ["data-clear"], id="filters"
        ),
    ],
)
def test_where_nothing_is_found_it_says_so_and_what_to_do(asked, words, tries):
    html = results_html(SearchResult(()), asked)
    assert words in html
    assert [name for name in ("data-widen", "data-clear") if name in html] == tries
    assert 'data-ask="soap"' in html


def test_a_misspelt_word_is_shown_as_it_was_searched():
    assert 'Searched as <strong dir="auto">leave</strong>' in results_html(SearchResult((), "leave"), Asked("laeve"))


def test_without_documents_the_way_to_the_library_is_shown():
    assert 'data-place="library"' in start_html([])


def test_a_filter_without_a_choice_is_not_shown_unless_it_is_set():
    one = (FilterOption("PDF", "PDF", 2),)
    offered = Offered((), (), one, (), 2)
    assert "<select" not in filters_html(offered, Asked())
    html = filters_html(offered, Asked(filters=Filters(kind="PDF"), by_words=True))
    assert '<option value="PDF" selected>PDF (2)</option>' in html
    assert 'value="1" checked>' in html
    assert "data-clear" in html


def test_a_filter_that_is_not_known_stays_visible():
    html = filters_html(Offered((), (), (), (), 0), Asked(filters=Filters(document='gone".pdf')))
    assert '<option value="gone&quot;.pdf" selected>gone&quot;.pdf (0)</option>' in html
