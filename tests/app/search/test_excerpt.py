"""Of a long passage the statements with the words are shown; without words the nearest statement is marked."""

from app.search.excerpt import marks_of, shown_span
from retriever.types import Hit, Passage, Statement, StatementKind

TEXT = "One two. Three four five. Six leave. Seven rest days."
STATEMENTS = ((0, 8), (9, 25), (26, 36), (37, 53))


def passage(offset=100):
    statements = tuple(Statement(a + offset, b + offset, StatementKind.SENTENCE) for a, b in STATEMENTS)
    return Passage("p", "a.txt", "A", ("A",), offset, offset + len(TEXT), TEXT, statements)


def test_a_short_passage_is_shown_whole():
    assert shown_span(passage(), [(130, 135)]) == (100, 153)


def test_of_a_long_passage_whole_statements_around_the_words_are_shown():
    assert shown_span(passage(), [(130, 135), (143, 147)], most_chars=30) == (126, 153)


def test_different_words_count_more_than_the_same_one_again():
    marks = [(100, 103), (104, 107), (130, 135)]
    assert shown_span(passage(), marks, most_chars=26) == (100, 125)


def test_without_words_a_long_passage_is_shown_from_its_beginning():
    assert shown_span(passage(), [], most_chars=30) == (100, 125)


def test_a_statement_longer_than_what_is_shown_is_shown_whole():
    assert shown_span(passage(), [(110, 115)], most_chars=5) == (109, 125)


def test_words_that_matched_are_marked():
    hit = Hit(passage(), 1.0, keyword=2.0, statement_similarities=(0.1, 0.9, 0.2, 0.3))
    assert marks_of(hit, [(130, 135)]) == ((130, 135),)


def test_where_no_word_matched_the_statement_nearest_in_meaning_is_marked():
    hit = Hit(passage(), 1.0, similarity=0.5, statement_similarities=(0.1, 0.9, 0.2, 0.3))
    assert marks_of(hit, []) == ((109, 125),)


def test_nothing_in_a_passage_is_marked_whose_heading_matched():
    hit = Hit(passage(), 1.0, keyword=2.0, statement_similarities=(0.1, 0.9, 0.2, 0.3))
    assert marks_of(hit, []) == ()
